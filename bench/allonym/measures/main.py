"""Which number: the main score, which ranks the models, and what a board shows of a run, said once.

The headline, ranking, board, pictures, gate, sentences and signature take it from here.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, NamedTuple

import msgspec

from allonym.labels import MAIN as MAIN_LABELS
from allonym.measures.measure import measure
from allonym.measures.pairs import ALL, PROSE

__all__ = ["ALL", "PROSE"]

ORIGINAL = "original"
"""The probe of texts as they are."""

FOUND = "names.found"
"""The share of gold names that are found: same bounds and coarse label under the neutral convention."""


class Selection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which number: the columns of a row of leaderboard.json beside model and corpus.

    What is not given is that of the main score.

    >>> str(Selection(name="strict.recall", label="PER"))
    'strict.recall PER coarse neutral'
    """

    name: str
    label: str = "micro"
    tagset: Literal["coarse", "fine"] = "coarse"
    convention: str = "neutral"
    probe: str = ORIGINAL
    slice: str = ALL

    def __str__(self) -> str:
        if self.name == FOUND:
            return FOUND
        place = [] if (self.probe, self.slice) == (ORIGINAL, ALL) else [self.probe, self.slice]
        return " ".join([self.name, self.label, self.tagset, self.convention, *place])


class BoardColumn(NamedTuple):
    """A column of numbers on a board: what stands above it, and which number of the model it shows."""

    heading: str
    selection: Selection


def _column(selection: Selection, heading: str = "") -> BoardColumn:
    return BoardColumn(heading or measure(selection.name).title, selection)


MAIN = Selection(name="strict.f1")
"""The score of the texts as they are; it ranks where no name was spelled another way."""


def _pressed(name: str, probe: str = "respell") -> Selection:
    return Selection(name=name, probe=probe, label=measure(name).label, slice="register:press")


HEADLINE = _pressed("spelling.f1")
"""What ranks: people, under the spellings of the press."""

BOTH_WAYS = _pressed("spelling.both")
"""The mentions of people found under both of two press spellings."""

SPLIT = _pressed("spelling.split")
"""How often a person found under one of two press spellings is lost under the other."""

ENGLISH_BOTH = Selection(name="spelling.both", probe="control", slice="scheme:control/english")
"""The same of English names in people's places."""

PROBE_COLUMNS = (
    _column(HEADLINE),
    _column(BOTH_WAYS),
    _column(SPLIT),
    _column(_pressed("spelling.precision")),
    _column(ENGLISH_BOTH, "English names"),
    _column(_pressed("spelling.both", "unseen"), "unseen"),
)
"""A board's columns of the probes, of people."""

TEXT_COLUMNS = (
    _column(MAIN),
    _column(Selection(name="strict.precision"), "P"),
    _column(Selection(name="strict.recall"), "R"),
    *(_column(Selection(name=MAIN.name, label=label), label) for label in MAIN_LABELS),
    _column(Selection(name=MAIN.name, convention="raw"), "F1 raw"),
)
"""Its columns of the texts as they are."""


def headline_corpus(corpora: Collection[str]) -> str:
    """The corpus of the headline among those that rows have: those that read like news, else all."""
    return PROSE if PROSE in corpora else ALL


def explained() -> list[str]:
    """What each column of the probes shows, a sentence each, from its measure."""
    others = {
        "English names": "Both ways of English names in the same places: what the sentences allow.",
        "unseen": "Both ways of people who do not exist.",
    }
    said = ((one.heading, measure(one.selection.name).sentence) for one in PROBE_COLUMNS)
    return [f"{heading}: {others.get(heading, sentence)}" for heading, sentence in said]
