"""The surface is what the text has at the offsets; without the text, what their hash was made of."""

from __future__ import annotations

from collections.abc import Iterator

from allonym.corpus.neighbours import neighbours, place_hash
from allonym.corpus.values import Mention
from allonym.gold.findings import Finding, around
from allonym.gold.tree import FileSpan, LabelledFile, Tree


def check(tree: Tree) -> Iterator[Finding]:
    for file in tree.files:
        for span in file.sound:
            yield from _against_text(file, span) if file.text is not None else _against_hash(file, span)


def _against_text(file: LabelledFile, span: FileSpan) -> Iterator[Finding]:
    text = file.text or ""
    written = text[span.start : span.end]
    place = around(text, span.start, span.end)
    if written != span.surface:
        what = f"the text has {written!r} at {span.start}-{span.end}, the file says {span.surface!r}"
        yield Finding(file.where, span.line, "surfaces", what, "mend the offsets or the surface", place)
    elif not file.shipped:
        (hashes,) = neighbours([Mention(span.start, span.end, span.label)], text)
        if wrong := [f'"{key}": "{value}"' for key, value in hashes.items() if span.record.get(key) != value]:
            yield Finding(
                file.where, span.line, "surfaces", "hashes of another place", f"write {', '.join(wrong)}", place
            )


def _against_hash(file: LabelledFile, span: FileSpan) -> Iterator[Finding]:
    if span.record.get("place") != place_hash(Mention(span.start, span.end, span.label), span.surface):
        what = f"{span.surface!r} at {span.start}-{span.end} is not what the hash was made of"
        todo = "bring the text (allonym gold import) and check again"
        yield Finding(file.where, span.line, "surfaces", what, todo)
