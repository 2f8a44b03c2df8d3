"""How wide the headline's intervals are, by the places that a run asks: why there are as many as there are.

python -m allonym.tools.places docs/methods.md [MODEL] writes the table again.

Every place of the largest corpus that reads like news is asked, with six English names; what fewer places and fewer
names would have shown is worked out from that.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from allonym.corpus.load import corpus_names, load_corpus
from allonym.evaluate.plan import plan
from allonym.evaluate.probing import run_probes
from allonym.evaluate.sample import first
from allonym.evaluate.spelling_rows import english_names, intervals_of
from allonym.measures import measure
from allonym.measures.main import PROSE
from allonym.measures.pairs import Pairs
from allonym.measures.terms import Terms
from allonym.predict.cache import Cache, cache_file
from allonym.predict.models import find_models
from allonym.predict.pool import Pool
from allonym.predict.predict import Predictor
from allonym.probes.control import NAMES
from allonym.show.kinds import PERCENT
from allonym.show.table import Column, Table
from allonym.statistics import Resamplers
from allonym.tools.marked import of_tables, rewrite

MODEL = "en_core_web_md-3.7.1"
FEW = 2
"""English names in a place that are compared with those of a run."""
ASKED = (50, 100, 150, 200, 250, 300, 400)
_SPELLED, _BOTH, _GAP = ("spelling.f1", "spelling.both", "spelling.split"), "spelling.both", "spelling.gap"


@dataclass(frozen=True, slots=True)
class Drawable:
    """The pairs of people in press spellings, and the English names in the same places."""

    pairs: Pairs
    english: Pairs

    def of(self, places: int | None, names: int = NAMES) -> Drawable:
        """What is left of both where so many places of a corpus are drawn, and so many names are put into each."""
        every = _places(self.pairs)
        by_corpus: dict[str, set[str]] = {}
        for place in every:
            by_corpus.setdefault(place.partition("/")[0], set()).add(place.partition("/")[2])
        kept = {f"{corpus}/{place}" for corpus, some in by_corpus.items() for place in first(some, places or len(some))}
        english = self.english.only(_rank(self.english) < names)
        return Drawable(*(table.only(np.isin(_places(table), list(kept))) for table in (self.pairs, english)))

    @property
    def asked(self) -> int:
        """How many places there are."""
        return len(set(_places(self.pairs)))

    def widths(self, draws: Resamplers) -> Mapping[str, float]:
        """Half of each interval's width."""
        return {
            **_widths(self.pairs, {name: measure(name).compute(self.pairs) for name in _SPELLED}, draws),
            **_widths(self.pairs, {_GAP: measure(_GAP).compute(self.pairs, self.english)}, draws),
            **_widths(self.english, {"english": measure(_BOTH).compute(self.english)}, draws),
        }


def _widths(pairs: Pairs, terms: Mapping[str, Terms], draws: Resamplers) -> dict[str, float]:
    intervals = intervals_of(pairs, list(terms.values()), draws)
    return {name: (one.high - one.low) / 2 for name, one in zip(terms, intervals, strict=True)}


def _places(pairs: Pairs) -> list[str]:
    """Each pair's corpus, document, paragraph and entity, as `evaluate.sample` calls a place."""
    site, entity = (np.array(pairs.values[name])[pairs.codes[name]].tolist() for name in ("site", "entity"))
    return [f"{one.rpartition('/')[0]}/{whose}" for one, whose in zip(site, entity, strict=True)]


def _rank(pairs: Pairs) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Each pair's number among those of its site, from 0."""
    seen: dict[int, int] = {}
    numbers = []
    for site in pairs.codes["site"].tolist():
        numbers.append(seen.get(site, 0))
        seen[site] = numbers[-1] + 1
    return np.array(numbers, np.int64)


def variances(english: Pairs) -> tuple[float, float]:
    """Of English names, found or not: the variance between the names of a place, and that between places.

    Of n places with six names each, by the analysis of variance of a random effect.
    """
    codes = np.unique(english.codes["site"], return_inverse=True)[1]
    count = np.bincount(codes)
    share = np.bincount(codes, english.found) / count
    within = float(np.mean(share * (1 - share) * count / (count - 1)))
    return within, float(np.var(share, ddof=1) - within / count.mean())


def asked_of(model: str) -> Drawable:
    """What a model makes of every place."""
    corpora = [corpus for corpus in map(load_corpus, corpus_names()) if corpus.prose]
    every = plan(corpora, ("respell", "control"), full=True)
    with closing(Cache(cache_file())) as cache:
        workers = Pool(cache, 1, 1)
        with Predictor(find_models([model])[0], cache=cache, workers=workers) as predictor:
            tables = run_probes(predictor.predict, every)
    english = english_names(tables)
    assert english is not None
    return Drawable(tables["respell"].part(PROSE, "PER", "register:press"), english)


def table(asked: Drawable, draws: Resamplers) -> Table:
    """A line for each number of places."""
    headings = ("places a corpus", "places", "F1 both ways", "both ways", "split")
    english = [f"{what}, {names} English names" for names in (FEW, NAMES) for what in ("English line", "gap")]
    columns = (*map(Column, headings[:2]), *(Column(name, PERCENT) for name in (*headings[2:], *english)))
    return Table("", columns, tuple(_lines(asked, draws)))


def _lines(asked: Drawable, draws: Resamplers) -> Iterator[tuple[str | float, ...]]:
    for places in (*ASKED, None):
        some = {names: asked.of(places, names) for names in (FEW, NAMES)}
        widths = {names: one.widths(draws) for names, one in some.items()}
        spelled = [widths[NAMES][name] for name in _SPELLED]
        english = [widths[names][what] for names in some for what in ("english", _GAP)]
        yield "all" if places is None else str(places), f"{some[NAMES].asked:,}", *spelled, *english


def written(asked: Drawable, draws: Resamplers) -> str:
    within, between = variances(asked.english)
    return (
        f"{of_tables(table(asked, draws))}"
        f"Found or not, English names of one place vary by {within:.3f}, places by {between:.3f}.\n\n"
    )


def main(page: Path, model: str = MODEL) -> None:
    asked = asked_of(model)
    rewrite(page, {"places": lambda _: written(asked, Resamplers())})


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
