"""What a run answers, on one screen: the board, whom the best model loses, the verdict, and what to do next."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TextIO

from allonym.corpus.values import Corpus
from allonym.measures.main import headline_corpus
from allonym.runs.headline import BOTH, PRECISION, RANKS, HeadlineModel
from allonym.runs.latest import LATEST
from allonym.runs.read import Run
from allonym.runs.verdict import NAMED, listed
from allonym.show.board import marked, marks, unmeasured
from allonym.show.kinds import AMOUNT, PERCENT, Cell, Kind, interval
from allonym.show.lost import LostPerson, lost_people
from allonym.show.screen import Screen
from allonym.show.table import Column, Table, chosen, text_column
from allonym.show.views import agreement, mend
from allonym.show.wanted import EVERYTHING, Wanted

_MANY = 70.0
"""Found both ways in percent below which remedies are worth a try."""
_PAGE = "report.html"
_WHOLE = Kind("whole interval", lambda cell: "–".join(f"{100 * bound:.0f}" for bound in cell), number=False)
_HEADS = (
    *(text_column("model"), Column("found both ways", PERCENT), Column("95%", _WHOLE), Column("in English", PERCENT)),
    *(Column("F1 both ways", PERCENT), Column("precision", PERCENT), Column("F1 as printed", PERCENT)),
    Column("words/s", AMOUNT),
)
_NARROW = {
    **{"found both ways": "both\nways", "in English": "Eng-\nlish", "F1 both ways": "F1 both\nways"},
    **{"precision": "preci-\nsion", "F1 as printed": "F1 as\nprinted"},
}
"""Headings on a screen."""


def board(run: Run, wanted: Wanted = EVERYTHING) -> Table:
    """One row a model: found both ways, with English names, F1 both ways, precision, F1 as printed, words a second."""
    order = [one for one in run.standings if wanted.model(one.model)]
    aside = frozenset(number for number, one in enumerate(order) if one.aside)
    note = (
        f"In %, people in press spellings; {pooled(run)}. both ways: found under both of two spellings of a name; "
        "English: the same for English names in these places; precision: of the spans called a person in these "
        "paragraphs, those that are one; F1 both ways, by which models are ranked: of both ways and precision. F1 as "
        "printed: people, places and organisations, the texts unchanged. Corpus by corpus: allonym show --by "
        "leaderboard."
    )
    lines = tuple((marked(run, one.model), *_numbers(one)) for one in order)
    return Table(f"People in press spellings, run {run.id}", _HEADS, lines, (note, *marks(run)), keys=1, aside=aside)


def _numbers(one: HeadlineModel) -> tuple[Cell, ...]:
    both = one.rows.get(BOTH)
    numbers = (one.value(RANKS), one.value(PRECISION), one.printed, one.speed)
    return one.value(BOTH), interval(both.low, both.high) if both else None, one.english, *numbers


def _mended(run: Run) -> list[Table]:
    """Mended models below their bases over all that makes the headline; the other columns: show --by mend."""
    whole = headline_corpus({row.corpus for row in run.rows})
    return [
        replace(chosen(table, mend.BRIEF), title="", keys=1) for table in mend.tables(run, Wanted(corpora=(whole,)))
    ]


def pooled(run: Run) -> str:
    """Which texts the numbers are over."""
    corpora = listed(run.pooled) if run.pooled else "all corpora"
    return corpora if len(run.pooled) == 1 else f"{corpora} together"


def best_of(run: Run) -> HeadlineModel | None:
    """The best model of a run by the headline; None where none has a number."""
    return next((one for one in run.standings if one.ranked), None)


def people(run: Run, corpora: Sequence[Corpus]) -> tuple[str, tuple[LostPerson, ...]]:
    """The best model, and the people whom it loses most often; no one where no spelling was tried."""
    best = best_of(run)
    return (best.model, lost_people(run, corpora, best.model)) if best else ("", ())


def next_steps(run: Run) -> Iterator[tuple[str, str]]:
    """What to call now, and what it does."""
    best, folder = best_of(run), run.folder and newest(run.folder, LATEST)
    named = "" if folder is None or folder.name == LATEST else f" {short(folder)}"
    yield f"allonym show{named} --full", "every table"
    if folder is not None and (folder / _PAGE).is_file():
        yield short(folder / _PAGE), "the page, with every sentence"
    if find_spec("allonym.mending") and best is not None and 100 * (best.value(BOTH) or 0) < _MANY:
        yield f"allonym mend --model {best.model} FILE", "remedies around it"


def newest(folder: Path, link: str) -> Path:
    """The link to the newest run, where that is the one in the folder; else the folder."""
    return found if (found := folder.parent / link).resolve() == folder.resolve() else folder


def write_answer(run: Run, corpora: Sequence[Corpus], file: TextIO, width: int | None = None) -> None:
    """Print the answer for people; tables as wide as `terminal.write` has them."""
    screen = Screen(file, width)
    failed = len(run.models) - len(run.measured)
    tables = (
        *(replace(board(run), title="").under(_NARROW), *_mended(run)),
        *(*agreement.tables(run, EVERYTHING), *(unmeasured(run) if failed > NAMED else ())),
    )
    for table in tables:
        if table.rows:
            screen.show(table)
    model, lost = people(run, corpora)
    if lost:
        screen.say(f"\nWhom {model} finds as printed and loses in another spelling:", "bold")
    for person in lost:
        screen.say(f"  {person.name} as {person.spelling}: lost in {person.lost} of {person.tried} places")
        if person.text:
            screen.say(f"    {person.text}", cut=True)
    screen.end(run.verdict, next_steps(run))


def short(path: Path) -> str:
    """A path from here, where it lies below."""
    shown = os.path.relpath(path)
    return str(path) if shown.startswith("..") else shown
