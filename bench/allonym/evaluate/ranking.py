"""The order of the models on a corpus, as far as it is known: by the main score."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from allonym.evaluate.rows import number
from allonym.evaluate.score import Score
from allonym.match.label_sets import MAIN_LABELS
from allonym.measures import Micro, measure
from allonym.measures.main import MAIN
from allonym.show.table import EMPTY
from allonym.statistics import Interval, Pair, Resamplers, Standings, standings

_SUPERSCRIPTS = str.maketrans("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")


@dataclass(frozen=True, slots=True)
class Ranking:
    """Models on one corpus from best to worst, with who is better than whom."""

    corpus: str
    standings: Standings

    def as_json(self) -> dict[str, Any]:
        """An object of "standings" in leaderboard.json."""
        return {
            "corpus": self.corpus,
            "measure": MAIN.name,
            "convention": MAIN.convention,
            "models": [
                {"model": one.model, "letter": one.letter, "tier": one.tier, "better_than": list(one.better_than)}
                for one in self.standings.models
            ],
            "pairs": [
                {
                    "better": pair.better,
                    "worse": pair.worse,
                    "difference": number(pair.difference.value),
                    "low": number(pair.difference.low),
                    "high": number(pair.difference.high),
                    "p": number(pair.p),
                    "p_holm": number(pair.p_holm),
                    "further_documents": pair.further,
                }
                for pair in self.standings.pairs
            ],
        }

    def note(self) -> str:
        """What is not known of the order: neighbours in the table that the corpus does not tell apart."""
        found = self.standings.models[0].interval
        few = f"{self.corpus}: {found.n} documents" + (f" ({found.caution})" if found.caution else "")
        letters = {one.model: one.letter for one in self.standings.models}
        open_ = [
            f"{letters[pair.better]}/{letters[pair.worse]} ({_further(pair)})"
            for pair in self._neighbours()
            if pair.further != 0
        ]
        if not open_:
            return f"{few}; every two neighbours are separated."
        return f"{few}; not separable, with the further documents that would tell: {', '.join(open_)}."

    def _neighbours(self) -> Sequence[Pair]:
        pairs = {(pair.better, pair.worse): pair for pair in self.standings.pairs}
        return [pairs[one.model, two.model] for one, two in pairwise(self.standings.models)]


def _further(pair: Pair) -> str:
    return "no difference seen" if pair.further is None else f"about {pair.further:,}"


def rank(corpus: str, scores: Iterable[Score], draws: Resamplers) -> Ranking | None:
    """The ranking of the models that were scored on a corpus; None where there is none."""
    number = Micro(measure(MAIN.name))
    mine = [
        one
        for one in scores
        if (one.corpus, one.labels, one.convention) == (corpus, MAIN_LABELS, MAIN.convention) and one.counts.table.size
    ]
    if not mine:
        return None
    counts = {one.model: one.counts.columns(number.measure.scheme) for one in mine}
    return Ranking(corpus, standings(counts, mine[0].document, number, draws=draws))


def superscript(letters: Iterable[str]) -> str:
    """Letters raised, for "better than these".

    >>> superscript(["b", "c"])
    'ᵇᶜ'
    """
    return "".join(letters).translate(_SUPERSCRIPTS)


def bounds(interval: Interval) -> str:
    """An interval in percent: 83.0–90.8."""
    if math.isnan(interval.low):
        return EMPTY
    return f"{100 * interval.low:.1f}–{100 * interval.high:.1f}"
