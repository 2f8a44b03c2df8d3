"""Proving the gold: every check over every file, less what was reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from allonym.corpus.articles import exact_texts
from allonym.corpus.files import read_text
from allonym.corpus.values import Document
from allonym.errors import InputError
from allonym.gold.checks import checks
from allonym.gold.findings import Finding, read_reviews, stale, unreviewed
from allonym.gold.tree import LabelledFile, Tree, read_labelled, read_registry

NOT_OURS = "articles"
"""The corpus whose texts the project may not ship."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What the checks found, and over how much."""

    findings: tuple[Finding, ...]
    documents: int
    mentions: int
    entities: int
    reviewed: int
    unread: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether there is no fault; suspects may be left."""
        return all(finding.is_suspect for finding in self.findings)

    @property
    def summary(self) -> str:
        suspects = sum(finding.is_suspect for finding in self.findings)
        return (
            f"{self.documents} documents, {self.mentions} mentions, {self.entities} entities: "
            f"{len(self.findings) - suspects} faults, {suspects} suspects, {self.reviewed} reviewed"
            + f"; without text, so by hashes: {', '.join(self.unread)}"
            * bool(self.unread)
        )


def prove(root: Path, article_folder: Path | None = None) -> Proof:
    """Run every check over a gold folder.

    Raises InputError where the folder, its registry or its reviews cannot be read at all.
    """
    tree = read_tree(root, article_folder)
    found = [finding for check in checks().values() for finding in check(tree)]
    reviews, unusable = read_reviews(root)
    left = unreviewed(found, reviews)
    judged = [where for file in tree.files if file.text is not None for where in (file.where, file.text_where)]
    return Proof(
        findings=tuple(sorted([*left, *unusable, *stale(found, reviews, judged, root)])),
        documents=len(tree.files),
        mentions=sum(len(file.spans) for file in tree.files),
        entities=len(tree.registry.entities),
        reviewed=len(found) - len(left),
        unread=tuple(file.id for file in tree.files if file.text is None and not file.shipped),
    )


def read_tree(root: Path, article_folder: Path | None = None) -> Tree:
    """The labelled files of every corpus below `root`, and its registry."""
    if not root.is_dir():
        raise InputError("no such folder", where=str(root), todo="name a folder like gold/")
    brought = exact_texts(article_folder) if article_folder else {}
    files = tuple(_files(root, brought))
    if not files:
        raise InputError("no labelled file", where=str(root), todo="name a folder like gold/")
    return Tree(root, files, *read_registry(root))


def _files(root: Path, brought: dict[str, Document]) -> Iterator[LabelledFile]:
    for path in sorted(root.glob("*/*.json")):
        corpus, where = path.parent.name, f"{root.name}/{path.relative_to(root).as_posix()}"
        shipped = corpus != NOT_OURS
        text = _text(path.with_suffix(".txt")) if shipped else brought[path.stem].text if path.stem in brought else None
        yield read_labelled(path, corpus, where, text, shipped)


def _text(path: Path) -> str | None:
    try:
        return read_text(path)
    except InputError:
        return None
