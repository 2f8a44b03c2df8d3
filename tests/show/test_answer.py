"""What `bench` and `show` print first: board, people lost, verdict, next steps, at 80 and at 120 columns."""

from __future__ import annotations

import gzip
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.headline import headline
from support.rows import row
from support.runs import keep_run, perfect, write_gold

from allonym.corpus.load import load_corpus
from allonym.runs.read import Run, read_run
from allonym.show.answer import board, write_answer
from allonym.show.lost import lost_people

SITES = [["gold", "d0", 0, 0], ["gold", "d1", 0, 0], ["gold", "d2", 0, 0]]
FORMS = {"Ali Memluk": ["Ali Memluk", "Memluk", "Ali Memluk"], "Ali Mamlook": ["Ali Mamlook", "Mamlook", "Ali Mamlook"]}


def line(spelling: str, found: str, forms: list[str], **more: Any) -> dict[str, Any]:
    """A line of the outcomes of one model, good_one, for Ali Mamlouk."""
    return {
        **{"probe": "respell", "entity": "ali_mamlouk", "label": "PER", "origin": "Arabic", "spelling": spelling},
        **{"scheme": "arabic/press", "stratum": "vowels", "outcomes": {"good_one": found}},
        **{"sites": [[*site, form] for site, form in zip(SITES, forms, strict=True)]},
    } | more


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("answer")


@pytest.fixture(scope="module")
def run(place: Path) -> Run:
    gold = write_gold(place / "gold.jsonl")
    names = ("good_one", "en_core_web_something-3.8.0", "capitalised-runs")
    rows = [row(name, 0.8) for name in names]
    for name, both in zip(names, (0.5, 0.4, 0.3), strict=True):
        rows += headline(name, both)
    found = {name: perfect() for name in names}
    folder = keep_run(place / "results", "r1", gold, found, failed={"absent": "no such file"}, rows=rows)
    lines = [
        line("Ali Memluk", "033", FORMS["Ali Memluk"]),
        line("Ali Mamlook", "030", FORMS["Ali Mamlook"]),
        line("Ali Māmlūk", "333", ["Ali Māmlūk", "Māmlūk", "Ali Māmlūk"], register="library"),
        line("", "003", ["", "", ""], scheme="as printed"),
    ]
    (folder / "spellings.jsonl.gz").write_bytes(
        gzip.compress("".join(json.dumps(one) + "\n" for one in lines).encode())
    )
    (folder / "report.html").touch()
    return read_run(folder)


def printed(run: Run, place: Path, width: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(place)
    file = io.StringIO()
    write_answer(run, [load_corpus(str(place / "gold.jsonl"))], file, width)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())


@pytest.mark.parametrize("width", [80, 120])
def test_the_screen(run: Run, place: Path, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = printed(run, place, width, monkeypatch)
    assert shown + "\n" == Path(__file__).with_name(f"answer-{width}.txt").read_text("utf-8")
    assert max(map(len, shown.splitlines())) <= width


def test_the_best_models_losses_are_told_and_only_in_press_spellings(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = printed(run, place, 80, monkeypatch)
    assert "Ali Mamlouk as Ali Memluk: lost in 1 of 2 places\n    Memluk left Idlib; Omar stayed." in shown
    assert "Māmlūk" not in shown


def test_without_texts_no_sentence_is_shown(run: Run) -> None:
    file = io.StringIO()
    write_answer(run, [], file, 80)
    assert "Ali Mamlouk as Ali Memluk: lost in 1 of 2 places\n" in file.getvalue()
    assert "left Idlib" not in file.getvalue()


def test_people_are_lost_where_the_headline_looks(run: Run, place: Path) -> None:
    gold = [load_corpus(str(place / "gold.jsonl"))]
    assert lost_people(run, gold, "good_one")
    elsewhere = replace(run, about={**run.about, "prose": ["other"]})
    assert lost_people(elsewhere, gold, "good_one") == ()
    here = replace(run, about={**run.about, "prose": ["gold", "other"]})
    assert lost_people(here, gold, "good_one") == lost_people(run, gold, "good_one")


def test_a_corpus_whose_text_is_not_at_hand_is_not_among_those_put_together(run: Run) -> None:
    apart = [replace(one, corpus="articles", recorded=True) for one in run.rows if one.corpus == "gold"]
    without_text = replace(run, rows=(*run.rows, *apart), about={**run.about, "prose": ["articles", "gold"]})
    assert without_text.pooled == ("gold",)
    assert "people in press spellings; gold. both ways" in board(without_text).notes[0]
