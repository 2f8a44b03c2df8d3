"""A span begins and ends with a character of the name, not with a blank."""

from __future__ import annotations

from collections.abc import Iterator

from allonym.gold.findings import Finding
from allonym.gold.tree import Tree


def check(tree: Tree) -> Iterator[Finding]:
    for file in tree.files:
        for span in file.sound:
            surface = file.surface(span)
            if surface != surface.strip():
                what = f"{surface!r} has blanks at its edge"
                yield Finding(file.where, span.line, "edges", what, "leave them out of the span")
