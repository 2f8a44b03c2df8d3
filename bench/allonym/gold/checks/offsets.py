"""Offsets are integers that mark a stretch of the text."""

from __future__ import annotations

from collections.abc import Iterator

from allonym.gold.findings import Finding
from allonym.gold.tree import Tree


def check(tree: Tree) -> Iterator[Finding]:
    for file in tree.files:
        for span in file.spans:
            if span not in file.sound:
                what = f"{span.record.get('start')}-{span.record.get('end')} is no stretch of the text"
                todo = "offsets are half-open and count code points"
                yield Finding(file.where, span.line, "offsets", what, todo, span.surface)
