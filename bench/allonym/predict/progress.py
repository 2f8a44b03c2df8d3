"""How a run shows how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Advance(Protocol):
    """Gets the number of texts that were answered since it was called last; `known` from before, in no time."""

    def __call__(self, answered: int, known: bool = False) -> None: ...


Progress = Callable[[str, int], Advance]
"""From a model's id and its number of texts to what gets their answers' numbers."""


def unseen(answered: int, known: bool = False) -> None:
    """An advance that nobody sees."""


def no_progress(_model: str, _texts: int) -> Advance:
    """Progress that nobody sees."""
    return unseen
