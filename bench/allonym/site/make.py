"""A run to a folder of pages: the board, a page a model, a page a name, what changed since the last release."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from allonym.corpus.files import writing
from allonym.corpus.values import NOTHING, Corpus
from allonym.errors import InputError
from allonym.report.figures import figures
from allonym.report.make import FILE as REPORT
from allonym.report.make import write_report
from allonym.report.page import environment, joined
from allonym.report.slide import FIRST
from allonym.runs.read import Run
from allonym.show.answer import board as headline
from allonym.show.answer import pooled
from allonym.show.board import board, marked, unmeasured
from allonym.show.forms.csv import write as write_csv
from allonym.show.forms.json import write as write_json
from allonym.show.name_pages import NamePage, index, name_pages
from allonym.show.of_model import model_tables
from allonym.show.since import FrozenBoard, since, thawed
from allonym.show.table import Table

LARGEST = 10_000_000
"""Bytes of a site, docs and all."""

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'"
)
_KEPT = "pairs.csv.gz"
"""A file of the run that is passed on as it is, where there is room; it has no text in it."""
_SPARE = 100_000
"""Bytes that the board's own page and files take at most."""


@dataclass(frozen=True)
class BoardSite:
    """What the pages are made of; `corpora` are the run's gold, whose texts may be shown but for the articles'."""

    run: Run
    corpora: Sequence[Corpus]
    folder: Path
    frozen: Sequence[FrozenBoard] = ()

    @cached_property
    def models(self) -> Mapping[str, str]:
        """By how it stands on a board, the page of each model that was measured."""
        return {marked(self.run, one): f"models/{one}.html" for one in self.run.measured}

    @cached_property
    def names(self) -> list[NamePage]:
        return name_pages(self.run)

    def build(self) -> Iterator[Path]:
        """Write every page and file; their paths."""
        for asset in ("css", "js"):
            yield self._put(f"page.{asset}", joined(asset))
        for model in self.run.measured:
            tables = model_tables(self.run, self.corpora, model)
            yield from self._page(f"models/{model}", "tables.html", tables, subject=model)
        links = {page.name: f"{file_name(page.entity)}.html" for page in self.names}
        listed = index(self.run, self.names)
        yield from self._page("names/index", "names.html", [listed], names=listed, links=links)
        for page in self.names:
            about = {"subject": page.name, "entry": page, "alone": True}
            yield from self._page(f"names/{file_name(page.entity)}", "tables.html", page.tables, **about)
        yield write_report(self.run, self.corpora, self.folder / REPORT)
        kept = list(self._as_they_are())
        yield from kept
        yield from self._boards([path.name for path in kept])

    def _boards(self, kept: Sequence[str]) -> Iterator[Path]:
        whole, answer = board(self.run), headline(self.run)
        about = {
            "board": whole,
            "headline": answer,
            "pooled": pooled(self.run),
            "details": (),
            "kept": kept,
            "unmeasured": unmeasured(self.run),
            "first_figures": [one for one in figures(self.run) if one.name in FIRST],
        }
        yield from self._page("index", "index.html", (), links=self.models, **about)
        for name, table in (("board", answer), ("leaderboard", whole)):
            yield from self._data(name, [table])
        newest = [since(self.run, self.frozen[-1])] if self.frozen else []
        yield from self._page("changes", "changes.html", newest, frozen=[one.version for one in self.frozen])
        for one in self.frozen:
            yield from self._page(
                f"boards/{one.version}", "tables.html", thawed(one), subject=f"Board of {one.version}"
            )

    def _page(self, name: str, template: str, tables: Sequence[Table], **context: Any) -> Iterator[Path]:
        """A page, and its tables as JSON beside it."""
        depth = name.count("/")
        shared = {
            "root": "../" * depth, "at": name, "run": self.run, "policy": _POLICY, "data": "{}", "tables": tables,
            "links": NOTHING, "alone": not tables, "about": self.run.about,
        }  # fmt: skip
        about = {**shared, **context}
        yield self._put(f"{name}.html", environment(__package__, "allonym.report").get_template(template).render(about))
        if not about["alone"]:
            yield from self._data(name, tables)

    def _data(self, name: str, tables: Sequence[Table]) -> Iterator[Path]:
        """JSON of the tables; CSV where it is one."""
        for ending, write in (("json", write_json), ("csv", write_csv)):
            if ending == "json" or len(tables) == 1:
                with writing(self._path(f"{name}.{ending}")) as file:
                    write(tables, file)
                yield self.folder / f"{name}.{ending}"

    def _as_they_are(self) -> Iterator[Path]:
        path = (self.run.folder or Path()) / _KEPT
        if path.is_file() and _bytes(self.folder) + path.stat().st_size + _SPARE < LARGEST:
            yield Path(shutil.copyfile(path, self.folder / _KEPT))

    def _put(self, name: str, content: str) -> Path:
        with writing(self._path(name)) as file:
            file.write(content)
        return self.folder / name

    def _path(self, name: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


def file_name(entity: str) -> str:
    """The name of an entity's page: its id, where that may be a file's name and is not the list's.

    >>> file_name("ali_mamlouk"), file_name("a/b")
    ('ali_mamlouk', 'c14cddc033f6')
    """
    if re.fullmatch(r"\w[\w.-]{0,99}", entity, re.ASCII) and entity != "index":
        return entity
    return hashlib.sha256(entity.encode()).hexdigest()[:12]


def frozen_boards(folder: Path) -> list[FrozenBoard]:
    """The boards of past versions, the oldest first. Raises InputError for a file that is none."""
    boards = []
    for path in folder.glob("*.json"):
        try:
            boards.append(msgspec.json.decode(path.read_bytes(), type=FrozenBoard))
        except msgspec.MsgspecError as error:
            raise InputError(f"no board: {error}", where=str(path), todo="freeze it again: make freeze") from None
    return sorted(boards, key=lambda one: (one.started, one.version))


def size(folder: Path) -> int:
    """Bytes of a folder. Raises InputError above LARGEST."""
    if (total := _bytes(folder)) > LARGEST:
        raise InputError(f"the site has {total:,} bytes; at most {LARGEST:,}", where=str(folder), todo="leave docs out")
    return total


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
