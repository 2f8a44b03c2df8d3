"""Every text that a model must answer in a run, so that it can answer anywhere."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from allonym.corpus.files import writing_bytes
from allonym.corpus.standoff import sha256
from allonym.corpus.values import Corpus
from allonym.evaluate.plan import Plan
from allonym.predict.given import text_id


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be answered; `id` is its corpus and the beginning of its SHA-256."""

    id: str
    sha256: str
    text: str


def texts_to_answer(corpora: Sequence[Corpus], probing: Plan) -> Iterator[Text]:
    """Documents, then probed paragraphs with their originals, each text once; a document without text is none."""
    seen: set[str] = set()
    for group, text in _asked(corpora, probing):
        if (digest := sha256(text)) not in seen:
            seen.add(digest)
            yield Text(text_id(group, text), digest, text)


def _asked(corpora: Sequence[Corpus], probing: Plan) -> Iterator[tuple[str, str]]:
    for corpus in corpora:
        yield from ((corpus.name, document.text) for document in corpus.documents if document.text is not None)
    for probed in probing.stream():
        name = probed.pairs[0].site.corpus
        yield from ((name, probed.original), (name, probed.text))


def write_texts(texts: Iterator[Text], path: Path) -> int:
    """Write JSON Lines, compressed where the name ends in .gz; how many there were."""
    with _writing(path) as file:
        return sum(file.write(msgspec.json.encode(text) + b"\n") > 0 for text in texts)


@contextmanager
def _writing(path: Path) -> Iterator[IO[bytes]]:
    """Bytes into a file that appears once it is whole; the same bytes make the same file."""
    with writing_bytes(path) as file:
        if path.suffix != ".gz":
            yield file
            return
        with gzip.GzipFile("", "wb", mtime=0, fileobj=file) as packed, io.BufferedWriter(packed) as buffered:
            yield buffered
