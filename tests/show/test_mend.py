"""Mended models below their bases, with the difference that the rows give."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.hand_run import hand_run

from allonym.evaluate.ranking import Compared, Place, Ranking
from allonym.evaluate.rows import Row
from allonym.measures.main import HEADLINE, MAIN
from allonym.runs.read import Run
from allonym.show.views.mend import BRIEF, tables
from allonym.show.wanted import EVERYTHING, Wanted


def row(model: str, which: Any, value: float, name: str = "") -> Row:
    return Row(
        model=model, corpus="news", probe=which.probe, slice=which.slice, label=which.label,
        measure=name or which.name, value=value, n=10,
    )  # fmt: skip


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A run of a base and its mended model on one corpus, by hand."""
    rows = [
        row("plain", HEADLINE, 0.5), row("plain+mend", HEADLINE, 0.75),
        row("plain", HEADLINE, 0.9, "spelling.precision"), row("plain+mend", HEADLINE, 0.88, "spelling.precision"),
        row("plain", MAIN, 0.6), row("plain+mend", MAIN, 0.625),
    ]  # fmt: skip
    compared = Compared(
        better="plain+mend", worse="plain", difference=0.25, low=0.2, high=0.3, p=0.01, p_holm=0.01, further=0
    )
    places = tuple(Place(model=name, letter=letter, tier=1) for name, letter in (("plain+mend", "a"), ("plain", "b")))
    ranking = Ranking(corpus="news", measure=HEADLINE.name, models=places, pairs=(compared,))
    models = {
        "plain": {"status": "ok", "words_per_cpu_second": 1000.0},
        "plain+mend": {"status": "ok", "words_per_cpu_second": 900.0},
        "alone+mend": {"status": "ok"},
    }
    return replace(hand_run(tmp_path), models=models, rows=tuple(rows), rankings=(ranking,))


def test_a_mended_model_stands_below_its_base_with_the_difference(run: Run) -> None:
    (table,) = tables(run, EVERYTHING)
    first, second = (dict(zip(table.heads, line, strict=True)) for line in table.written())
    assert (first["model"], first["F1 both ways"], first["+"]) == ("plain", "50.0", "–")
    assert (second["model"], second["F1 both ways"], second["+"]) == ("plain+mend", "75.0", "+25.0")
    assert (second["95% of +"], second["+ of it"], second["+ of F1"]) == ("+20.0 … +30.0", "-2.0", "+2.5")
    assert second["× words/s"] == "0.900"
    assert set(BRIEF) <= set(table.heads)


def test_the_interval_turns_where_mending_loses(run: Run) -> None:
    (pair,) = run.rankings[0].pairs
    worse = replace(run.rankings[0], pairs=(replace(pair, better="plain", worse="plain+mend"),))
    (table,) = tables(replace(run, rankings=(worse,)), EVERYTHING)
    assert dict(zip(table.heads, [*table.written()][1], strict=True))["95% of +"] == "-30.0 … -20.0"


def test_without_mended_models_there_is_no_table(run: Run) -> None:
    assert tables(run, Wanted(models=("plain",))) == []
