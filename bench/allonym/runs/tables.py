"""The packed tables of a run: what each model made of each pair, made once of the same pairs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from allonym.evaluate.entry import Entry
from allonym.predict.memo import Finished, ResultKind
from allonym.runs import outcomes, pairs, paragraphs

TABLES: ResultKind[dict[str, bytes]] = ResultKind(
    "tables",
    dict[str, bytes],
    ("labels", "corpus", "match", "measures", "evaluate/entry", "runs/outcomes", "runs/pairs", "runs/paragraphs"),
)


def write_tables(entries: Sequence[Entry], folder: Path, finished: Finished) -> None:
    """Write the files of a run's folder; none where no probe ran."""
    made_from = [(entry.model, entry.unanswered, entry.probes) for entry in entries]
    for name, content in finished.get(TABLES, partial(_tables, entries), made_from).items():
        (folder / name).write_bytes(content)


def _tables(entries: Sequence[Entry]) -> dict[str, bytes]:
    made = {
        outcomes.FILE: outcomes.outcomes_file(entries),
        pairs.FILE: pairs.pairs_file(entries),
        paragraphs.FILE: paragraphs.paragraphs_file(entries),
    }
    return {name: content for name, content in made.items() if content}
