"""Bringing the articles: which of the reader's files are they, and where they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from allonym.corpus import articles
from allonym.corpus.files import read_text
from allonym.corpus.pages import read_page, texts
from allonym.corpus.realign import Realigned
from allonym.corpus.source import is_address
from allonym.corpus.values import Document
from allonym.errors import InputError


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of bringing copies: each source with the article that it holds, or None."""

    copies: tuple[tuple[str, Realigned | None], ...]
    missing: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether every source was an article and every mention has its place."""
        return all(copy is not None and not copy.lost for _, copy in self.copies)

    def lines(self) -> Iterator[str]:
        for source, copy in self.copies:
            yield f"{source}: {copy.report() if copy else 'NOT RECOGNISED: its words differ from every article'}"
        if self.missing:
            yield f"still without text: {', '.join(self.missing)}"


def bring(sources: Iterable[str]) -> Brought:
    """Find the article in each source and keep it: a text or a saved page, a folder, a web address, "-" for input.

    A copy that is worse than the one that is kept already does not replace it. Raises InputError, before anything is
    kept, for a source that cannot be read, a folder without texts, and text that is not UTF-8.
    """
    known = articles.standoffs()
    read = [(name, texts(read_page(name), name)) for source in sources for name in _files(source)]
    found = [(name, _best(candidates, known)) for name, candidates in read]
    for _, pair in found:
        if pair is not None:
            _keep(*pair, known)
    missing = tuple(document.id for document in known if not articles.kept(document.id).is_file())
    return Brought(tuple((name, pair and pair[0]) for name, pair in found), missing)


def _best(candidates: Iterable[str], known: list[Document]) -> tuple[Realigned, str] | None:
    """The article in the first of the texts that has all its mentions, else in the one that has most."""
    best: tuple[Realigned, str] | None = None
    for text in candidates:
        copy = articles.match(text, known)
        if copy and (best is None or copy.better_than(best[0])):
            best = copy, text
        if best and not best[0].lost:
            break
    return best


def _keep(copy: Realigned, text: str, known: list[Document]) -> None:
    place = articles.kept(copy.document.id)
    before = articles.match(read_text(place), known) if place.is_file() else None
    if before is None or before.document.id != copy.document.id or not before.better_than(copy):
        articles.keep(copy.document.id, copy.document.text or "" if copy.exact else text)


def _files(source: str) -> list[str]:
    path = Path(source)
    if is_address(source) or not path.is_dir():
        return [source]
    if files := sorted(str(file) for ending in ("*.txt", "*.htm", "*.html") for file in path.glob(ending)):
        return files
    raise InputError("no .txt or .html file in this folder", where=source, todo="name the files or their folder")
