"""What a page leaves out so that it stays small enough to be opened and passed on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate, takewhile
from typing import Any

from allonym.report.page import json_in_script

LARGEST = 3_000_000
"""Bytes of a page, above which detail is left out."""

_Data = dict[str, Any]


def shed(data: Mapping[str, Any], room: int) -> tuple[_Data, list[str]]:
    """The page's data in at most `room` bytes, and a line for each kind of thing that was left out.

    The last names of the spelling matrix go first. Where none of them leave room enough, the last documents go, with
    what was found in them; what neither can shed stays.
    """
    data = dict(data)
    notes: list[str] = []
    over = _size(data) - room
    if over > 0 and (groups := data["spellings"]["groups"]):
        sizes = [_size(group) + 1 for group in groups]
        kept = _fitting(sizes, sum(sizes) - over)
        data["spellings"] = {**data["spellings"], "groups": groups[:kept]}
        notes.append(
            f"Left out, so that the page stays small: {len(groups) - kept:,} of {len(groups):,} names by spelling."
        )
    over = _size(data) - room
    if over > 0 and (documents := data["mistakes"]["documents"]):
        sizes = [_document_size(data["mistakes"], number) for number in range(len(documents))]
        kept = _fitting(sizes, sum(sizes) - over)
        data["mistakes"] = _first_documents(data["mistakes"], kept)
        notes.append(
            f"Left out, so that the page stays small: {len(documents) - kept:,} of {len(documents):,} texts, and the "
            "mistakes in them."
        )
    return data, notes


def _fitting(sizes: Iterable[int], room: int) -> int:
    """How many of the first fit."""
    return sum(1 for _ in takewhile(lambda total: total <= room, accumulate(sizes)))


def _document_size(mistakes: Mapping[str, Any], number: int) -> int:
    """Bytes that go with a document, but for the numbers of its mistakes."""
    answers = sum(_size(found[number]) + len(str(number)) + 4 for found in mistakes["found"] if number in found)
    return _size(mistakes["documents"][number]) + 1 + answers


def _first_documents(mistakes: Mapping[str, Any], kept: int) -> _Data:
    return {
        **mistakes,
        "documents": mistakes["documents"][:kept],
        "found": [{number: flat for number, flat in found.items() if number < kept} for found in mistakes["found"]],
        "mistakes": [_first_mistakes(flat, kept) for flat in mistakes["mistakes"]],
    }


def _first_mistakes(flat: list[int], kept: int) -> list[int]:
    return [part for i in range(0, len(flat), 4) if flat[i] < kept for part in flat[i : i + 4]]


def _size(value: Any) -> int:
    return len(json_in_script(value).encode())
