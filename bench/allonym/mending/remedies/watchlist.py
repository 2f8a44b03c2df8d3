"""watchlist: names that the user lists are persons, in every spelling that the engine gives.

Full names always; a bare surname only where a full one stands in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from allonym.errors import InputError
from allonym.mending.evidence import Page, read_page
from allonym.mending.lying import SAME, WITHIN
from allonym.mending.means import RemedyMeans
from allonym.mending.replacing import replaced
from allonym.mending.runs import word_key
from allonym.mending.values import Ask, MendedSpan, Spans
from allonym.names.engine.key import key

CHANGES = frozenset({"adds", "labels", "bounds"})
NAME = "watchlist"
_SPELLINGS = 50
"""Spellings of a name that are looked for."""


def remedy(ask: Ask, means: RemedyMeans) -> Ask:
    """The model with the listed names found. InputError where no name is listed."""
    if not means.names:
        raise InputError("the watchlist has no names", todo="give names, or leave the remedy out")
    listed = _listed(means.names)

    def asked(texts: Sequence[str]) -> Iterator[Spans]:
        for text, spans in zip(texts, ask(texts), strict=True):
            yield mended(text, spans, means, listed)

    return asked


@lru_cache(maxsize=8)
def _listed(names: tuple[str, ...]) -> Mapping[str, str]:
    """The name as listed by the key of each of its spellings."""
    from allonym.names.listing import spellings

    found: dict[str, str] = {}
    for name in names:
        for form in (name, *(spelling.form for spelling in spellings(name, top=_SPELLINGS))):
            found.setdefault(_key(form), name)
    return found


def _key(form: str) -> str:
    """A whole name's key: its words without articles, whatever parts them."""
    return " ".join(filter(None, (word_key(word) for word in key(form).split()))).replace("al ", "")


def mended(text: str, spans: Spans, means: RemedyMeans, listed: Mapping[str, str]) -> Spans:
    """The spans of a text with the listed names among them."""
    page = read_page(text, spans, means.labels)
    full = {number: name for number in range(len(page.runs)) if (name := listed.get(_key(_surface(page, number))))}
    surnames = {page.runs[number].head: name for number, name in full.items() if page.runs[number].size > 1}
    changes = []
    for number, (run, lying) in enumerate(zip(page.runs, page.lies, strict=True)):
        name = full.get(number) or (surnames.get(run.head) if run.size == 1 else None)
        if name is None or (lying.label == "PER" and lying.how in (SAME, WITHIN)):
            continue
        why = f"{name} is listed" if number in full else f"{name} is listed, and stands in full in this text"
        changes.append((MendedSpan(run.start, run.end, means.labels.person, NAME, why), lying.touching))
    return replaced(spans, changes)


def _surface(page: Page, number: int) -> str:
    run = page.runs[number]
    return page.words.text[run.start : run.end]
