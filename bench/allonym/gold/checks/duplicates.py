"""No document of a corpus is there twice, word for word."""

from __future__ import annotations

from collections.abc import Iterator

from allonym.corpus.neighbours import words
from allonym.gold.findings import Finding
from allonym.gold.tree import Tree


def check(tree: Tree) -> Iterator[Finding]:
    seen: dict[object, str] = {}
    for file in tree.files:
        if file.text is None:
            key: object = file.record.get("sha256")
        else:
            key = tuple(word.folded for word in words(file.text))
        first = seen.setdefault(key, file.text_where)
        if first != file.text_where:
            yield Finding(file.text_where, 1, "duplicates", f"the words of {first} again", "remove one of the two")
