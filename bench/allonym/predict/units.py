"""The unit of work: one model and one shard of texts, what came of it, and where units are answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from math import ceil
from typing import Any, Protocol

import msgspec

from allonym.predict.answers import Span
from allonym.predict.cost import Cost
from allonym.predict.models import Model
from allonym.predict.recipe import Recipe

_TEXTS, _CHARACTERS = 1024, 1 << 17
"""A unit is full with so many texts, or with so many characters: what a killed machine costs, at most."""
_MANY = 64
"""Texts that make a unit, and do not wait for more, where other workers would have nothing to do."""

Take = Callable[[int, list[Span]], None]
"""Takes a text's index and its spans, as they come, in the order of the answers, from any thread."""


class Unit(msgspec.Struct, frozen=True):
    """Texts for a model; it travels between machines.

    `queue` is the id of the queue that it came from, which has worker processes of its own; `digest` is that of the
    recipe which the queue means.
    """

    queue: str
    model: Model
    digest: str
    texts: tuple[str, ...]


class Report(msgspec.Struct, frozen=True):
    """What came of a unit: answers by the text's index, as far as they were not taken before."""

    answers: list[tuple[int, list[Span]]]
    cost: Cost
    version: str = ""
    warnings: dict[str, int] = {}
    failure: tuple[str, str] | None = None
    """Why the model failed, and the end of its log."""


class Queue(Protocol):
    """One model's units on their way to its worker processes."""

    @property
    def recipe(self) -> Recipe:
        """The model's recipe where it runs."""
        ...

    @property
    def width(self) -> int:
        """Units that are worth handing over at once."""
        ...

    def parts(self, texts: int) -> int:
        """Units into which so many texts are best divided."""
        ...

    def submit(self, texts: Sequence[str], take: Take) -> Future[Any]:
        """Hand a unit over. `take` gets the answers as they come, or they come with the report."""
        ...

    def report(self, future: Future[Any]) -> Report:
        """What came of a unit, waited for. Raises AllonymError where nothing ever will."""
        ...

    def close(self) -> None:
        """Cancel what waits, and end the processes."""
        ...


class QueueHere:
    """A queue whose units are answered at once, in this process."""

    width = 1

    def parts(self, texts: int) -> int:
        return 1

    def submit(self, texts: Sequence[str], take: Take) -> Future[Report]:
        done: Future[Report] = Future()
        done.set_result(self.answer(texts, take))
        return done

    def answer(self, texts: Sequence[str], take: Take) -> Report:
        """What came of a unit whose answers were taken."""
        raise NotImplementedError

    def report(self, future: Future[Report]) -> Report:
        return future.result()


class Workers(Protocol):
    """Worker processes of any machine."""

    def open(self, model: Model) -> Queue:
        """A queue for a model's units. Raises NotInstalled."""
        ...


def shards(texts: Mapping[bytes, str], parts: int = 1) -> Iterator[dict[bytes, str]]:
    """Texts with their keys in about as few shards as will do, but `parts` where they are many; about equally long.

    Each has at most 1,024 texts and 131,072 characters, or is one longer text.

    >>> [len(shard) for shard in shards({bytes([n]): "x" * 40_000 for n in range(4)})]
    [2, 2]
    >>> [len(shard) for shard in shards({bytes([n]): "x" * 1_000 for n in range(200)}, parts=4)]
    [50, 50, 50, 50]
    """
    total = sum(map(len, texts.values()))
    many = min(parts, ceil(len(texts) / _MANY))
    share = total / max(1, many, ceil(len(texts) / _TEXTS), ceil(total / _CHARACTERS))
    shard: dict[bytes, str] = {}
    size = 0
    for key, text in texts.items():
        if shard and (len(shard) == _TEXTS or size + len(text) > _CHARACTERS or size >= share):
            yield shard
            shard, size = {}, 0
        shard[key] = text
        size += len(text)
    if shard:
        yield shard
