"""What a run says in a few words: the sentences and small tables that pages put first."""

from __future__ import annotations

from allonym.evaluate.rows import Row
from allonym.measures.main import EVERY_SPELLING, FLIPPED, MAIN
from allonym.runs.read import Run
from allonym.show.forms.markdown import markdown
from allonym.show.kinds import AMOUNT, PERCENT
from allonym.show.table import Column, Table, text_column

_TEXTS, _WORDS = 1_000_000, 20
"""Of the corpus whose cost is shown: texts, and words in each."""

_MODELS, _WORKERS = 10, 32
"""Of the large run whose cost is shown: models like one, and processes that share the work."""

_HEADLINE = (
    *(text_column("texts"), Column("models"), text_column("best by F1"), Column("F1", PERCENT)),
    *(Column("mentions of people"), Column("found under every spelling, %", PERCENT)),
    *(Column("spellings put in place of a found name"), Column("lost, %", PERCENT)),
)
"""Each share stands beside what it is a share of."""


def headline(run: Run) -> str:
    """Of each corpus that was probed, the best model's F1 beside what it makes of people's other spellings.

    The two shares are of different things: of the mentions, and of the pairs of a mention and another spelling.
    """
    by_corpus: dict[str, list[Row]] = {}
    for row in run.rows:
        if row.selection == MAIN and row.value is not None:
            by_corpus.setdefault(row.corpus, []).append(row)
    spelled = {
        (row.corpus, row.model, row.selection): row for row in run.rows if row.selection in (EVERY_SPELLING, FLIPPED)
    }
    lines = []
    for corpus, rows in by_corpus.items():
        best = max(rows, key=lambda row: row.value or 0)
        every, flip = (spelled.get((corpus, best.model, selection)) for selection in (EVERY_SPELLING, FLIPPED))
        if every and flip:
            lines.append((corpus, len(rows), best.model, best.value, every.n, every.value, flip.n, flip.value))
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
