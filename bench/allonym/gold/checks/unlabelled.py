"""Suspect: a name that is labelled elsewhere stands here without a label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allonym.gold.findings import Finding, around, context, line_of
from allonym.gold.tree import LabelledFile, Tree


def check(tree: Tree) -> Iterator[Finding]:
    labels = {file.surface(span): span.label for file in tree.files for span in file.sound}
    labels |= {surface.upper(): label for surface, label in labels.items()}
    if not labels:
        return
    longest_first = sorted(labels, key=lambda surface: (-len(surface), surface))
    name = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, longest_first))})(?![^\W_])")
    for file in tree.files:
        if file.text is not None:
            for start, end in _bare(file, name):
                surface = file.text[start:end]
                yield Finding(
                    file.text_where, line_of(file.text, start), "unlabelled",
                    f"{surface!r} is {labels[surface]} elsewhere", "label it, or record it as reviewed",
                    around(file.text, start, end), surface, context(file.text, start, end),
                )  # fmt: skip


def _bare(file: LabelledFile, name: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    characters = list(file.text or "")
    for span in file.sound:
        characters[span.start : span.end] = "\0" * (span.end - span.start)
    return (match.span() for match in name.finditer("".join(characters)))
