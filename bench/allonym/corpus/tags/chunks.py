"""From tags to spans of tokens, with what to do about tags that no valid sequence has.

Chunks are cut as conlleval cuts them (Tjong Kim Sang and Buchholz 2000): a chunk begins at B and S, after E and S,
after O and where the label changes. On valid tags this gives the chunks of every scheme. A chunk is invalid where
its own tags are not what the scheme writes for it; `repair` says what becomes of it:

- `error`: InputError that names the first tag (the default);
- `conlleval`: the chunk is kept as it was cut, as conlleval, seqeval by default and nervaluate do;
- `discard`: the chunk is dropped, as seqeval's strict mode does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allonym.corpus.tags.bits import IntArray
from allonym.corpus.tags.columns import TagColumns
from allonym.corpus.tags.schemes import BEGIN, END, INSIDE, KINDS, SINGLE, TAG_SCHEMES
from allonym.errors import InputError, unknown

REPAIRS = ("error", "conlleval", "discard")
Mask = NDArray[np.bool_]
Where = Callable[[int, int], str]


@dataclass(frozen=True, slots=True, eq=False)
class Chunks:
    """Spans of tokens [start, end) of numbered sequences, in order; four int64 arrays. `repaired`: invalid chunks."""

    unit: IntArray
    start: IntArray
    end: IntArray
    label: IntArray
    repaired: int = 0


def decode(tags: TagColumns, scheme: str = "IOB2", repair: str = "error", where: Where | None = None) -> Chunks:
    """The chunks of the tags under a scheme. `where(unit, token)` names a place in an error.

    Raises InputError for a prefix that the scheme does not have and, under repair="error", for an invalid sequence.

    >>> from allonym.corpus.tags.columns import read_tags
    >>> chunks = decode(read_tags([["B-PER", "I-PER", "O", "B-LOC"]]))
    >>> chunks.start.tolist(), chunks.end.tolist()
    ([0, 3], [2, 4])
    """
    if scheme not in TAG_SCHEMES:
        raise unknown("tagging scheme", scheme, TAG_SCHEMES)
    if repair not in REPAIRS:
        raise unknown("repair", repair, REPAIRS)
    place = where or (lambda unit, token: f"sequence {unit + 1}, token {token + 1}")
    kind = _kinds(tags, scheme if repair != "conlleval" else "", place)
    if not len(kind):
        return Chunks(tags.unit, tags.place, tags.place, tags.label)
    joined = _joined(tags)
    starts = ~joined
    starts[1:] |= (kind[1:] == BEGIN) | (kind[1:] == SINGLE) | (kind[:-1] == END) | (kind[:-1] == SINGLE)
    head = np.flatnonzero(starts)
    last = np.append(head[1:], len(kind)) - 1
    valid = _valid(scheme, kind, head, last, joined)
    if repair == "error" and not valid.all():
        row = _culprit(scheme, kind, int(head[np.argmin(valid)]), int(last[np.argmin(valid)]))
        raise InputError(
            f"{tags.tag(row)} is not valid {scheme} here",
            where=place(int(tags.unit[row]), int(tags.place[row])),
            todo="mend the tag, name the scheme, or choose repair conlleval or discard",
        )
    repaired = len(valid) - int(np.count_nonzero(valid))
    if repair == "discard" and repaired:
        head, last = head[valid], last[valid]
    return Chunks(tags.unit[head], tags.place[head], tags.place[last] + 1, tags.label[head], repaired)


def _kinds(tags: TagColumns, scheme: str, where: Where) -> IntArray:
    """What each tag's prefix says; InputError for one that the scheme, or "" for any, does not have."""
    table = np.full(256, -1, np.int64)
    for prefix in TAG_SCHEMES[scheme].replace("-", "") if scheme else KINDS:
        table[ord(prefix)] = KINDS[prefix]
    kind: IntArray = table[np.minimum(tags.prefix, 255)]
    if (kind < 0).any():
        row = int(np.argmax(kind < 0))
        raise InputError(
            f"{tags.tag(row)}: {scheme or 'no scheme'} has {'no' if scheme else 'the'} prefix {chr(tags.prefix[row])}",
            where=where(int(tags.unit[row]), int(tags.place[row])),
            todo=f"name the scheme: {', '.join(TAG_SCHEMES)}",
        )
    return kind


def _joined(tags: TagColumns) -> Mask:
    """Whether each tag has the label of a tag right before it."""
    joined = np.zeros(len(tags.place), np.bool_)
    joined[1:] = (
        (tags.unit[1:] == tags.unit[:-1])
        & (tags.place[1:] == tags.place[:-1] + 1)
        & (tags.label[1:] == tags.label[:-1])
    )
    return joined


def _valid(scheme: str, kind: IntArray, head: IntArray, last: IntArray, joined: Mask) -> Mask:
    """Whether each chunk, from its tag `head` to its tag `last`, is written as the scheme writes it."""
    result: Mask
    match scheme:
        case "IO":
            result = np.ones(len(head), np.bool_)
        case "IOB2":
            result = kind[head] == BEGIN
        case "IOE2":
            result = kind[last] == END
        case "IOB1":  # B only where a chunk of the same label touches it before
            result = (kind[head] == BEGIN) == joined[head]
        case "IOE1":  # E only where a chunk of the same label touches it after
            result = (kind[last] == END) == np.append(joined, False)[last + 1]
        case _:
            whole = (kind[head] == BEGIN) & (kind[last] == END)
            result = np.where(head == last, kind[head] == SINGLE, whole)
    return result


def _culprit(scheme: str, kind: IntArray, head: int, last: int) -> int:
    """The tag of an invalid chunk that is wrong: its first, unless that may begin a chunk."""
    begins = {"IOE1": INSIDE, "IOE2": INSIDE}.get(scheme, BEGIN)
    return last if scheme not in ("IOB1", "IOB2") and kind[head] == begins else head
