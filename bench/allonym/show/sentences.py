"""What a run says in a few words: the sentences and small tables that pages put first."""

from __future__ import annotations

from allonym.measures.main import BOTH_WAYS, ENGLISH_BOTH, HEADLINE, MAIN, PROSE, SPLIT
from allonym.runs.headline import standings
from allonym.runs.read import Run
from allonym.show.forms.markdown import markdown
from allonym.show.kinds import AMOUNT, PERCENT
from allonym.show.table import Column, Table, text_column

_TEXTS, _WORDS = 1_000_000, 20
"""Of the corpus whose cost is shown: texts, and words in each."""

_MODELS, _WORKERS = 10, 32
"""Of the large run whose cost is shown: models like one, and processes that share the work."""

_HEADLINE = (
    *(text_column("texts"), Column("mentions of people tried"), text_column("best model")),
    *(Column("found both ways", PERCENT), Column("English names", PERCENT), Column("split", PERCENT)),
    *(Column("F1 both ways", PERCENT), Column("F1 as printed", PERCENT)),
)


def headline(run: Run) -> str:
    """Of the texts together, and of each corpus, the best model's numbers under two spellings beside its F1."""
    rows = {(row.corpus, row.model, row.selection): row for row in run.rows}
    pooled = {one.model: one.printed for one in standings(run.models, run.rows, run.prose)}
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
    return "\n" + markdown(Table("", _HEADLINE, tuple(lines))) + "\n"


def million(run: Run) -> str:
    """CPU hours of each model for a million texts, and of ten like it on 32 workers; the slowest first."""
    speeds = {name: float(model.get("words_per_cpu_second") or 0) for name, model in run.models.items()}
    rows = []
    for name, speed in sorted(speeds.items(), key=lambda item: item[1]):
        if speed:
            hours = _TEXTS * _WORDS / speed / 3600
            many = _MODELS * hours
            rows.append((name, AMOUNT(speed), f"{hours:.2f}", f"{many:.1f}", f"{60 * many / _WORKERS:.1f}"))
    costs = ("CPU hours for a million texts", f"{_MODELS} models like it", f"minutes on {_WORKERS} workers")
    columns = (text_column("model"), *map(Column, ("words / CPU s", *costs)))
    return "\n" + markdown(Table("", columns, tuple(rows))) + "\n"
