"""Which number: the main score, which ranks the models, and what a board shows of a run, said once.

Ranking, board, pictures, gate, sentences and signature take it from here.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from allonym.labels import MAIN as MAIN_LABELS
from allonym.measures.measure import measure

ORIGINAL, ALL = "original", "all"
"""The probe of texts as they are; the slice, and the corpus, of everything together."""


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


def _of_people(name: str, probe: str) -> Selection:
    return Selection(name=name, probe=probe, label=measure(name).label)


MAIN = Selection(name="strict.f1")
"""The score that ranks."""

EVERY_SPELLING = _of_people("spelling.all", "respell")
"""What ranks under other spellings: the mentions of people found under every one of them."""

FLIPPED = _of_people("spelling.flip", "respell")
"""The mentions of people found as printed and lost in another spelling."""

TEXT_COLUMNS = (
    _column(Selection(name=MAIN.name, convention="raw"), "F1 raw"),
    _column(MAIN),
    _column(Selection(name="strict.precision"), "P"),
    _column(Selection(name="strict.recall"), "R"),
    *(_column(Selection(name=MAIN.name, label=label), label) for label in MAIN_LABELS),
)
"""A board's columns of the texts as they are."""

PROBE_COLUMNS = (
    _column(EVERY_SPELLING),
    _column(_of_people("spelling.worst", "respell")),
    _column(FLIPPED),
    _column(_of_people("control.gap", "control")),
    _column(_of_people("spelling.recall", "unseen"), "unseen"),
)
"""Its columns of the probes, of people."""


def explained() -> str:
    """What each column of the probes shows, a sentence each, from its measure."""
    return " ".join(f"{column.heading}: {_sentence(column)}" for column in PROBE_COLUMNS)


def _sentence(column: BoardColumn) -> str:
    shown = measure(column.selection.name)
    in_probe = f"{shown.title.capitalize()} in the probe {column.selection.probe}."
    return shown.sentence if column.heading == shown.title else in_probe
