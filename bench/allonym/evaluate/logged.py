"""What failed models logged, as far as it may be shown: it may quote the texts that they were given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from allonym.corpus.articles import is_hidden
from allonym.evaluate.entry import Entry
from allonym.evaluate.task import Task

_ELSEWHERE = "what it logged lies in the run's logs/: texts that are not to be shown went into it"


def with_reasons(entries: Iterable[Entry], task: Task) -> tuple[Entry, ...]:
    """The entries with the ends of their logs in their reasons; not where they may quote a text not to be shown.

    With `task.article_text` it is shown whatever it quotes.
    """
    found = tuple(entries)
    if not any(entry.log for entry in found):
        return found
    texts = chain(*(corpus.documents for corpus in task.corpora), *task.texts)
    hidden = not task.article_text and any(map(is_hidden, texts))
    return tuple(
        replace(entry, reason=f"{entry.reason}; {_ELSEWHERE if hidden else entry.log}") if entry.log else entry
        for entry in found
    )
