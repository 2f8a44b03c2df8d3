"""How far corpora, registers and origins order the models alike: Kendall's tau of what ranks, with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
from allonym.statistics.resampling import percentiles
from allonym.statistics.standings import kendall
from allonym.statistics.types import Floats

_FOLDED = "fold"
"""The probe that writes names in the registers which `HEADLINE.probe` has not: marks and capitals."""
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
    families = _families([*tables.values()], [*_asked(run, _FOLDED).values()])
    lines = [line for of, parts in families.items() for line in _lines(of, parts)]
    note = _NOTE.format(measure=measure(HEADLINE.name).title, models=len(tables), fewest=_FEWEST)
    return Table("", heads, tuple(lines), (note,))


def _asked(run: Run, probe: str = HEADLINE.probe) -> dict[str, Pairs]:
    """The pairs of the models that are ranked."""
    return {
        model: pairs
        for model, pairs in run.pairs([probe]).get(probe, {}).items()
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


def _families(respelled: Sequence[Pairs], folded: Sequence[Pairs]) -> dict[str, list[_Part]]:
    """The parts of each kind, all under the same resamples; a table a model of each probe."""
    whole, each = _aligned(respelled)
    pooled = _pooled(whole)
    corpora = [(each, corpus, corpus, HEADLINE.slice, "") for corpus in whole.present("corpus")]
    origins = [(each, name, pooled, HEADLINE.slice, name) for name in whole.present("origin")]
    _, both = _aligned([*respelled, *folded])
    probes = [some for some in (both[: len(respelled)], both[len(respelled) :]) if some]
    registers = [
        (some, name, pooled, f"register:{name}", "") for some in probes for name in some[0].present("register")
    ]
    slices = {"corpora": corpora, "registers": registers, "origins": origins}
    return {of: list(_parts(some)) for of, some in slices.items()}


def _parts(wanted: Iterable[tuple[Sequence[Pairs], str, str, str, str]]) -> Iterator[_Part]:
    """Those of these parts that have people enough, under the same resamples."""
    draws = Resamplers(replicates=REPLICATES)
    for each, *args in wanted:
        if (part := _part(each, draws, *args)) is not None:
            yield part


def _aligned(tables: Sequence[Pairs]) -> tuple[Pairs, list[Pairs]]:
    """One table of all, and the models' parts of it, which number everything alike."""
    whole = joined(tables)
    borders = np.cumsum([len(table) for table in tables])[:-1]
    return whole, [whole.only(rows) for rows in np.split(np.arange(len(whole)), borders)]


def _pooled(whole: Pairs) -> str:
    return PROSE if PROSE in whole.present("texts") else ALL


def _part(each: Sequence[Pairs], draws: Resamplers, name: str, corpus: str, slice_: str, origin: str) -> _Part | None:
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
