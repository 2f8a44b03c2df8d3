"""A record: what a model answered, as offsets and labels under hashes of texts, with what made it; no text."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from allonym import paths
from allonym.corpus.checked import from_json
from allonym.corpus.files import read_bytes, writing_bytes
from allonym.errors import InputError
from allonym.predict.answers import Span
from allonym.predict.cost import Cost
from allonym.predict.models import Model, roster, to_model
from allonym.predict.recipe import why_not_installed

SCHEMA = "allonym/record/1"
LARGEST = 1_000_000
"""Bytes of a record's file, at most."""
ENDING = ".json.gz"
_LONGEST = 1000
"""Characters of what is said of a model, at most: a place for a sentence, not for a text."""

Packed = dict[str, list[int]]
"""By the first 16 hexadecimal digits of a text's SHA-256: its length, then start, length and label of each span."""


class Made(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When, with what and on what the answers were made."""

    date: str
    allonym: str
    machine: dict[str, str | int | None] = {}


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A model's answers. `texts` are the project's, `articles` those of the articles, which are not."""

    schema: str
    model: dict[str, Any]
    """What a model's file in models/ says of it, [labels] among it, and `digest`, the SHA-256 of what answered."""
    made: Made
    cost: Cost
    labels: list[str]
    """The model's own labels; a span's label is its number here."""
    texts: Packed
    articles: Packed = {}
    documents: list[dict[str, Any]] = []
    """The spans in the articles, with the neutral bounds of each, as gold/articles/predictions has them."""
    sha256: str = ""
    """Of labels, texts and articles."""

    def spans(self) -> dict[bytes, list[Span]]:
        """The spans of each text by the key of given.py."""
        both = {**self.texts, **self.articles}
        return {bytes.fromhex(key): self.unpacked(packed) for key, packed in both.items()}

    def unpacked(self, packed: Sequence[int]) -> list[Span]:
        """The spans of a text."""
        spans = zip(packed[1::3], packed[2::3], packed[3::3], strict=True)
        return [Span(start, start + length, self.labels[label]) for start, length, label in spans]


def digest(labels: Sequence[str], texts: Packed, articles: Packed) -> str:
    """The SHA-256 that a record has of its answers."""
    return hashlib.sha256(msgspec.json.encode([labels, texts, articles])).hexdigest()


def packed(length: int, spans: Sequence[Span], labels: Mapping[str, int]) -> list[int]:
    """A text's length and spans as numbers."""
    return [length, *(n for span in sorted(spans) for n in (span.start, span.end - span.start, labels[span.label]))]


def is_record(data: bytes) -> bool:
    """Whether a file, decompressed, is a record rather than lines of answers."""
    return data.startswith(b'{"schema"')


def decode(data: bytes, where: str) -> Record:
    """The record; InputError for anything else, for more than a record holds, and for text."""
    found = from_json(data, where, Record, "no record", "make it with: allonym records pack")
    if found.schema != SCHEMA:
        raise InputError(f"{found.schema[:40]!r} is not {SCHEMA}", where=where)
    for key, value in found.model.items():
        if isinstance(value, str) and len(value) > _LONGEST:
            raise InputError(f"{len(value):,} characters of text", where=f"{where}: {key}", todo="a record has no text")
    return found


def read_record(path: Path) -> Record:
    """The record in a file. Raises InputError."""
    return decode(read_bytes(path), str(path))


def write_record(record: Record, path: Path) -> None:
    """Write a record, the same bytes for the same one; InputError where it is larger than one may be."""
    data = gzip.compress(msgspec.json.encode(record), mtime=0)
    if len(data) > LARGEST:
        raise InputError(f"{len(data):,} bytes; a record has at most {LARGEST:,}", where=str(path))
    with writing_bytes(path) as file:
        file.write(data)


def recorded_model(path: Path) -> Model:
    """A record as a model."""
    described = read_record(path).model
    known = {key: value for key, value in described.items() if key not in ("digest", "revision")}
    return to_model({**known, "answers": str(path.resolve())}, path, str(path))


def recorded_models() -> dict[str, Model]:
    """The models of records/ that cannot be run here, by id. Raises InputError for a record that is none."""
    here = {model.id for model in roster() if why_not_installed(model) is None}
    files = [path for path in sorted(paths.RECORDS.glob(f"*{ENDING}")) if path.name.removesuffix(ENDING) not in here]
    return {model.id: model for model in map(recorded_model, files) if model.id not in here}
