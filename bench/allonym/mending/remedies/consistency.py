"""consistency: what a text calls by one name has one label; the labels that the model gave vote, full names twice.

Before that, dashes and bullets at the edges of a name leave it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from allonym.mending.evidence import Page, read_page
from allonym.mending.labels import OTHER
from allonym.mending.lying import ACROSS, INSIDE, NONE, SAME, WITHIN, Lying
from allonym.mending.means import RemedyMeans
from allonym.mending.replacing import replaced
from allonym.mending.runs import NameRun
from allonym.mending.shape import is_place
from allonym.mending.values import Ask, MendedSpan, Spans
from allonym.mending.vocabulary import words

CHANGES = frozenset({"adds", "labels", "bounds"})
NAME = "consistency"
_SIGNS = "-‐‑–—•·*|> \t\n\xa0"
_FULL, _BARE = 2.0, 1.0
_ENOUGH = 2.0
"""Votes without which nothing is changed: one place tells little of another."""


def remedy(ask: Ask, means: RemedyMeans) -> Ask:
    """The model with one label for each group of runs that share their last word."""

    def asked(texts: Sequence[str]) -> Iterator[Spans]:
        for text, spans in zip(texts, ask(texts), strict=True):
            yield mended(text, spans, means)

    return asked


def mended(text: str, spans: Spans, means: RemedyMeans) -> Spans:
    """The spans with those of each group made alike; spans that hold a longer name stay as they are."""
    spans = _bare(text, spans, means)
    page = read_page(text, spans, means.labels)
    changes: list[tuple[MendedSpan, tuple[int, ...]]] = []
    for numbers in page.groups:
        if len(numbers) > 1 and any(page.lies[number].how == SAME for number in numbers):
            changes += _agreed(page, numbers, spans)
    return replaced(spans, changes)


def _bare(text: str, spans: Spans, means: RemedyMeans) -> Spans:
    """The spans of names without the dashes and bullets at their edges; of two that so become one the last."""
    changes: list[tuple[MendedSpan, tuple[int, ...]]] = []
    for number, (start, end, label, *_) in enumerate(spans):
        name = text[start:end].strip(_SIGNS)
        if name and len(name) < end - start and means.labels.coarse(label) != OTHER:
            at = text.index(name, start)
            why = "dashes and bullets are no part of a name"
            changes.append((MendedSpan(at, at + len(name), label, NAME, why), (number,)))
    return tuple({span[:3]: span for span in replaced(spans, changes)}.values()) if changes else spans


def _agreed(page: Page, numbers: Sequence[int], spans: Spans) -> Iterator[tuple[MendedSpan, tuple[int, ...]]]:
    """New spans for the members that differ from the winner, each with the numbers of those that it replaces."""
    votes: dict[str, float] = {}
    for number in numbers:
        if page.lies[number].how == SAME and page.lies[number].label != OTHER:
            label = page.lies[number].label
            votes[label] = votes.get(label, 0.0) + (_FULL if page.runs[number].size > 1 else _BARE)
    if not votes:
        return
    winner, most = max(votes.items(), key=lambda vote: (vote[1], vote[0]))
    if most <= sum(votes.values()) / 2 or most < _ENOUGH:
        return
    label = _said(page, numbers, winner, spans)
    wholes = {page.words.text[page.runs[n].start : page.runs[n].end] for n in numbers if page.lies[n].label == winner}
    for number in numbers:
        run, lying = page.runs[number], page.lies[number]
        whole = run.size == 1 or page.words.text[run.start : run.end] in wholes
        if not _is_open(lying, winner, whole) or (winner == "PER" and not _named(page, run)):
            continue
        if winner == "ORG" and lying.how == NONE and is_place(page.words.forms[run.first : run.last]):
            continue  # a team may be called by its town, and then there are towns in the text too
        why = f"{len(numbers)} places share this name, and {winner} has {most:g} of {sum(votes.values()):g} votes"
        bounds = spans[lying.touching[0]][:2] if lying.how == SAME else (run.start, run.end)
        yield MendedSpan(*bounds, label, NAME, why), lying.touching


def _is_open(lying: Lying, winner: str, whole: bool) -> bool:
    """Whether a member may change; `whole`: it is a word, or has the words of a member with the winning label."""
    if lying.how in (WITHIN, ACROSS) or lying.label == winner:
        return False
    if lying.how == SAME:
        return whole or winner == "PER"
    return whole and (lying.how, lying.label) != (INSIDE, "PER")


def _named(page: Page, run: NameRun) -> bool:
    """Whether a run may be a person: no acronym, no digits, and no word for bodies and lands at its end: KO, Cup."""
    forms = page.words.forms[run.first : run.last]
    if any(sign.isdigit() for form in forms for sign in form) or not any(form[1:].islower() for form in forms):
        return False
    return all(forms[-1].lower() not in words(name) for name in ("bodies", "lands"))


def _said(page: Page, numbers: Sequence[int], winner: str, spans: Spans) -> str:
    """The model's own label that most of the winning members have."""
    said = Counter(
        spans[page.lies[number].touching[0]].label
        for number in numbers
        if page.lies[number].how == SAME and page.lies[number].label == winner
    )
    return max(said.items(), key=lambda pair: (pair[1], pair[0]))[0]
