"""A run's folder: results/RUN/, whole or not at all, and results/latest pointing at the newest."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from allonym.corpus.documents import write_documents
from allonym.corpus.files import writing
from allonym.errors import InputError
from allonym.evaluate.evaluation import Evaluation
from allonym.evaluate.rows import Row
from allonym.runs.outcomes import FILE as OUTCOMES_FILE
from allonym.runs.outcomes import write_outcomes
from allonym.show.board import confusions, tables
from allonym.show.matrix import spelling_matrix
from allonym.show.table import comma_separated, markdown

SCHEMA = "allonym/leaderboard/1"


def leaderboard_json(run: Evaluation) -> dict[str, Any]:
    """The object of leaderboard.json."""
    return {
        "schema": SCHEMA,
        "run": run.id,
        "signature": run.signature,
        "models": [entry.as_json() for entry in run.entries],
        "standings": [ranking.as_json() for ranking in run.rankings],
        "rows": [row.as_json() for row in run.rows],
    }


def leaderboard_csv(run: Evaluation) -> str:
    """The rows as CSV; counts as JSON in their cell."""
    header = Row.__slots__
    cells = [
        [json.dumps(dict(row.counts)) if name == "counts" else getattr(row, name) for name in header]
        for row in run.rows
    ]
    return comma_separated(header, cells)


def leaderboard_markdown(run: Evaluation) -> str:
    """What is printed, as Markdown, with the spelling matrix, the confusion matrices and the recipe."""
    matrix = spelling_matrix(run)
    parts = [markdown(table) for table in [*tables(run), *([matrix] if matrix else []), *confusions(run)]]
    return "\n".join(["# Allonym leaderboard", "", *parts, f"Signature: `{run.signature}`", ""])


def write_run(run: Evaluation, out: Path, finish: Callable[[Path], object] = lambda _: None) -> Path:
    """Write the run's folder below `out` and point `latest` at it; the folder.

    `finish` may add files to the folder before it gets its name.
    Raises InputError where `out` cannot be written. An interrupted write leaves no folder of the run.
    """

    def write(part: Path) -> None:
        _fill(run, part)
        finish(part)

    return write_folder(out / run.id, write)


def write_folder(folder: Path, write: Callable[[Path], None], latest: str = "latest") -> Path:
    """Make a folder, which `write` is given under another name to put files into, and point the link `latest` at it.

    Raises InputError where it cannot be made. An interrupted write leaves nothing.
    """
    out = folder.parent
    try:
        out.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=".part-", dir=out))
    except OSError as error:
        what = f"cannot be written: {error.strerror}"
        raise InputError(what, where=str(out), todo="name another: --out DIR") from None
    try:
        write(part)
        part.chmod(0o755)
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    point_latest(folder, latest)
    return folder


def _fill(run: Evaluation, folder: Path) -> None:
    files = {
        "leaderboard.json": json.dumps(leaderboard_json(run), ensure_ascii=False, indent=1, allow_nan=False) + "\n",
        "leaderboard.csv": leaderboard_csv(run),
        "leaderboard.md": leaderboard_markdown(run),
        "run.json": json.dumps(
            {"run": run.id, "signature": run.signature, **run.about}, ensure_ascii=False, indent=1
        ) + "\n",
    }  # fmt: skip
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    write_outcomes(run.measured, folder / OUTCOMES_FILE)
    for agreement in run.agreements:
        for path in agreement.files:
            target = folder / "predictions" / path.parent.name / path.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(path, target)
    for entry in run.measured:
        for corpus, documents in entry.predictions.items():
            with writing(folder / "predictions" / entry.model / f"{corpus}.jsonl") as file:
                write_documents((documents[name] for name in sorted(documents)), file)


def point_latest(folder: Path, name: str = "latest") -> None:
    """Make the link `name` beside a run's folder point at it, in one step."""
    link = folder.parent / name
    part = folder.parent / f".{name}-{os.getpid()}"
    part.unlink(missing_ok=True)
    part.symlink_to(folder.name, target_is_directory=True)
    part.replace(link)
