"""What a reader or writer is told beyond the path."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormatOptions:
    """How columns of tags are read and written; formats without tags pass over it.

    `scheme` and `repair`: see allonym.corpus.tags. `column`: the tag's, from 0, or from the end if negative.
    `separator`: between columns; None takes the tab if the first line has one, else blanks.
    """

    scheme: str = "IOB2"
    repair: str = "error"
    column: int = -1
    separator: str | None = None


DEFAULT = FormatOptions()
