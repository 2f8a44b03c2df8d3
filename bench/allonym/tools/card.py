"""The numbers of the data card and the table of schemes.

python -m allonym.tools.card docs/gold.md docs/spellings.md writes them again.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from allonym import paths
from allonym.corpus.values import Document
from allonym.gold.agreement import agreement
from allonym.gold.readings import corpora_read, gold_documents, read_twice
from allonym.labels import COARSE, TO_COARSE
from allonym.names.registry import Registry, load_registry
from allonym.names.scheme import REGISTERS, load_scheme, scheme_names
from allonym.show.kinds import Cell
from allonym.show.table import Column, Table, text_column
from allonym.statistics.types import REPLICATES, SEED
from allonym.tools.marked import of_tables, rewrite


def card(root: Path = paths.GOLD) -> str:
    """The tables of the card, in Markdown: what there is, whose names, how far its readers agree."""
    corpora = {name: gold_documents(root, name) for name in corpora_read(root)}
    registry = load_registry(root / "entities.jsonl")
    return of_tables(_contents(corpora), _origins(corpora, registry), _agreement(root, corpora), _registry(registry))


def _contents(corpora: dict[str, list[Document]]) -> Table:
    heads = ("documents", "words", "mentions", *COARSE, "entities", "people")
    rows = []
    for name, documents in corpora.items():
        mentions = [mention for document in documents for mention in document.mentions]
        labels = Counter(TO_COARSE[mention.label] for mention in mentions)
        people = {mention.entity for mention in mentions if mention.label == "PERSON"}
        sizes = (len(documents), sum(document.extra["words"] for document in documents), len(mentions))
        entities = len({mention.entity for mention in mentions})
        rows.append((name, *sizes, *(labels[label] for label in COARSE), entities, len(people)))
    return Table("What there is", (text_column("corpus"), *map(Column, heads)), tuple(rows))


def _origins(corpora: dict[str, list[Document]], registry: Registry) -> Table:
    people: Counter[str] = Counter()
    mentions: dict[str, Counter[str]] = {name: Counter() for name in corpora}
    seen: set[str] = set()
    for name, documents in corpora.items():
        for mention in (m for document in documents for m in document.mentions if m.label == "PERSON"):
            entity = registry.entities[str(mention.entity)]
            mentions[name][entity.origin] += 1
            people[entity.origin] += entity.id not in seen
            seen.add(entity.id)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (origin, count, *(mentions[name][origin] for name in corpora)) for origin, count in people.most_common()
    )
    heads = ("people", *(f"mentions in {name}" for name in corpora))
    return Table("People by the origin of their names", (text_column("origin"), *map(Column, heads)), rows)


def _agreement(root: Path, corpora: dict[str, list[Document]]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for name, documents in corpora.items():
        read = list(read_twice(root, name, documents))
        everything = agreement(name, read, seed=SEED, replicates=REPLICATES)[0]
        numbers = (
            f"{one.value:.3f} ({one.low:.3f} to {one.high:.3f})" for one in (everything.span_f1, everything.kappa)
        )
        rows.append((name, everything.first, everything.second, *numbers))
    heads = ("first reader's spans", "second reader's", "span F1 (95%)", "kappa (95%)")
    return Table("How far two readers agree", (text_column("corpus"), *map(Column, heads)), tuple(rows))


def _registry(registry: Registry) -> Table:
    labels: Counter[str] = Counter(entity.label for entity in registry)
    spellings: Counter[str] = Counter()
    for entity in registry:
        spellings[entity.label] += len(entity.spellings)
    rows = tuple((label, count, spellings[label]) for label, count in labels.most_common())
    return Table("The registry", (text_column("label"), Column("entities"), Column("spellings")), rows)


def scheme_table() -> Table:
    """The schemes of each origin by register."""
    named: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in scheme_names():
        scheme = load_scheme(name)
        named[scheme.origin][scheme.register].append(name.partition("/")[2])
    rows = tuple(
        (origin.title(), *(", ".join(by_register[register]) for register in REGISTERS))
        for origin, by_register in named.items()
    )
    return Table("", tuple(map(text_column, ("origin", *REGISTERS))), rows)


if __name__ == "__main__":
    for page in sys.argv[1:]:
        rewrite(Path(page), {"card": lambda _: card(), "schemes": lambda _: of_tables(scheme_table())})
