"""Public corpora as training texts: any labelled file, whatever its tags, as running text under coarse labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from allonym.corpus import formats
from allonym.corpus.files import read_bytes
from allonym.corpus.formats import FormatOptions
from allonym.corpus.tags import looks_tagged
from allonym.corpus.values import Document
from allonym.errors import InputError
from allonym.mending.labels import OTHER, guessed
from allonym.mending.training.texts import gathered, running

_TOGETHER = 8
"""Documents of one sentence, such as tweets, that are joined."""
_LINES = 2000


class TrainingText(NamedTuple):
    """A labelled document, and the corpus that it is of."""

    corpus: str
    document: Document


def training_texts(paths: Sequence[Path]) -> list[TrainingText]:
    """The documents of labelled files; those of `btc-a.conll` and `btc-b.conll` are of one corpus, btc.

    InputError for a file that none of the formats reads, or without a person.
    """
    return [TrainingText(path.stem.partition("-")[0], one) for path in paths for one in _of_file(path)]


def _of_file(path: Path) -> list[Document]:
    options = FormatOptions(column=_column(path), repair="conlleval")
    found = [_coarse(replace(one, id=f"{path.stem} {one.id}")) for one in formats.read(path, None, options)]
    if not any(mention.label == "PER" for one in found for mention in one.mentions):
        raise InputError("no person is labelled", where=str(path), todo="train on texts that have persons")
    texts = [running(one) for one in found]
    short = all("\n" not in (one.text or "") for one in found)
    return list(gathered(texts, _TOGETHER)) if short else texts


def _coarse(document: Document) -> Document:
    return replace(document, mentions=tuple(replace(m, label=_label(m.label)) for m in document.mentions), extra={})


def _label(label: str) -> str:
    coarse = guessed().coarse(label)
    return "MISC" if coarse == OTHER else coarse


def _column(path: Path) -> int:
    """The last column of tags, where a file has columns; the last of all otherwise."""
    text = read_bytes(path)[: 1 << 20].decode("utf-8", "replace")
    lines = [line for line in text.split("\n")[:_LINES] if line.strip() and not line.startswith(("#", "-DOCSTART-"))]
    rows = list(_cells(lines))
    width = min(map(len, rows), default=0)
    tagged = [at for at in range(1, width) if looks_tagged({row[at].strip() for row in rows})]
    return tagged[-1] if tagged else -1


def _cells(lines: Sequence[str]) -> Iterator[list[str]]:
    for line in lines:
        yield line.split("\t") if "\t" in line else line.split()
