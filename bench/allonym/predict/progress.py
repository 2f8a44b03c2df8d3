"""How a run tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Told = Callable[[int], None]
"""Told of each number of texts that have been answered."""

Progress = Callable[[str, int], Told]
"""Asked, with a model's id and its number of texts, for what is to be told."""


def not_told(_: int) -> None:
    """For those who do not want to know."""


def no_progress(_model: str, _texts: int) -> Told:
    """Progress that nobody sees."""
    return not_told
