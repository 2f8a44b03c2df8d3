"""Suspect: one surface has two labels or two entities; the rarer ones are shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from allonym.gold.findings import Finding
from allonym.gold.tree import FileSpan, LabelledFile, Tree


def check(tree: Tree) -> Iterator[Finding]:
    places: dict[str, list[tuple[LabelledFile, FileSpan]]] = defaultdict(list)
    for file in tree.files:
        for span in file.sound:
            places[file.surface(span)].append((file, span))
    for surface, spans in places.items():
        readings = Counter((span.label, span.entity) for _, span in spans)
        usual = min(readings, key=lambda reading: (-readings[reading], reading))
        for file, span in spans:
            if (span.label, span.entity) != usual:
                what = (
                    f"{surface!r} is {span.label} {span.entity} here, {usual[0]} {usual[1]} in {readings[usual]} places"
                )
                subject = f"{surface} {span.label} {span.entity}"
                todo = "use one, or record it as reviewed"
                yield Finding(
                    file.where, span.line, "ambiguous", what, todo, file.around(span), subject, file.context(span)
                )
