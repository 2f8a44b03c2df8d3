"""The gold that a run was scored on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from allonym.corpus.load import corpus_names, load_corpus
from allonym.corpus.standoff import corpus_digest
from allonym.corpus.values import Corpus
from allonym.errors import unknown
from allonym.runs.read import Run


def gold_of(run: Run, named: Sequence[Path], article_folder: Path | None, warn: Callable[[str], None]) -> list[Corpus]:
    """What is at hand of it and still the same; `warn` says what is not.

    `named` are JSON Lines files of corpora that are not the project's.
    """
    at_hand = {path.stem: str(path) for path in named}
    for name in at_hand:
        if name not in run.gold:
            raise unknown("corpus of the run", name, run.gold)
    found = []
    for name, digest in run.gold.items():
        if name not in at_hand and name not in corpus_names():
            warn(f"{name}: its gold is not the project's, so its mistakes are not shown; name it: --corpus FILE.jsonl")
            continue
        corpus = load_corpus(at_hand.get(name, name), article_folder, warn)
        if corpus_digest(corpus) == digest:
            found.append(corpus)
        else:
            warn(f"{name}: the gold has changed since the run, so its mistakes are not shown; run allonym bench again")
    return found
