"""Recorded results on public corpora, from a run on them: python -m allonym.tools.corpora RUN   (make corpora)"""

from __future__ import annotations

import sys

from allonym.corpus.load import load_corpus
from allonym.corpus.public import public_names
from allonym.corpus.standoff import corpus_digest
from allonym.errors import InputError
from allonym.records.public import write_public
from allonym.runs.read import find_run


def main(run: str) -> None:
    found = find_run(run)
    for name in (name for name in found.gold if name in public_names()):
        corpus = load_corpus(name)
        if corpus_digest(corpus) != found.gold[name]:
            raise InputError(f"{name} has changed since run {found.id}", todo="make the run again: make corpora")
        path = write_public(found, corpus)
        print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except InputError as error:
        sys.exit(f"allonym: {error}")
