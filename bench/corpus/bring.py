"""Bringing the articles: which of the reader's files are they, and where they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import articles
from bench.corpus.files import read_text
from bench.corpus.values import Document
from bench.errors import InputError


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of bringing files: each file with the article that it is, or None."""

    files: tuple[tuple[Path, Document | None], ...]
    missing: tuple[str, ...]

    @property
    def all_recognised(self) -> bool:
        return all(document for _, document in self.files)

    def lines(self) -> Iterator[str]:
        for path, document in self.files:
            if document is None:
                yield f"{path}: NOT RECOGNISED: its words differ from every article's"
            else:
                yield f"{path}: {document.id}, {len(document.mentions)} mentions, every surface agrees"
        if self.missing:
            yield f"still without text: {', '.join(self.missing)}"


def bring(paths: Iterable[Path]) -> Brought:
    """Recognise each file (of a folder: each .txt file) by hash and keep the articles among them.

    Raises InputError, before anything is kept, for a missing file, a folder without texts, and text that is not UTF-8.
    """
    known = articles.standoffs()
    files = [path for given in paths for path in _files(given)]
    found = [(path, articles.recognise(read_text(path), known)) for path in files]
    for _, document in found:
        if document is not None:
            articles.keep(document)
    return Brought(tuple(found), tuple(d.id for d in known if not articles.kept(d.id).is_file()))


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    if files := sorted(path.glob("*.txt")):
        return files
    raise InputError("no .txt file in this folder", where=str(path), todo="name the files or their folder")
