"""What a run is about, from the names that the user gave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from bench.corpus.load import corpus_names, load_corpus
from bench.corpus.values import Corpus
from bench.errors import InputError


def chosen_corpora(names: Sequence[str], article_folder: Path | None, warn: Callable[[str], None]) -> list[Corpus]:
    """The named corpora in the order named, each once; every one of the project's where none or `all` is named."""
    every = corpus_names()
    wanted = dict.fromkeys(name for given in names or ("all",) for name in (every if given == "all" else [given]))
    corpora = [load_corpus(name, article_folder, warn) for name in wanted]
    seen: set[str] = set()
    for corpus in corpora:
        if corpus.name in seen:
            raise InputError(f"two corpora are called {corpus.name}", todo="rename one of the files")
        seen.add(corpus.name)
    return corpora
