"""The gold is flat: no two spans share a character."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from allonym.gold.findings import Finding
from allonym.gold.tree import Tree


def check(tree: Tree) -> Iterator[Finding]:
    for file in tree.files:
        for one, two in pairwise(sorted(file.sound, key=lambda span: (span.start, span.end))):
            if two.start < one.end:
                what = f"{two.surface!r} at {two.start}-{two.end} overlaps {one.surface!r} on line {one.line}"
                yield Finding(file.where, two.line, "overlaps", what, "keep the longest name")
