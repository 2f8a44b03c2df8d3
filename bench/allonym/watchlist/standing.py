"""Where listed names stand in the user's own texts already, in any of their spellings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from allonym.corpus.paragraphs import paragraphs
from allonym.corpus.values import Document
from allonym.names.folds import skeleton
from allonym.watchlist.sites import Template, inside, with_gold
from allonym.watchlist.together import is_spelling
from allonym.watchlist.values import Spelled

_WORD = re.compile(r"[^\W_]+[\u0300-\u036f]*(?:[^\W_]|[\u0300-\u036f])*")
_GLUE = re.compile(r"[ \u00a0]?[ \u00a0\-‐‑'’‘ʼ`]")
_AFTER_INITIAL = re.compile(r"\.[ \u00a0]?")
_MOST_WORDS = 12
"""Words of the longest name that is looked for, an apostrophe or a hyphen parting words too."""


class Finder:
    """Looks for the spellings of many names at once: where letters, and the cuts between words, are those of one."""

    def __init__(self, names: Iterable[Spelled]) -> None:
        self._forms: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, name in enumerate(names):
            for form in (*(one.form for one in name.forms), *name.sought):
                if key := skeleton(form):
                    self._forms[key].append((number, form))

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """(start, end, the name's number), from left to right, the longest spelling at each place."""
        words = [match.span() for match in _WORD.finditer(text)]
        at = 0
        while at < len(words):
            last, numbers = self._longest(text, words, at)
            for number in numbers:
                yield words[at][0], words[last][1], number
            at = last + 1

    def _longest(self, text: str, words: list[tuple[int, int]], at: int) -> tuple[int, list[int]]:
        """The last word of the longest spelling that begins at a word, and the names that have it."""
        found: tuple[int, list[int]] = (at, [])
        key = ""
        for last in range(at, min(at + _MOST_WORDS, len(words))):
            if last > at and not _joins(text, words[last - 1], words[last]):
                break
            key += skeleton(text[slice(*words[last])])
            written = text[words[at][0] : words[last][1]]
            known = ((number, form) for number, form in self._forms.get(key, ()) if is_spelling(form, written))
            # Small letters are no name where the spelling has a capital.
            numbers = [number for number, form in known if form.islower() or not written.islower()]
            if numbers:
                found = last, list(dict.fromkeys(numbers))
        return found


def _joins(text: str, one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Whether nothing but a blank, a hyphen, an apostrophe or an initial's point parts two words."""
    if _GLUE.fullmatch(text, one[1], two[0]):
        return True
    return one[1] - one[0] == 1 and _AFTER_INITIAL.fullmatch(text, one[1], two[0]) is not None


def standing(
    documents: Iterable[Document], names: Iterable[Spelled], sites: int, *, labelled: bool
) -> dict[int, list[Template]]:
    """By a name's number, the first `sites` paragraphs in which it stands, each with the name's first place in it.

    `labelled` says whether the documents' mentions are gold.
    """
    finder, found = Finder(names), defaultdict[int, list[Template]](list)
    for document in documents:
        text = document.text or ""
        cuts = list(paragraphs(text))
        for number, (start, end) in enumerate(cuts):
            place = document.id if len(cuts) == 1 else f"{document.id}/{number}"
            gold = inside(document, start, end) if labelled else None
            seen = set()
            for first, last, name in finder.find(text[start:end]):
                if name not in seen and len(found[name]) < sites:
                    seen.add(name)
                    found[name].append(with_gold(place, text[start:end], first, last, gold))
    return {name: places for name, places in found.items() if places}
