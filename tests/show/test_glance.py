"""The answer at a glance: people only, over all corpora, under the probe respell."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from allonym.evaluate.rows import Row
from allonym.report.make import report
from allonym.runs.read import read_run
from allonym.show.glance import glance

COUNTS = {"mentions": 4, "entities": 2}


def row(model: str, measure: str, value: float | None, **other: str) -> Row:
    place = {"corpus": "all", "probe": "respell", "label": "PER", "slice": "register:press"} | other
    known = {"tagset": "coarse", "convention": "neutral", "counts": COUNTS, "n": 9}
    return Row(model=model, measure=measure, value=value, **known, **place)  # type: ignore[arg-type]


def rows(model: str, kept: float | None, lost: float | None, **other: str) -> list[Row]:
    values = {"spelling.f1": kept, "spelling.both": None if kept is None else 0.25, "spelling.split": lost}
    return [row(model, measure, value, **other) for measure, value in values.items()]


def test_the_best_by_what_ranks_is_first_and_a_line_of_reference_last() -> None:
    found = glance([*rows("a", 0.2, 0.1), *rows("b", 0.4, 0.5), *rows("c", 0.6, 0.3)], ["c"])
    assert found is not None
    assert [line.model for line in found.lines] == ["b", "a", "c"]
    assert (found.people, found.places) == (2, 4)


def test_texts_that_read_like_news_come_before_all_together() -> None:
    found = glance([*rows("a", 0.2, 0.1), *rows("a", 0.3, 0.1, corpus="prose")])
    assert found is not None
    assert found.lines[0].score.value == 0.3


def test_other_corpora_labels_probes_and_slices_are_not_looked_at() -> None:
    other = [{"corpus": "stress"}, {"label": "LOC"}, {"probe": "fold"}, {"slice": "stratum:doubled"}]
    assert glance(one for place in other for one in rows("a", 0.9, 0.1, **place)) is None


def test_a_model_of_which_nothing_was_measured_is_left_out() -> None:
    found = glance([*rows("a", 0.2, 0.1), *rows("found none", None, None)])
    assert found is not None
    assert [line.model for line in found.lines] == ["a"]
    assert glance(rows("found none", None, None)) is None


def test_it_opens_the_page_and_is_absent_where_nothing_was_respelled(run_folder: Path) -> None:
    run = read_run(run_folder)
    without = tuple(one for one in run.rows if one.slice != "register:press")
    page = report(replace(run, rows=(*without, *rows(next(iter(run.models)), 0.25, 0.125, corpus="prose"))), [])
    (section,) = re.findall(r'<section id="glance".*?</section>', page, re.DOTALL)
    assert "in 25.0% of the places" in section
    assert "finds 12.5% under one and not under the other" in section
    assert page.index('id="glance"') < page.index('id="leaderboard"')
    bare = report(replace(run, rows=without), [])
    assert 'id="glance"' not in bare
    assert 'href="#glance"' not in bare
