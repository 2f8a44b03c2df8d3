"""The names that `import allonym` gives: loaded late, typed for their users, each with its docstring."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import allonym

USER = """
import allonym
from allonym import Document, InputError, Mention, Run, read_run, score, spellings

document = Document("one", "Ali left.", (Mention(0, 3, "PER"),))
reveal_type(document.mentions[0].bounds)
reveal_type(score([[(0, 3, "PER")]], [[(0, 3, "PER")]]).f1)
reveal_type(allonym.spellings("ali_mamlouk")[0].form)
try:
    reveal_type(read_run("results/latest").rows[0].value)
except InputError as error:
    reveal_type(error.todo)
spellings(3)
"""
REVEALED = ("tuple[int, int]", "float", "str", "float | None", "str")


@pytest.mark.parametrize("name", allonym.__all__)
def test_each_name_is_there_and_explained(name: str) -> None:
    assert name == "__version__" or getattr(allonym, name).__doc__


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    heavy = "import sys, allonym; assert not {'numpy', 'msgspec', 'allonym.errors'} & set(sys.modules)"
    asked = "; allonym.InputError; assert 'allonym.errors' in sys.modules and 'numpy' not in sys.modules"
    subprocess.run([sys.executable, "-c", heavy + asked], check=True)


def test_another_name_is_none() -> None:
    with pytest.raises(AttributeError, match="no attribute 'scores'"):
        allonym.scores  # noqa: B018
    assert set(dir(allonym)) == set(allonym.__all__)


def test_a_user_who_checks_types_sees_them(tmp_path: Path) -> None:
    (tmp_path / "user.py").write_text(USER)
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "user.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("user.py")]
    assert [line.split('"')[1] for line in lines if "Revealed" in line] == list(REVEALED), done.stdout
    assert [line.split(":")[1:3] for line in lines if "error" in line] == [["13", " error"]], done.stdout
