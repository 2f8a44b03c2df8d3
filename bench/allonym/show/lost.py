"""The people whom a model loses most often: found as printed, and lost in another spelling."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from allonym.corpus.articles import is_hidden
from allonym.corpus.paragraphs import paragraphs
from allonym.corpus.values import Corpus, Document
from allonym.measures.pairs import PRINTED
from allonym.names.registry import load_registry
from allonym.runs.outcomes import read_outcomes
from allonym.runs.read import Run
from allonym.show.spellings import PUT_THERE

_FOUND = "0"
_AROUND = 34
"""Characters of a text that are shown on each side of a name."""
_REGISTER = "press"

Site = tuple[str, str, int, int]
"""Corpus, document, paragraph, mention of the paragraph."""


@dataclass(frozen=True, slots=True)
class LostPerson:
    """A person, the spelling in which most of the mentions are lost, how many of how many, and what one reads like.

    `text` is empty where no text may be shown.
    """

    name: str
    spelling: str
    lost: int
    tried: int
    text: str = ""


@dataclass(slots=True)
class _Tally:
    """Of one person: the mentions tried and lost in each spelling, and the sites that were lost."""

    tried: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    sites: dict[str, list[Site]] = field(default_factory=lambda: defaultdict(list))


def lost_people(run: Run, corpora: Sequence[Corpus], model: str, most: int = 5) -> tuple[LostPerson, ...]:
    """The people of whom most mentions are lost, the most first; none where the run kept no outcomes.

    Mentions are those of the headline: in the corpora that read like news, where the run has such.
    """
    kept = [line for line in read_outcomes(run.folder) if line["probe"] == PUT_THERE and line["label"] == "PER"]
    lines = [_within(line, run.prose) for line in kept] if run.prose else kept
    tallies = _tallies([line for line in lines if model in line["outcomes"]], model)
    order = sorted(tallies, key=lambda entity: (-tallies[entity].lost.total(), tallies[entity].tried.total(), entity))
    documents = {(c.name, d.id): d for c in corpora for d in c.documents if d.text is not None and not is_hidden(d)}
    registry, forms = load_registry(), _forms(lines, set(order[:most]))
    shown = []
    for entity in order[:most]:
        tally = tallies[entity]
        if not tally.lost:
            break
        spelling = max(tally.lost, key=lambda form: (tally.lost[form], form))
        known = registry.get(entity)
        text = next(_texts(tally.sites[spelling], forms[entity, spelling], documents), "")
        name = (known.printed if known else "") or entity
        shown.append(LostPerson(name, spelling, tally.lost[spelling], tally.tried[spelling], text))
    return tuple(shown)


def _within(line: Mapping[str, Any], corpora: Collection[str]) -> dict[str, Any]:
    """A line of the outcomes with its sites in these corpora alone."""
    inside = [number for number, site in enumerate(line["sites"]) if site[0] in corpora]
    outcomes = {model: "".join(answers[number] for number in inside) for model, answers in line["outcomes"].items()}
    return {**line, "sites": [line["sites"][number] for number in inside], "outcomes": outcomes}


def _tallies(lines: Iterable[Mapping[str, Any]], model: str) -> dict[str, _Tally]:
    """By entity, over the press spellings, of the mentions that are found as printed."""
    kept = list(lines)
    found = {
        (line["entity"], *site[:4])
        for line in kept if line["scheme"] == PRINTED
        for site, digit in zip(line["sites"], line["outcomes"][model], strict=True) if digit == _FOUND
    }  # fmt: skip
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for line in kept:
        if line["scheme"] == PRINTED or line.get("register", _REGISTER) != _REGISTER:
            continue
        tally, spelling = tallies[line["entity"]], line["spelling"]
        for site, digit in zip(line["sites"], line["outcomes"][model], strict=True):
            if (line["entity"], *site[:4]) in found:
                tally.tried[spelling] += 1
                if digit != _FOUND:
                    tally.lost[spelling] += 1
                    tally.sites[spelling].append(tuple(site[:4]))
    return tallies


def _forms(lines: Iterable[Mapping[str, Any]], entities: set[str]) -> dict[tuple[str, str], dict[Site, str]]:
    """What a spelling puts into each of its places."""
    found: dict[tuple[str, str], dict[Site, str]] = defaultdict(dict)
    for line in lines:
        if line["entity"] in entities and line["scheme"] != PRINTED:
            found[line["entity"], line["spelling"]] |= {tuple(site[:4]): site[4] for site in line["sites"]}
    return found


def _texts(
    sites: Iterable[Site], forms: Mapping[Site, str], documents: Mapping[tuple[str, str], Document]
) -> Iterator[str]:
    """What stands around each site, in the spelling, every mention of the paragraph in it."""
    for corpus, name, number, index in sites:
        if (document := documents.get((corpus, name))) is None or document.text is None:
            continue
        start, end = paragraphs(document.text)[number]
        inside = [mention for mention in document.mentions if start <= mention.start < end]
        text, here = document.text[start:end], 0
        for place in reversed(range(len(inside))):
            if (form := forms.get((corpus, name, number, place))) is None:
                continue
            low, high = inside[place].start - start, inside[place].end - start
            text = text[:low] + form + text[high:]
            here = low if place == index else here + (len(form) - (high - low)) * (place < index)
        yield around(text, here, len(forms[corpus, name, number, index]))


def around(text: str, start: int, length: int) -> str:
    """What stands on both sides of a stretch of text, cut between words.

    >>> around("one two " * 9 + "Name " + "three four " * 9, 72, 4)
    '… one two one two one two one two Name three four three four three four …'
    """
    low, high = max(0, start - _AROUND), min(len(text), start + length + _AROUND)
    before = text[low:start] if not low else "… " + text[low:start].partition(" ")[2]
    after = text[start + length : high]
    return before + text[start : start + length] + (after if high == len(text) else after.rpartition(" ")[0] + " …")
