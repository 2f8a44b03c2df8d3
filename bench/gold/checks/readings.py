"""Both readings fit their texts, every disagreement has its decision, and no decision has lost its disagreement."""

from __future__ import annotations

from collections.abc import Iterator

from bench.corpus.values import Document
from bench.errors import InputError
from bench.gold.disagreements import disagreements, read_decisions
from bench.gold.findings import Finding
from bench.gold.readings import FOLDER, READERS, corpora_read, gold_documents, read_twice
from bench.gold.tree import Tree


def check(tree: Tree) -> Iterator[Finding]:
    read = corpora_read(tree.root)
    for corpus in sorted({file.corpus for file in tree.files}):
        if corpus not in read:
            where, what = f"{tree.root.name}/{FOLDER}/{corpus}", f"{corpus} has not been read twice"
            yield Finding(where, 1, "readings", what, f"add {' and '.join(READERS)}.jsonl")
    for corpus in read:
        try:
            documents = gold_documents(tree.root, corpus)
            yield from _of_corpus(tree, corpus, documents)
        except InputError as error:
            where = error.where.replace(str(tree.root), tree.root.name)
            yield Finding(where, 1, "readings", error.what, error.todo or "mend it")


def _of_corpus(tree: Tree, corpus: str, documents: list[Document]) -> Iterator[Finding]:
    decisions = read_decisions(tree.root, corpus)
    where = f"{tree.root.name}/{FOLDER}/{corpus}/decisions.jsonl"
    found = {one.key: one for read in read_twice(tree.root, corpus, documents) for one in disagreements(read)}
    for key in found.keys() - decisions.keys():
        one = found[key]
        what = f"{one.document} {one.start}-{one.end}: no reason for the decision"
        around = f"first: {one.shown(one.first)}; second: {one.shown(one.second)}; gold: {one.shown(one.decided)}"
        yield Finding(where, len(decisions) + 1, "readings", what, "add a line with the reason", around)
    for key in decisions.keys() - found.keys():
        what = f"{key[0]} {key[1]}-{key[2]}: readers and gold say the same here"
        yield Finding(where, decisions[key][1], "readings", what, "remove the line")
