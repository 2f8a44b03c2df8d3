"""The five articles: their texts are the reader's own copies, recognised by hash."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bench import paths
from bench.corpus.files import decode, read_bytes, writing
from bench.corpus.standoff import attach, read_standoff, sha256
from bench.corpus.values import Document
from bench.errors import InputError

FOLDER = paths.GOLD / "articles"


def standoffs() -> list[Document]:
    """The gold of the articles, without text, in the order of their ids."""
    return [read_standoff(path) for path in sorted(FOLDER.glob("*.json"))]


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


def trailing_blanks(text: str) -> list[tuple[int, str]]:
    """(line, blanks) for each line of a labelled text that ends in blanks: what `untidy` needs."""
    return [(i, line[len(line.rstrip()) :]) for i, line in enumerate(text.split("\n")) if line != line.rstrip()]


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


def read_folder(folder: Path) -> tuple[dict[str, Document], list[Path]]:
    """The articles found among the .txt files of a folder, by id, and the files that are none of them.

    Raises InputError for a missing folder and for a file that is not UTF-8.
    """
    if not folder.is_dir():
        raise InputError("no such folder", where=str(folder), todo="name the folder of the five texts")
    known, found, strange = standoffs(), {}, []
    for path in sorted(folder.glob("*.txt")):
        document = recognise(decode(read_bytes(path), str(path)), known)
        if document is None:
            strange.append(path)
        else:
            found[document.id] = document
    return found, strange


def kept(identifier: str) -> Path:
    """Where the text of an article is kept: a folder that git ignores."""
    return paths.ARTICLE_TEXTS / f"{identifier}.txt"


def keep(document: Document) -> None:
    """Keep an article's text where `kept` says."""
    with writing(kept(document.id)) as file:
        file.write(document.text or "")
