"""Both readings fit their texts, every disagreement has its decision, and no decision has lost its disagreement."""

from __future__ import annotations

from collections.abc import Iterator

from allonym.corpus.paragraphs import paragraphs
from allonym.corpus.standoff import attach, read_standoff
from allonym.corpus.values import Document
from allonym.errors import InputError
from allonym.gold.disagreements import disagreements, read_decisions
from allonym.gold.findings import Finding
from allonym.gold.readings import (
    FOLDER,
    READERS,
    Read,
    corpora_read,
    gold_documents,
    named_words,
    read_twice,
    unshipped_words,
)
from allonym.gold.tree import Tree


def check(tree: Tree) -> Iterator[Finding]:
    read = corpora_read(tree.root)
    for corpus in sorted({file.corpus for file in tree.files}):
        if corpus not in read:
            where, what = f"{tree.root.name}/{FOLDER}/{corpus}", f"{corpus} has not been read twice"
            yield Finding(where, 1, "readings", what, f"add {' and '.join(READERS)}.jsonl")
    for corpus in read:
        try:
            documents = gold_documents(tree.root, corpus, _brought(tree, corpus))
            yield from _of_corpus(tree, corpus, documents)
        except InputError as error:
            where, _, line = error.where.replace(str(tree.root), tree.root.name).partition(":")
            yield Finding(where, int(line) if line.isdigit() else 1, "readings", error.what, error.todo or "mend it")


def _brought(tree: Tree, corpus: str) -> dict[str, Document]:
    """The documents whose text is at hand though it is not shipped."""
    files = [file for file in tree.files if file.corpus == corpus and not file.shipped and file.text is not None]
    return {f.id: attach(read_standoff(tree.root / corpus / f"{f.id}.json"), f.text or "", f.where) for f in files}


def _of_corpus(tree: Tree, corpus: str, documents: list[Document]) -> Iterator[Finding]:
    decisions = read_decisions(tree.root, corpus)
    where = f"{tree.root.name}/{FOLDER}/{corpus}/decisions.jsonl"
    read = list(read_twice(tree.root, corpus, documents))
    yield from _words(tree, corpus, read)
    differing = {one.key: one for document in read for one in disagreements(document)}
    files = {file.id: file for file in tree.files if file.corpus == corpus}
    for key in differing.keys() - decisions.keys():
        one, file = differing[key], files[differing[key].document]
        who = "both readers differ from the gold" if one.overruled else "the readers differ"
        what = f"{who} at {one.start}-{one.end} {one.surface!r}, and no reason is given"
        around = f"first: {one.shown(one.first)}; second: {one.shown(one.second)}; gold: {one.shown(one.decided)}"
        todo = f"mend the span, or put the reason into {where}"
        yield Finding(file.where, file.line_at(one.start), "readings", what, todo, around)
    for key in decisions.keys() - differing.keys():
        what = f"{key[0]} {key[1]}-{key[2]}: readers and gold say the same here"
        yield Finding(where, decisions[key][1], "readings", what, "remove the line")


def _words(tree: Tree, corpus: str, read: list[Read]) -> Iterator[Finding]:
    """What stands for the words of a text that is not shipped fits the text, where that is at hand."""
    path = tree.root / FOLDER / corpus / "words.jsonl"
    kept = unshipped_words(path)
    for one in read:
        if one.gold.id in kept and one.gold.text is not None:
            text = one.gold.text
            true = named_words(text, paragraphs(text), [one.first, one.second])
            stored = kept[one.gold.id]
            if (true.mentions, true.extra["others"]) != (stored.mentions, stored.extra.get("others")):
                line = list(kept).index(one.gold.id) + 1
                what, todo = f"the words of {one.gold.id} are others", "take them from the text again"
                yield Finding(tree.where(path), line, "readings", what, todo)
