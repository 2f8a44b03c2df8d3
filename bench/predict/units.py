"""The unit of work: one model and one shard of texts, and what came of it; both travel between machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from bench.predict.answers import Span
from bench.predict.cost import Cost
from bench.predict.models import Model

_TEXTS, _CHARACTERS = 1024, 1 << 16
"""A unit is full with so many texts, or with so many characters: what a killed machine costs, at most."""


class Unit(msgspec.Struct, frozen=True):
    """Texts for a model. Who asks (`asker`) has worker processes of its own; `digest` is the recipe's that it means."""

    asker: str
    model: Model
    digest: str
    texts: tuple[str, ...]


class Report(msgspec.Struct, frozen=True):
    """What came of a unit: answers by the text's index, as far as they were not handed over before."""

    answers: list[tuple[int, list[Span]]]
    cost: Cost
    version: str = ""
    warnings: dict[str, int] = {}
    failure: tuple[str, str] | None = None
    """Why the model failed, and the end of its log."""


def shards(texts: Iterable[tuple[bytes, str]]) -> Iterator[dict[bytes, str]]:
    """Texts with their keys in shards of at most 1,024 texts and 65,536 characters, or of one longer text.

    >>> [len(shard) for shard in shards((bytes([n]), "x" * 40_000) for n in range(3))]
    [1, 1, 1]
    """
    shard: dict[bytes, str] = {}
    size = 0
    for key, text in texts:
        if shard and (len(shard) == _TEXTS or size + len(text) > _CHARACTERS):
            yield shard
            shard, size = {}, 0
        shard[key] = text
        size += len(text)
    if shard:
        yield shard
