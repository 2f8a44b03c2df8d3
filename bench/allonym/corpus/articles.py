"""The five articles: their texts are the reader's own copies, recognised by hash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from allonym import paths
from allonym.corpus.files import decode, read_bytes, writing
from allonym.corpus.realign import Realigned, realign
from allonym.corpus.standoff import attach, read_standoff, sha256, text_sha256
from allonym.corpus.values import Corpus, Document
from allonym.errors import InputError

FOLDER = paths.GOLD / "articles"

ENOUGH = 0.5
"""A text in which this share of an article's mentions can be placed is a copy of it."""


def standoffs() -> list[Document]:
    """The gold of the articles, without text, in the order of their ids."""
    return [read_standoff(path) for path in sorted(FOLDER.glob("*.json"))]


def is_article(document: Document) -> bool:
    """Whether its text is an article's, or somebody's copy of one: such a text is not ours to show."""
    return document.text is not None and ("realigned" in document.extra or text_sha256(document) in _hashes())


def without_articles(corpora: Iterable[Corpus]) -> list[Corpus]:
    """The corpora without the articles' texts and copies of these."""
    return [replace(one, documents=tuple(d for d in one.documents if not is_article(d))) for one in corpora]


def is_hidden(document: Document) -> bool:
    """Whether its text is not to be shown: an article's, or one whose line of its file has `"show": false`.

    >>> is_hidden(Document("a", "Ali left", extra={"show": False})), is_hidden(Document("a", "Ali left"))
    (True, False)
    """
    return document.extra.get("show") is False or is_article(document)


@cache
def _hashes() -> frozenset[str]:
    return frozenset(text_sha256(document) for document in standoffs())


def tidy(text: str) -> str:
    """The text with line ends, trailing blanks and a byte-order mark put right: what recognition compares.

    >>> tidy("\\ufeffOne. \\r\\nTwo.\\u00a0\\r\\n\\r\\n")
    'One.\\nTwo.'
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).rstrip("\n")


def untidy(text: str, trailing: Iterable[tuple[int, str]]) -> str:
    """The labelled text from its tidy form: puts the blanks back that ended some lines of it.

    >>> untidy("One.\\nTwo.", [(0, " ")])
    'One. \\nTwo.'
    """
    lines = text.split("\n")
    for line, blanks in trailing:
        lines[line] += blanks
    return "\n".join(lines)


def recognise(text: str, known: Iterable[Document]) -> Document | None:
    """The article that `text` is, with its exact text; None where it is none of the known ones.

    Line ends, a byte-order mark and trailing blanks may differ. Raises InputError if a surface disagrees.
    """
    tidied = tidy(text)
    digest = sha256(tidied)
    for document in known:
        if document.extra.get("tidy_sha256") == digest:
            exact = untidy(tidied, document.extra.get("trailing", ()))
            return attach(document, exact, document.id)
    return None


def match(text: str, known: Iterable[Document]) -> Realigned | None:
    """The article that a text is a copy of, word for word or nearly; None where it is none of the known ones.

    A near copy has `extra["realigned"]`, the share of the mentions that were placed in it: half of them at least.
    """
    known = list(known)
    if exact := recognise(text, known):
        return Realigned(exact, ())
    near = max((realign(document, text) for document in known), key=lambda copy: copy.share, default=None)
    return near if near and near.share >= ENOUGH else None


def read_folder(folder: Path) -> tuple[dict[str, Realigned], list[Path]]:
    """The articles found among the .txt files of a folder, by id, and the files that are none of them.

    Of two copies of an article the better one is taken, the exact one if there is one.
    Raises InputError for a missing folder and for a file that is not UTF-8.
    """
    if not folder.is_dir():
        raise InputError("no such folder", where=str(folder), todo="name the folder of the five texts")
    known, strange = standoffs(), []
    found: dict[str, Realigned] = {}
    for path in sorted(folder.glob("*.txt")):
        copy = match(decode(read_bytes(path), str(path)), known)
        if copy is None:
            strange.append(path)
        elif copy.document.id not in found or copy.better_than(found[copy.document.id]):
            found[copy.document.id] = copy
    return found, strange


def exact_texts(folder: Path) -> dict[str, Document]:
    """The articles of a folder, by id, of which it holds the labelled text itself; none where there is no folder."""
    found = read_folder(folder)[0] if folder.is_dir() else {}
    return {name: copy.document for name, copy in found.items() if copy.exact}


def kept(identifier: str) -> Path:
    """Where the text of an article is kept: a folder that git ignores."""
    return paths.ARTICLE_TEXTS / f"{identifier}.txt"


def keep(identifier: str, text: str) -> None:
    """Keep a copy of an article where `kept` says."""
    with writing(kept(identifier)) as file:
        file.write(text)
