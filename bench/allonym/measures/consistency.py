"""consistency: entities of a document that are found at all, some or none of their mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from allonym.measures.measure import Measure

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


MEASURES = tuple(
    Measure(
        name=f"consistency.{share}",
        title=title,
        sentence=f"Of the entities with two or more mentions in a document, the share found at {share} of them.",
        takes="mentions",
        compute=consistency,
        better="higher" if share == "all" else "lower",
    )
    for share, title in zip(SHARES, ("always found", "sometimes found", "never found"), strict=True)
)
