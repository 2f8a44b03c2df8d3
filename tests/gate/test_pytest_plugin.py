"""The example project of docs/examples/pytest, run as its reader runs it, held and broken."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "pytest"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "example"))


def run_pytest(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    plain = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=plain)


def edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new))


def test_the_example_holds(example: Path) -> None:
    done = run_pytest(example)
    assert done.returncode == 0, done.stdout


def test_a_name_less_fails_and_is_named(example: Path) -> None:
    edit(example, "finder.py", '"Youssef Haddad", ', "")
    done = run_pytest(example)
    assert done.returncode == 1
    assert "must find yusuf_haddad (every-spelling)" in done.stdout
    assert "names lost: Youssef Haddad (1)" in done.stdout


def test_a_reason_writes_the_baseline_and_then_it_holds(example: Path) -> None:
    edit(example, "finder.py", '"Homs", ', "")
    assert run_pytest(example).returncode == 1
    assert run_pytest(example, "--allonym-update", "Homs is no longer ours").returncode == 0
    assert run_pytest(example).returncode == 0
    history = json.loads((example / "allonym-baseline.json").read_text())["history"]
    assert [step["reason"] for step in history] == ["the list as it is", "Homs is no longer ours"]


def test_another_baseline_can_be_named(example: Path) -> None:
    (example / "allonym-baseline.json").rename(example / "other.json")
    missing = run_pytest(example)
    assert missing.returncode == 2
    assert "no baseline; write one" in missing.stdout
    assert run_pytest(example, "--allonym-baseline", "other.json").returncode == 0


def test_a_recogniser_that_lies_fails_with_one_line(example: Path) -> None:
    lies = {
        '[(0, 900, "PER")]': "span 0-900 PER ends after the text",
        '[(3, 3, "PER")]': "span 3-3 PER is not a stretch of text",
        '[(0, 3, "PERS")]': "name-list on text-1: unknown label 'PERS'; map it with labels={...}",
    }
    tests = [
        f"def test_{number}(allonym_gate):\n    allonym_gate(lambda text: {found}, model='name-list')\n"
        for number, found in enumerate(lies)
    ]
    (example / "test_names.py").write_text("\n".join(tests))
    done = run_pytest(example)
    assert done.returncode == 2
    assert all(line in done.stdout for line in lies.values())
    assert "Traceback" not in done.stdout


def test_a_baseline_above_the_policy_is_another_ones(example: Path, tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "allonym-baseline.json").write_text("that of the project")
    (example / "allonym-baseline.json").unlink()
    assert run_pytest(example, "--allonym-update", "begin").returncode == 0
    assert (tmp_path / "allonym-baseline.json").read_text() == "that of the project"
    assert (example / "allonym-baseline.json").is_file()


def test_labels_are_mapped_and_an_unmapped_one_is_named(example: Path) -> None:
    edit(example, "finder.py", '"PER"', '"Person"')
    edit(example, "test_names.py", 'model="name-list"', 'model="name-list", labels={"Person": "PER", "LOC": "LOC"}')
    assert run_pytest(example).returncode == 0
    edit(example, "test_names.py", '"LOC": "LOC"', '"GPE": "LOC"')
    done = run_pytest(example)
    assert "label 'LOC' is not in labels" in done.stdout


def test_a_second_model_stands_beside_the_first(example: Path) -> None:
    def models() -> Any:
        return set(json.loads((example / "allonym-baseline.json").read_text())["models"])

    edit(example, "test_names.py", 'model="name-list"', 'model="again"')
    assert run_pytest(example, "--allonym-update", "a second one").returncode == 0
    assert models() == {"name-list", "again"}
