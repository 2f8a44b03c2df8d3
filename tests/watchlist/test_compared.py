"""Two kept lists side by side, counted by hand, and what is no comparison."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.lists import kept_list

from allonym.cli.group import allonym
from allonym.errors import InputError
from allonym.watchlist.compared import compare_names
from allonym.watchlist.tried import tried

OLD = {"Omar Zed": {"Omar Zed": (4, 4), "Umar Zed": (2, 4)}, "Ali Testov": {"Ali Testov": (4, 0)}}
NEW = {
    "Omar Zed": {"Omar Zed": (4, 4), "Umar Zed": (4, 1)},
    "Ali Testov": {"Ali Testov": (0, 0)},
    "Tariq": {"T": (1, 1)},
}


@pytest.fixture
def results(tmp_path: Path) -> Path:
    kept_list(tmp_path / "old", OLD)
    kept_list(tmp_path / "new", NEW)
    return tmp_path


def test_shares_are_of_the_spellings_that_both_tried(results: Path) -> None:
    compared = compare_names("old", "new", results)
    assert compared is not None
    of_a, of_b = (line[2] for line in compared.lines)
    assert (of_a.names, of_a.spellings, of_a.before, of_a.after) == (2, 3, 10 / 12, 8 / 12)
    assert [(name.surface, name.start) for name in of_a.moved.lost] == [("Ali Testov", 3)]
    assert [name.surface for name in of_a.moved.gained] == ["Umar Zed"]
    assert (of_b.before, of_b.after, [name.entity for name in of_b.moved.lost]) == (8 / 12, 5 / 12, ["Omar Zed"])
    assert compared.differing == ("1 name is in the second run only.",)


def test_two_models_of_a_run(results: Path) -> None:
    compared = compare_names("a@old", "b@old", results)
    assert compared is not None
    [(one, two, change, _)] = compared.lines
    assert (one, two, change.before, change.after) == ("a", "b", 10 / 12, 8 / 12)


def test_the_command_prints_both_forms(results: Path) -> None:
    where = ["compare", "old", "new", "--out", str(results)]
    table = CliRunner().invoke(allonym, [*where, "--format", "md"]).stdout
    assert "| a | a | 2 | 3 | 83.3 | 66.7 | -16.7 |" in table
    assert "| a | 3 | Ali Testov | PERSON | Ali Testov |" in table
    answer = json.loads(CliRunner().invoke(allonym, [*where, "--format", "json"]).stdout)
    assert answer["schema"] == "allonym/names-comparison/1"
    assert [name["surface"] for name in answer["models"][0]["lost"]] == ["Ali Testov"]


def test_what_cannot_be_compared(results: Path) -> None:
    assert compare_names("nothing", "nobody", results) is None, "runs of bench are compared elsewhere"
    with pytest.raises(InputError, match="'nothing' is no run of allonym names, and the other is"):
        compare_names("old", "nothing", results)
    with pytest.raises(InputError, match="no measured model 'c'"):
        compare_names("c@old", "new", results)
    kept_list(results / "other", {"Nobody": {"Nobody": (1, 1)}})
    with pytest.raises(InputError, match="old and other have no spelling in common"):
        compare_names("old", "other", results)


def test_two_people_of_one_name_stay_two(tmp_path: Path) -> None:
    from allonym.watchlist.kept import find_names

    folder = kept_list(tmp_path / "twice", {"Omar Zed": {"Omar Zed": (4, 4)}, "Omar Zad": {"Omar Zad": (1, 1)}})
    file = folder / "names.json"
    file.write_text(file.read_text("utf-8").replace("Omar Zad", "Omar Zed"), "utf-8")
    assert list(tried(find_names("twice", tmp_path)).names) == ["Omar Zed (PERSON)", "Omar Zed (PERSON) #2"]
