"""What is found: mentions, entities of a document at all, some or none of their mentions, and spans of two models."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from allonym.measures.measure import Measure
from allonym.measures.ratio import divide

SHARES = ("all", "some", "none")


def consistency(mentions: Iterable[tuple[str, str, bool]]) -> dict[str, int]:
    """Count (document, entity) with two or more mentions, from (document, entity, found) of every mention.

    >>> consistency([("a", "x", True), ("a", "x", False), ("a", "y", True), ("b", "x", True), ("b", "x", True)])
    {'all': 1, 'some': 1, 'none': 0}
    """
    found: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for document, entity, is_found in mentions:
        found[document, entity].append(is_found)
    several = [each for each in found.values() if len(each) > 1]
    every = sum(all(each) for each in several)
    none = sum(not any(each) for each in several)
    return dict(zip(SHARES, (every, len(several) - every - none, none), strict=True))


def share(some: int, all_: int) -> float:
    """Some of all; nan where there are none.

    >>> share(1, 2)
    0.5
    """
    return float(divide(some, all_))


MEASURES = (
    Measure(
        name="agreement.f1",
        title="agreement",
        sentence="Twice the spans that two models both find over the spans of each: F1, whichever is taken as gold.",
        takes="models",
        compute=lambda both, spans: share(2 * both, spans),
    ),
    Measure(
        name="alone",
        title="found alone",
        sentence="Share of a model's spans that no other model finds.",
        takes="models",
        compute=share,
        better="lower",
    ),
    *(
        Measure(
            name=f"consistency.{share}",
            title=title,
            sentence=f"Of the entities with two or more mentions in a document, the share found at {share} of them.",
            takes="mentions",
            compute=consistency,
            better="higher" if share == "all" else "lower",
        )
        for share, title in zip(SHARES, ("always found", "sometimes found", "never found"), strict=True)
    ),
    Measure(
        name="found",
        title="found",
        sentence="Share of an entity's mentions under one spelling that are found.",
        takes="mentions",
        compute=share,
    ),
    Measure(
        name="names.found",
        title="names found",
        sentence="Share of the gold's names (PER, LOC, ORG) that are found.",
        takes="mentions",
        compute=share,
    ),
)
