"""Realignment: the mentions of a standoff file, found again in another copy of its text.

Menus, captions, quotation marks and paragraphs may differ. A mention is placed where its words stand and where the
three words before it or after it are the same; what cannot be placed is named, never guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import eq

from allonym.corpus.neighbours import KEYS, Word, hashes_beside, words
from allonym.corpus.standoff import describe
from allonym.corpus.values import Document, Mention

_QUOTES = str.maketrans("‘’“”`´", "''\"\"''")


@dataclass(frozen=True, slots=True)
class Realigned:
    """A document on the other copy, and the mentions that were not found in it."""

    document: Document
    lost: tuple[Mention, ...]

    @property
    def share(self) -> float:
        """Placed mentions by all mentions; 0 where there are none."""
        placed = len(self.document.mentions)
        return placed / (placed + len(self.lost)) if placed else 0.0

    @property
    def exact(self) -> bool:
        """Whether the copy is the labelled text itself."""
        return "realigned" not in self.document.extra

    def better_than(self, other: Realigned) -> bool:
        """Whether this is the copy to keep of the two."""
        return (self.exact, self.share) > (other.exact, other.share)

    def report(self) -> str:
        """What to tell the reader about the copy, in one line."""
        placed = len(self.document.mentions)
        if self.exact:
            return f"{self.document.id}, {placed} mentions, every surface agrees"
        rest = f"; not placed: {', '.join(str(m.extra['surface']) for m in self.lost)}" if self.lost else ""
        return f"{self.document.id}, other words around it: {placed} of {placed + len(self.lost)} mentions placed{rest}"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place where a mention's words stand, with the number of sides (1 or 2) on which its neighbours agree."""

    mention: int
    first: int
    stop: int
    agreeing: int


def realign(gold: Document, text: str) -> Realigned:
    """Put the mentions of a standoff document into a copy of its text.

    Lines before the first and after the last placed mention are cut off: nobody labelled the menus there.
    `extra["realigned"]` of the new document is the share of the mentions that were placed.
    """
    all_words = words(text)
    candidates = list(_candidates(gold.mentions, all_words))
    moved = sorted(candidates, key=lambda candidate: -candidate.agreeing)
    placed = _without_overlaps([*_heaviest_chain(candidates), *moved])
    mentions = [_moved(gold.mentions[c.mention], c, all_words, text) for c in placed.values()]
    lost = tuple(mention for number, mention in enumerate(gold.mentions) if number not in placed)
    return _cut(gold, text, sorted(mentions, key=lambda mention: mention.bounds), lost)


def _candidates(mentions: Sequence[Mention], all_words: Sequence[Word]) -> Iterator[_Candidate]:
    starts: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(all_words):
        starts[word.folded].append(number)
    for number, mention in enumerate(mentions):
        surface = [word.folded for word in words(str(mention.extra["surface"]))]
        for first in starts[surface[0]] if surface else ():
            stop = first + len(surface)
            if [word.folded for word in all_words[first:stop]] == surface:
                known = mention.extra.get("before"), mention.extra.get("after")
                if agreeing := sum(map(eq, hashes_beside(all_words, first, stop), known)):
                    yield _Candidate(number, first, stop, agreeing)


def _heaviest_chain(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """The candidates, each mention and each place once and both in order, that agree on the most sides."""
    best: dict[int, tuple[int, _Candidate]] = {}
    behind: dict[_Candidate, _Candidate | None] = {}
    for candidate in sorted(candidates, key=lambda c: (c.first, -c.mention)):
        shorter = [chain for mention, chain in best.items() if mention < candidate.mention]
        weight, behind[candidate] = max(shorter, key=_weight, default=(0, None))
        chain = weight + candidate.agreeing, candidate
        best[candidate.mention] = max(best.get(candidate.mention, chain), chain, key=_weight)
    last = max(best.values(), key=_weight, default=(0, None))[1]
    steps: list[_Candidate] = []
    while last:
        steps.append(last)
        last = behind[last]
    return steps[::-1]


def _weight(chain: tuple[int, _Candidate | None]) -> int:
    return chain[0]


def _without_overlaps(candidates: Iterable[_Candidate]) -> dict[int, _Candidate]:
    """By mention, the first of its candidates whose words no earlier one has."""
    taken: set[int] = set()
    placed: dict[int, _Candidate] = {}
    for candidate in candidates:
        its_words = range(candidate.first, candidate.stop)
        if candidate.mention not in placed and taken.isdisjoint(its_words):
            placed[candidate.mention] = candidate
            taken.update(its_words)
    return placed


def _moved(mention: Mention, candidate: _Candidate, all_words: Sequence[Word], text: str) -> Mention:
    """The mention at its new place; a full stop or bracket at the surface's edge comes with it."""
    start, end = all_words[candidate.first].start, all_words[candidate.stop - 1].end
    surface = str(mention.extra["surface"])
    found = words(surface)
    head, tail = surface[: found[0].start], surface[found[-1].end :]
    if head and _plain(text[start - len(head) : start]) == _plain(head):
        start -= len(head)
    if tail and _plain(text[end : end + len(tail)]) == _plain(tail):
        end += len(tail)
    kept = {key: value for key, value in mention.extra.items() if key not in KEYS}
    return Mention(start, end, mention.label, mention.entity, kept | {"surface": text[start:end]})


def _plain(text: str) -> str:
    return text.translate(_QUOTES)


def _cut(gold: Document, text: str, mentions: Sequence[Mention], lost: tuple[Mention, ...]) -> Realigned:
    if not mentions:
        return Realigned(Document(gold.id, text, (), gold.extra), lost)
    start = text.rfind("\n", 0, mentions[0].start) + 1
    after = re.compile(r"\n|\Z").search(text, mentions[-1].end)
    kept = text[start : after.start() if after else len(text)]
    shifted = tuple(Mention(m.start - start, m.end - start, m.label, m.entity, m.extra) for m in mentions)
    share = len(mentions) / (len(mentions) + len(lost))
    return Realigned(Document(gold.id, kept, shifted, {**gold.extra, **describe(kept), "realigned": share}), lost)
