"""Every standoff file is whole, bears its own id, and describes the text that stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from allonym.corpus.standoff import describe
from allonym.gold.findings import Finding, line_of
from allonym.gold.tree import LabelledFile, Tree

_NEEDED = ("id", "sha256", "length", "words", "paragraphs", "spans")


def check(tree: Tree) -> Iterator[Finding]:
    for file in tree.files:
        if file.broken:
            yield file.broken
        elif missing := [key for key in _NEEDED if key not in file.record]:
            yield Finding(file.where, 1, "files", f"no {', '.join(missing)}", "write the file as the others are")
        else:
            yield from _of_text(file)


def _of_text(file: LabelledFile) -> Iterator[Finding]:
    if file.record["id"] != file.id:
        what = f"id {file.record['id']!r} is not the file's name"
        yield Finding(file.where, 2, "files", what, f"name it {file.id!r}")
    spans = file.record["spans"]
    if not isinstance(spans, list) or len(spans) != len(file.spans):
        yield Finding(file.where, 1, "files", "not every span is an object", "write each as the others are")
    if file.text is None:
        if file.shipped:
            yield Finding(file.text_where, 1, "files", "no text, or not UTF-8", "put the labelled text back")
        return
    true = describe(file.text)
    wrong = [key for key, value in true.items() if file.record[key] != value]
    if wrong:
        what = f"{', '.join(wrong)} of {file.where} do not fit this text"
        line = _first_changed_line(file.text, true["paragraphs"], file.record["paragraphs"])
        yield Finding(file.text_where, line, "files", what, "put the text back, or label it again")


def _first_changed_line(text: str, true: list[list[int]], stated: Any) -> int:
    """The line of the first paragraph whose bounds are not the stated ones; 1 where no bounds have moved."""
    others = stated if isinstance(stated, list) else []
    changed = next((bounds for bounds, other in zip_longest(true, others) if bounds != other), None)
    return line_of(text, changed[0]) if changed else 1
