"""A picture of the page and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with what is above and below it; `name` is its file name and the prefix of its ids.

    `data` are the rows that it was drawn from.
    """

    name: str
    title: str
    caption: str
    picture: Markup
    data: tuple[dict[str, Any], ...] = ()
