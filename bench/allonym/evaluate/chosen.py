"""What a run is about, from the names that the user gave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from allonym.corpus.formats import DEFAULT, FormatOptions
from allonym.corpus.load import corpus_names, load_corpus, load_texts
from allonym.corpus.texts import Texts
from allonym.corpus.values import Corpus
from allonym.errors import InputError


def chosen_corpora(
    names: Sequence[str], article_folder: Path | None, warn: Callable[[str], None], reading: FormatOptions = DEFAULT
) -> tuple[list[Corpus], list[Texts]]:
    """The named corpora in the order named, each once, and apart from them those without gold.

    Files are read as `reading` says. Every one of the project's where none or `all` is named.
    """
    every = corpus_names()
    wanted = dict.fromkeys(name for given in names or ("all",) for name in (every if given == "all" else [given]))
    bare = {name: texts for name in wanted if (texts := load_texts(name, reading)) is not None}
    corpora = [load_corpus(name, article_folder, warn, reading) for name in wanted if name not in bare]
    names = [one.name for one in corpora] + [one.name for one in bare.values()]
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"two corpora are called {name}", todo="rename one of the files")
    return corpora, list(bare.values())
