"""How far corpora, registers and origins order the models alike: Kendall's tau of what ranks, with its interval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from allonym.measures import measure
from allonym.measures.main import ALL, HEADLINE, PROSE
from allonym.measures.pairs import Pairs, joined
from allonym.runs.read import Run
from allonym.show.kinds import DECIMAL, Cell
from allonym.show.table import Column, Table, text_column
from allonym.statistics import Resamplers
from allonym.statistics.concordance import kendall
from allonym.statistics.resampling import percentiles
from allonym.statistics.types import Floats

_FEWEST = 10
"""People that a part must have for its order to be compared."""
REPLICATES = 1_000

_NOTE = (
    "Kendall's tau of {measure} over {models} models: 1 is the same order, 0 none, -1 the reverse. Bounds: people "
    "are drawn, then the places within them. Parts with fewer than {fewest} people are left out."
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A corpus, a register or an origin; its people, and what ranks in each replicate: (1 + replicates, models)."""

    name: str
    people: int
    values: Floats


def orders(run: Run) -> Table:
    """A line for every two corpora, registers (of prose, or all), and origins (of the press's spellings)."""
    heads = (*map(text_column, ("of", "one", "other")), Column("people"), Column("people of the other"))
    heads = (*heads, *(Column(name, DECIMAL) for name in ("tau", "low", "high")))
    tables = _asked(run)
    if len(tables) < 2:
        return Table("", heads, (), ("Fewer than two models were asked.",))
    lines = [line for of, parts in _families(tables).items() for line in _lines(of, parts)]
    note = _NOTE.format(measure=measure(HEADLINE.name).title, models=len(tables), fewest=_FEWEST)
    return Table("", heads, tuple(lines), (note,))


def _asked(run: Run) -> dict[str, Pairs]:
    """The pairs of the models that are ranked."""
    return {
        model: pairs
        for model, pairs in run.pairs([HEADLINE.probe]).get(HEADLINE.probe, {}).items()
        if not (run.models[model].get("reference") or run.models[model].get("unanswered"))
    }


def headline_draws(run: Run, models: Sequence[str]) -> Floats | None:
    """The headline of these models, observed and then in each replicate: (1 + replicates, models); None where it was
    not measured of all of them."""
    tables = _asked(run)
    if len(models) < 2 or not set(models) <= set(tables):
        return None
    whole, each = _aligned([tables[model] for model in models])
    part = _part(each, Resamplers(replicates=REPLICATES), "", _pooled(whole), HEADLINE.slice, "")
    return part.values if part else None


def _lines(of: str, parts: list[_Part]) -> Iterator[tuple[Cell, ...]]:
    for one, other in combinations(parts, 2):
        tau = kendall(one.values, other.values)
        low, high = percentiles(tau[1:, None])
        yield of, one.name, other.name, one.people, other.people, float(tau[0]), low.item(), high.item()


def _families(tables: Mapping[str, Pairs]) -> dict[str, list[_Part]]:
    """The parts of each kind, all under the same resamples."""
    whole, each = _aligned(list(tables.values()))
    pooled = _pooled(whole)
    draws = Resamplers(replicates=REPLICATES)
    slices = {
        "corpora": [(corpus, corpus, HEADLINE.slice, "") for corpus in whole.present("corpus")],
        "registers": [(name, pooled, f"register:{name}", "") for name in whole.present("register")],
        "origins": [(name, pooled, HEADLINE.slice, name) for name in whole.present("origin")],
    }
    return {
        of: [part for args in some if (part := _part(each, draws, *args)) is not None] for of, some in slices.items()
    }


def _aligned(tables: Sequence[Pairs]) -> tuple[Pairs, list[Pairs]]:
    """One table of all, and the models' parts of it, which number everything alike."""
    whole = joined(tables)
    borders = np.cumsum([len(table) for table in tables])[:-1]
    return whole, [whole.only(rows) for rows in np.split(np.arange(len(whole)), borders)]


def _pooled(whole: Pairs) -> str:
    return PROSE if PROSE in whole.present("texts") else ALL


def _part(each: list[Pairs], draws: Resamplers, name: str, corpus: str, slice_: str, origin: str) -> _Part | None:
    mine = [pairs.part(corpus, HEADLINE.label, slice_) for pairs in each]
    mine = [pairs.where("origin", origin) if origin else pairs for pairs in mine]
    people = len(mine[0].occurring("entity"))
    if people < _FEWEST:
        return None
    terms = [measure(HEADLINE.name).compute(pairs) for pairs in mine]
    counts = np.stack([one.exact() for one in terms], axis=1)
    (drawn,) = draws.of(each[0].entity_of_site()).resample_parts([(terms[0].unit, counts)])
    values = [np.asarray(terms[0].value_of(totals)) for totals in (drawn.observed[None], drawn.replicates)]
    return _Part(name, people, np.concatenate(values))
