"""A list held to its own baseline: what holds, what regresses, what is broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.lists import kept_list

from allonym.cli.group import allonym

OLD = {"Omar Zed": {"Omar Zed": (4, 4), "Umar Zed": (2, 4)}, "Ali Testov": {"Ali Testov": (4, 0)}}
WORSE = {"Omar Zed": {"Omar Zed": (4, 4), "Umar Zed": (0, 4)}, "Ali Testov": {"Ali Testov": (3, 0)}}


def gate(folder: Path, run: str, *options: str) -> Result:
    baseline = ["--baseline", str(folder / "baseline.json")]
    return CliRunner().invoke(allonym, ["gate", run, "--out", str(folder), *baseline, *options])


@pytest.fixture
def results(tmp_path: Path) -> Path:
    kept_list(tmp_path / "old", OLD)
    done = gate(tmp_path, "old", "--update", "--reason", "the first")
    assert "2 models, 2 names; the first" in done.stdout, done.output
    return tmp_path


def test_the_same_run_holds_and_the_file_is_written_the_same(results: Path) -> None:
    assert gate(results, "old").exit_code == 0
    file = results / "baseline.json"
    assert '"Umar Zed": [[2, 4], [4, 4]]' in file.read_text("utf-8")
    gate(results, "old", "--update", "--reason", "again")
    assert file.read_text("utf-8").count('"run": "old"') == 2, "the history goes on"


def test_a_name_lost_as_listed_regresses_and_is_named(results: Path) -> None:
    kept_list(results / "worse", WORSE)
    done = gate(results, "worse", "--junit", str(results / "j.xml"), "--format", "md")
    assert done.exit_code == 1
    assert "| a | list.csv | found as listed | 100.0 | 87.5 | 1 | regressed: 1 found in fewer places |" in done.stdout
    assert "| b | list.csv | found as listed | 50.0 | 50.0 | 1 | holds |" in done.stdout
    assert "| a | list.csv | Omar Zed | Umar Zed | 1 | line:2 |" in done.stdout
    assert "a lost Ali Testov (Ali Testov, list.csv): line:3" in (results / "j.xml").read_text("utf-8")


def test_other_spellings_may_be_lost_by_chance_and_no_further(results: Path) -> None:
    many = {f"Omar {chr(65 + n)}ed": {f"Omar {chr(65 + n)}ed": (4, 4), f"Umar {n}": (4, 4)} for n in range(12)}
    kept_list(results / "many", many)
    gate(results, "many", "--update", "--reason", "more names")
    fewer = {name: {form: (0, 4) if form.startswith("Umar") else share for form, share in forms.items()}
             for name, forms in many.items()}  # fmt: skip
    kept_list(results / "fewer", fewer)
    done = gate(results, "fewer")
    assert done.exit_code == 1
    assert "regressed: a list.csv found in every spelling: moved 0.5000" in done.stdout


def test_a_policy_says_how_many_may_be_lost_and_by_whom(results: Path) -> None:
    kept_list(results / "worse", WORSE)
    (results / "policy.toml").write_text('models = ["a"]\nlargest_loss = 1\n')
    assert gate(results, "worse", "--config", str(results / "policy.toml")).exit_code == 0
    (results / "policy.toml").write_text('models = ["a"]\nlargest_loss = 0\n')
    assert gate(results, "worse", "--config", str(results / "policy.toml")).exit_code == 1


def test_what_is_broken_says_what_to_do(results: Path) -> None:
    assert gate(results, "old", "--model", "c").exit_code == 2
    kept_list(results / "other", {"Nobody": {"Nobody": (1, 1)}})
    other = gate(results, "other")
    assert (other.exit_code, "the baseline has none of these names" in other.stdout) == (2, True)
    (results / "baseline.json").write_text('{"schema": "allonym/names-baseline/1"}')
    assert "not a baseline" in str(gate(results, "old").exception)
    (results / "baseline.json").unlink()
    assert "no baseline; write one: allonym gate --update" in str(gate(results, "old").exception)
