"""What a run says in a few words: the small tables that pages put first."""

from __future__ import annotations

from allonym.measures.main import BOTH_WAYS, ENGLISH_BOTH, HEADLINE, MAIN, PROSE, SPLIT
from allonym.runs.read import Run
from allonym.show.kinds import AMOUNT, HUNDREDTHS, PERCENT, TENTHS, Cell
from allonym.show.table import Column, Table, text_column
from allonym.show.views.mend import MENDED

_TEXTS, _WORDS = 1_000_000, 20
"""Of the corpus whose cost is shown: texts, and words in each."""

_MODELS, _WORKERS = 10, 32
"""Of the large run whose cost is shown: models like one, and processes that share the work."""

_HEADLINE = (
    *(text_column("texts"), Column("mentions of people tried"), text_column("best model")),
    *(Column("found both ways", PERCENT), Column("English names", PERCENT), Column("split", PERCENT)),
    *(Column("F1 both ways", PERCENT), Column("F1 as printed", PERCENT)),
)


def headline(run: Run) -> Table:
    """Of the texts together, and of each corpus, the best model's numbers under two spellings beside its F1."""
    rows = {(row.corpus, row.model, row.selection): row for row in run.rows}
    pooled = {one.model: one.printed for one in run.standings}
    lines = []
    for ranking in run.rankings:
        if ranking.measure != HEADLINE.name:
            continue
        best = ranking.models[0].model
        score = rows[ranking.corpus, best, HEADLINE]
        others = [
            row.value if (row := rows.get((ranking.corpus, best, selection))) else None
            for selection in (BOTH_WAYS, ENGLISH_BOTH, SPLIT)
        ]
        as_printed = rows.get((ranking.corpus, best, MAIN))
        printed = as_printed.value if as_printed else pooled.get(best) if ranking.corpus == PROSE else None
        lines.append((ranking.corpus, score.n, best, *others, score.value, printed))
    return Table("", _HEADLINE, tuple(lines))


def million(run: Run) -> Table:
    """CPU hours of each model for a million texts, mended too where the run has that; and of ten like it on 32 workers.

    The slowest first.
    """
    speeds = {name: float(model.get("words_per_cpu_second") or 0) for name, model in run.models.items()}
    rows: list[tuple[Cell, ...]] = []
    for name, speed in sorted(speeds.items(), key=lambda item: item[1]):
        if speed and not name.endswith(MENDED):
            mended = speeds.get(f"{name}{MENDED}")
            many = _MODELS * _hours(speed)
            rows.append((name, speed, _hours(speed), _hours(mended) if mended else None, many, 60 * many / _WORKERS))
    heads = ("words / CPU s", "CPU hours for a million texts", "the same, mended", f"{_MODELS} models like it")
    kinds = (AMOUNT, HUNDREDTHS, HUNDREDTHS, TENTHS)
    costs = (*map(Column, heads, kinds), Column(f"minutes on {_WORKERS} workers", TENTHS))
    return Table("", (text_column("model"), *costs), tuple(rows))


def _hours(speed: float) -> float:
    """CPU hours of the corpus at so many words a CPU second."""
    return _TEXTS * _WORDS / speed / 3600
