"""Every span names an entity that the registry has, under the registry's label."""

from __future__ import annotations

from collections.abc import Iterator

from allonym.errors import unknown
from allonym.gold.findings import Finding
from allonym.gold.tree import Tree


def check(tree: Tree) -> Iterator[Finding]:
    known = tree.registry.entities
    for file in tree.files:
        for span in file.sound:
            entity = tree.registry.get(span.entity)
            if not span.entity:
                todo = "give it the id of the registry, or a new one there"
                yield Finding(file.where, span.line, "entities", "a span without entity", todo, file.surface(span))
            elif entity is None:
                what = f"{unknown('entity', span.entity, known)}"
                yield Finding(file.where, span.line, "entities", what, "or add it to the registry", file.surface(span))
            elif entity.label != span.label:
                what = f"{span.entity} is {span.label} here and {entity.label} in the registry"
                yield Finding(
                    file.where, span.line, "entities", what, "use one label, or say why both are right",
                    file.around(span), f"{span.entity} {span.label}", file.context(span),
                )  # fmt: skip
