"""Corpora by name, which are the folders of gold/ that hold standoff files, and the user's own by path or address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from allonym import paths
from allonym.corpus import articles, formats
from allonym.corpus.check import check_gold, check_id
from allonym.corpus.documents import read_documents
from allonym.corpus.files import read_text
from allonym.corpus.formats import DEFAULT, FormatOptions
from allonym.corpus.formats.options import Warn
from allonym.corpus.label_map import label_map
from allonym.corpus.parquet import read_parquet
from allonym.corpus.public import load_public, public_names
from allonym.corpus.source import endings, is_address, stem
from allonym.corpus.standoff import attach, read_standoff
from allonym.corpus.texts import Texts, find_texts
from allonym.corpus.values import Corpus, Document
from allonym.errors import InputError, check_name, unknown

NOT_PROSE = "NOT-PROSE"
"""A file of this name in a corpus's folder says why its texts do not read like news."""


def corpus_names() -> list[str]:
    """The corpora that the project ships, articles first.

    >>> "articles" in corpus_names()
    True
    """
    return sorted(folder.name for folder in paths.GOLD.iterdir() if any(folder.glob("*.json")))


def load_corpus(
    name: str,
    article_folder: Path | None = None,
    warn: Warn = lambda _: None,
    reading: FormatOptions = DEFAULT,
    *,
    gold: bool = True,
) -> Corpus:
    """A corpus by its name, or by the path or address of a file of labelled documents, read as `reading` says.

    The articles' documents have text None where the reader does not have them, and `extra["realigned"]` where the
    reader's copy is not the labelled text; `warn` says so, and names files in `article_folder` that are none and
    documents that nobody labelled, which are left out. Raises InputError for an unknown name and for faulty files; with
    `gold` also for labels that are not the project's and for spans that overlap.
    """
    if name == articles.FOLDER.name:
        return Corpus(name, tuple(_articles(article_folder, warn)))
    if name in corpus_names():
        folder = paths.GOLD / name
        prose = not (folder / NOT_PROSE).exists()
        return Corpus(name, tuple(_with_text(path) for path in sorted(folder.glob("*.json"))), prose)
    if is_path(name):
        documents = labelled(_read(name, replace(reading, warn=warn)), name, reading, warn)
        return Corpus(
            check_name("corpus name", stem(name), name),
            tuple(_as_gold(one, name) for one in documents) if gold else tuple(documents),
        )
    if name in public_names():
        return load_public(name)
    raise unknown("corpus", name, [*corpus_names(), *public_names()])


def load_texts(name: str, reading: FormatOptions = DEFAULT) -> Texts | None:
    """Texts without gold, where the name is a path or address of such; None for every other corpus."""
    named = name not in corpus_names() and is_path(name) and reading.format is None
    return find_texts(name) if named else None


def is_path(name: str) -> bool:
    """Whether a corpus is named by path or address.

    >>> is_path("articles"), is_path("mine.jsonl"), is_path("texts/"), is_path("s3://bucket/texts.parquet")
    (False, True, True, True)
    """
    return name == "-" or "/" in name or bool(Path(name).suffix) or Path(name).exists()


def labelled(documents: Iterable[Document], source: str, reading: FormatOptions, warn: Warn) -> list[Document]:
    """The documents that somebody labelled, under the labels of the reading's map; `warn` is told of the others."""
    found = list(documents)
    kept = [document for document in found if not document.left_out]
    if len(kept) < len(found):
        reasons = ", ".join(sorted({document.left_out for document in found if document.left_out}))
        if not kept:
            raise InputError(f"no document is labelled: {reasons}", where=source)
        warn(f"{source}: {len(found) - len(kept)} of {len(found)} documents left out: {reasons}")
    if reading.label_map is None and not reading.labels:
        return kept
    names = label_map(reading.label_map, reading.labels)
    return [names.on(document) for document in kept]


def _read(source: str, reading: FormatOptions) -> Iterator[Document]:
    """The documents of a file or folder in any format; JSON Lines and Parquet also at an address."""
    if not is_address(source):
        return formats.read(Path(source), None, reading)
    if endings(source)[-1:] == [".parquet"]:
        return read_parquet(source)
    if endings(source)[-1:] in ([".jsonl"], [".ndjson"]):
        return read_documents(source)
    raise InputError("only JSON Lines and Parquet are read from an address", where=source, todo="bring the file here")


def _as_gold(document: Document, source: str) -> Document:
    check_id(document.id, source)
    check_gold(document, f"{source}, document {document.id!r}")
    return document


def _with_text(path: Path) -> Document:
    text = path.with_suffix(".txt")
    return attach(read_standoff(path), read_text(text), str(text))


def _articles(folder: Path | None, warn: Warn) -> list[Document]:
    if folder is None and paths.ARTICLE_TEXTS.is_dir():
        folder = paths.ARTICLE_TEXTS
    found, strange = articles.read_folder(folder) if folder else ({}, [])
    for path in strange:
        warn(f"{path}: not one of the articles, passed over")
    for copy in found.values():
        if not copy.exact:
            warn(copy.report())
    gold = articles.standoffs()
    if missing := [document.id for document in gold if folder and document.id not in found]:
        warn(f"{folder}: no text for {', '.join(missing)}")
    return [found[document.id].document if document.id in found else document for document in gold]


def require_text(corpus: Corpus) -> Corpus:
    """The corpus, or InputError naming the documents whose text is not at hand."""
    if missing := [document.id for document in corpus.documents if document.text is None]:
        raise InputError(
            f"{corpus.name}: no text for {', '.join(missing)}",
            todo="bring it: allonym gold import PATH..., or --articles DIR",
        )
    return corpus
