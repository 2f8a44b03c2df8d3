"""From spans of tokens to tags."""

from __future__ import annotations

from collections.abc import Iterable

from allonym.corpus.tags.schemes import BEGIN, END, INSIDE, SINGLE, TAG_SCHEMES
from allonym.errors import InputError, unknown

_FULL = ("BIOES", "BILOU", "BMES", "BMEWO")


def encode(spans: Iterable[tuple[int, int, str]], length: int, scheme: str = "IOB2") -> list[str]:
    """The tags of `length` tokens with the spans (start, end, label), which are flat and in order.

    >>> encode([(0, 2, "PER"), (2, 3, "PER")], 4, "IOB1")
    ['I-PER', 'I-PER', 'B-PER', 'O']
    """
    if scheme not in TAG_SCHEMES:
        raise unknown("tagging scheme", scheme, TAG_SCHEMES)
    tags = ["O"] * length
    before: tuple[int, str] | None = None
    for start, end, label in spans:
        touches = before == (start, label)
        if touches and scheme == "IO":
            raise InputError(f"IO tags cannot hold two {label} side by side", todo="write another scheme")
        if touches and scheme == "IOE1":
            tags[start - 1] = f"E-{label}"
        for place, kind in enumerate(_kinds(end - start, scheme, touches), start):
            tags[place] = f"{TAG_SCHEMES[scheme][kind]}-{label}"
        before = end, label
    return tags


def _kinds(length: int, scheme: str, touches: bool) -> list[int]:
    """The kinds of the tags of one chunk; `touches`: one with the same label ends where it begins."""
    kinds = [INSIDE] * length
    if scheme in ("IOB2", *_FULL) or (scheme == "IOB1" and touches):
        kinds[0] = BEGIN
    if scheme in ("IOE2", *_FULL):
        kinds[-1] = END
    if length == 1 and scheme in _FULL:
        kinds[0] = SINGLE
    return kinds
