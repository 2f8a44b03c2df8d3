"""Offsets of other systems into ours."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate


class Utf16:
    """Code points of a text by its UTF-16 units, which Java and JavaScript count.

    >>> Utf16("😀 Ali").code_point(3)
    2
    """

    def __init__(self, text: str) -> None:
        self._units = list(accumulate((1 + (ord(sign) > 0xFFFF) for sign in text), initial=0))

    def code_point(self, unit: int) -> int:
        """The number of code points before `unit`."""
        return bisect_left(self._units, unit)
