"""Tokens for the formats that are made of them: words and marks, cut also where a span begins or ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from allonym.corpus.check import overlapping
from allonym.corpus.values import Mention
from allonym.errors import InputError

_TOKEN = re.compile(r"\w+|[^\w\s]")


def tokenize(text: str, cuts: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Half-open bounds of the tokens of a text, none of which crosses one of the `cuts`.

    >>> tokenize("pro-Assad", [4])
    [(0, 3), (3, 4), (4, 9)]
    """
    places = sorted(set(cuts))
    tokens: list[tuple[int, int]] = []
    at = 0
    for word in _TOKEN.finditer(text):
        while at < len(places) and places[at] <= word.start():
            at += 1
        inner = []
        while at < len(places) and places[at] < word.end():
            inner.append(places[at])
            at += 1
        tokens += pairwise([word.start(), *inner, word.end()])
    return tokens


def flat(mentions: Sequence[Mention], where: str, kind: str) -> list[Mention]:
    """The distinct mentions in order; InputError where two overlap, which `kind` cannot hold."""
    ordered = sorted(set(mentions))
    if both := overlapping(ordered):
        todo = "write jsonl, or keep one of them"
        raise InputError(f"{kind} cannot hold overlapping spans {both}", where=where, todo=todo)
    return ordered


def token_spans(
    mentions: Sequence[Mention], tokens: Sequence[tuple[int, int]], where: str
) -> list[tuple[int, int, str]]:
    """The mentions as (first token, past the last token, label); InputError for one that holds no whole tokens."""
    first = {start: number for number, (start, _) in enumerate(tokens)}
    last = {end: number for number, (_, end) in enumerate(tokens)}
    spans = []
    for mention in mentions:
        if mention.start not in first or mention.end not in last:
            raise InputError(
                f"span {mention.start}-{mention.end} {mention.label} begins or ends with a blank",
                where=where,
                todo="tokens have none; trim the span",
            )
        spans.append((first[mention.start], last[mention.end] + 1, mention.label))
    return spans
