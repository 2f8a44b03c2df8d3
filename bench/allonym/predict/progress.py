"""How a run shows how far it is."""

from __future__ import annotations

from collections.abc import Callable

Advance = Callable[[int], None]
"""Gets the number of texts that were answered since it was called last."""

Progress = Callable[[str, int], Advance]
"""From a model's id and its number of texts to what gets their answers' numbers."""


def unseen(_: int) -> None:
    """An advance that nobody sees."""


def no_progress(_model: str, _texts: int) -> Advance:
    """Progress that nobody sees."""
    return unseen
