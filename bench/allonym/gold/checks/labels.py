"""Every label is one of the eleven fine ones."""

from __future__ import annotations

from collections.abc import Iterator

from allonym.gold.findings import Finding
from allonym.gold.tree import Tree
from allonym.labels import FINE


def check(tree: Tree) -> Iterator[Finding]:
    for file in tree.files:
        for span in file.spans:
            if span.label not in FINE:
                what, todo = f"unknown label {span.label!r}", "use the labels of gold/GUIDELINES.md"
                yield Finding(file.where, span.line, "labels", what, todo, span.surface)
