"""A run's folder: results/RUN/, whole or not at all, and results/latest pointing at the newest."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec

from allonym.corpus.documents import write_documents
from allonym.corpus.files import writing
from allonym.errors import InputError
from allonym.evaluate.about import about
from allonym.evaluate.evaluation import Evaluation
from allonym.evaluate.rows import Row
from allonym.measures.main import HEADLINE, headline_corpus
from allonym.predict.memo import finished_work
from allonym.runs.latest import LATEST
from allonym.runs.logs import write_logs
from allonym.runs.read import SCHEMA, Run, read_run
from allonym.runs.share import share_unchanged
from allonym.runs.tables import write_tables
from allonym.runs.verdict import verdict
from allonym.temporary import temporary_folder

PART = ".part-"
"""How the names of folders begin in which a run is written."""


def leaderboard_json(run: Evaluation, signature: str) -> dict[str, Any]:
    """The object of leaderboard.json."""
    models = {entry.model: entry.as_json() for entry in run.entries}
    return {
        "schema": SCHEMA,
        "run": run.id,
        "signature": signature,
        "verdict": list(verdict(models, run.rows, run.rankings)),
        **_headline(run.rows),
        "models": list(models.values()),
        "standings": [ranking.as_json() for ranking in run.rankings],
        "rows": [row.as_json() for row in run.rows],
    }


def _headline(rows: Collection[Row]) -> dict[str, Any]:
    """Which row ranks; nothing where no name was spelled another way."""
    corpora = {row.corpus for row in rows if row.has(HEADLINE)}
    if not corpora:
        return {}
    where = {"probe": HEADLINE.probe, "slice": HEADLINE.slice, "label": HEADLINE.label}
    return {"headline": {"measure": HEADLINE.name, **where, "corpus": headline_corpus(corpora)}}


def leaderboard_csv(rows: Iterable[Row]) -> str:
    """The rows as CSV; counts as JSON in their cell."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(Row.__slots__)
    writer.writerows((*_BEFORE_COUNTS(row), _json(dict(row.counts)).decode(), row.recorded) for row in rows)
    return file.getvalue()


def write_run(run: Evaluation, out: Path, draw: Callable[[Run], object] = lambda _: None) -> Run:
    """Write the run's folder below `out` and point `latest` at it; the run as it is read from there.

    `draw` adds to the folder what shows the run that was read, before the folder gets its name. Files that are those of
    the run before, byte for byte, are hard links to them.
    """
    with new_folder(out / run.id) as part:
        _fill(run, part)
        found = read_run(part)
        draw(found)
        share_unchanged(part, out / LATEST)
    return replace(found, folder=out / run.id)


@contextmanager
def new_folder(folder: Path, latest: str = LATEST) -> Iterator[Path]:
    """A folder to put files into: whole, it gets its name, and the link `latest` beside it points at it.

    Raises InputError where it cannot be made. An interrupted write leaves nothing that the next one does not clear.
    """
    check_out(folder.parent, latest)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with temporary_folder(folder.parent, PART) as home:
        part = home / folder.name
        part.mkdir()
        yield part
        part.rename(folder)
    point_latest(folder, latest)


def check_out(out: Path, latest: str = LATEST) -> None:
    """Raises InputError where no run could be written below `out`: better at once than when it is done.

    A folder that is not there yet is not there afterwards either.
    """
    missing = [folder for folder in (out, *out.parents) if not folder.exists()]
    try:
        out.mkdir(parents=True, exist_ok=True)
        with temporary_folder(out, PART):
            pass
    except OSError as error:
        what = f"cannot be written: {error.strerror}"
        raise InputError(what, where=str(out), todo="name another: --out DIR") from None
    finally:
        for folder in missing:
            with suppress(OSError):
                folder.rmdir()
    link = out / latest
    if link.exists() and not link.is_symlink():
        raise InputError("not a link to a run", where=str(link), todo="move it away, or name another folder: --out DIR")


def _fill(run: Evaluation, folder: Path) -> None:
    known = about(run)
    _write_json(folder / "run.json", known)
    _write_lines(folder / "leaderboard.json", leaderboard_json(run, known["signature"]))
    (folder / "leaderboard.csv").write_text(leaderboard_csv(run.rows), "utf-8")
    with finished_work() as finished:
        write_tables(run.measured, folder, finished)
    write_logs({entry.model: entry.log for entry in run.entries if entry.log}, folder)
    predictions = folder / "predictions"
    if run.spool is not None:
        shutil.copytree(run.spool, predictions, copy_function=shutil.move)
    for entry in run.measured:
        for corpus, documents in entry.predictions.items():
            with writing(predictions / entry.model / f"{corpus}.jsonl") as file:
                write_documents((documents[name] for name in sorted(documents)), file)


def _write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n", "utf-8")


def _write_lines(path: Path, content: Mapping[str, Any]) -> None:
    """JSON with a line for each element of a list."""
    parts = (_json(key) + b": " + _lines(value) for key, value in content.items())
    path.write_bytes(b"{\n" + b",\n".join(parts) + b"\n}\n")


def _lines(value: Any) -> bytes:
    return b"[\n" + b",\n".join(map(_json, value)) + b"\n]" if isinstance(value, list) else _json(value)


_json = msgspec.json.Encoder().encode
_BEFORE_COUNTS = attrgetter(*Row.__slots__[:-2])


def point_latest(folder: Path, name: str = LATEST) -> None:
    """Make the link `name` beside a run's folder point at it, in one step."""
    with temporary_folder(folder.parent, PART) as home:
        link = home / name
        link.symlink_to(folder.name, target_is_directory=True)
        link.replace(folder.parent / name)
