"""What mending gives: each mended model below its base, with the differences."""

from __future__ import annotations

from collections.abc import Iterator

from allonym.evaluate.ranking import Ranking
from allonym.measures.main import HEADLINE, MAIN, SPLIT, Selection, headline_corpus
from allonym.runs.read import Run
from allonym.show.kinds import AMOUNT, DECIMAL, PERCENT, POINTS, Cell, bounds_of, difference
from allonym.show.table import Column, Table, grouped, text_column
from allonym.show.wanted import Wanted, ranking_by_corpus

MENDED = "+mend"
"""What the id of a mended model has behind that of its base."""
_PRECISION = Selection(name="spelling.precision", label=HEADLINE.label, probe=HEADLINE.probe, slice=HEADLINE.slice)
_COLUMNS = (
    *map(text_column, ("corpus", "model")),
    *(Column("F1 both ways", PERCENT), Column("+", POINTS), Column("95% of +", bounds_of(POINTS))),
    *(Column("precision", PERCENT), Column("+ of it", POINTS), Column("split", PERCENT)),
    *(
        Column("F1 as printed", PERCENT),
        Column("+ of F1", POINTS),
        Column("words/s", AMOUNT),
        Column("× words/s", DECIMAL),
    ),
)
BRIEF = ("model", "F1 both ways", "+", "95% of +", "precision", "+ of it", "split", "× words/s")
"""The columns that fit a screen."""
_NOTE = (
    "In %, people in press spellings; a mended model below its base. +: the difference in points, 95% of that in F1 "
    "both ways; × words/s: what is left of the base's speed."
)


def tables(run: Run, wanted: Wanted) -> list[Table]:
    pairs = [(name.removesuffix(MENDED), name) for name in run.models if name.endswith(MENDED) and wanted.model(name)]
    lines = tuple(
        line
        for corpus in _corpora(run, wanted)
        for base, mended in pairs
        if base in run.models
        for line in _lines(run, corpus, base, mended)
    )
    return [Table(f"Mended models of run {run.id}", _COLUMNS, lines, (_NOTE,), grouped(lines))] if lines else []


def _corpora(run: Run, wanted: Wanted) -> list[str]:
    """The corpora with a headline, all of it first."""
    found = dict.fromkeys(row.corpus for row in run.rows if row.has(HEADLINE) and wanted.corpus(row.corpus))
    pooled = headline_corpus({row.corpus for row in run.rows})
    return sorted(found, key=lambda corpus: corpus != pooled)


def _lines(run: Run, corpus: str, base: str, mended: str) -> Iterator[tuple[Cell, ...]]:
    """The line of the base and that of the mended model; none where one of them has no headline there."""
    values = {
        (row.model, row.selection): row.value
        for row in run.rows
        if row.corpus == corpus and row.model in (base, mended)
    }
    if None in (values.get((base, HEADLINE)), values.get((mended, HEADLINE))):
        return
    bounds = _bounds(ranking_by_corpus(run).get(corpus), base, mended)
    speeds = {model: run.models[model].get("words_per_cpu_second") or 0.0 for model in (base, mended)}
    for model in (base, mended):
        own, now = [values.get((model, one)) for one in (HEADLINE, _PRECISION, SPLIT, MAIN)], model == mended
        both = [(values.get((base, one)), values.get((mended, one))) for one in (HEADLINE, _PRECISION, MAIN)]
        more = [difference(*pair) if now else None for pair in both]
        left = speeds[mended] / speeds[base] if now and all(speeds.values()) else None
        yield (
            *(corpus, model, own[0], more[0], bounds if now else None, own[1], more[1], own[2], own[3], more[2]),
            *(speeds[model], left),
        )


def _bounds(ranking: Ranking | None, base: str, mended: str) -> tuple[float, float] | None:
    """The interval of the paired difference, mended less base, where the headline was compared."""
    for pair in ranking.pairs if ranking and ranking.measure == HEADLINE.name else ():
        if {pair.better, pair.worse} == {base, mended} and pair.low is not None and pair.high is not None:
            return (pair.low, pair.high) if pair.better == mended else (-pair.high, -pair.low)
    return None
