"""A machine that is full, read-only or half closed: a line and exit status 2, or the work goes on without."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.attack import write_tiny
from support.command import COMMAND, allonym

SPELL = ["spell", "Ali Mamlouk"]


def run(folder: Path, *arguments: str, redirect: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """A command with streams as a shell redirects them."""
    words = " ".join(f"'{word}'" for word in (*COMMAND, *arguments))
    return subprocess.run(
        ["sh", "-c", f"{words} {redirect}"], cwd=folder, env={**os.environ, **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of a command that could not be done."""
    assert done.returncode == 2, done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("allonym: ")
    assert "should not happen" not in line
    return line


def bench(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    corpus = ["--corpus", str(write_tiny(folder)), "--probe", "none"]
    return allonym(folder, "bench", "--model", "capitalised-runs", *corpus, *arguments, **environment)


def test_a_full_standard_output(tmp_path: Path) -> None:
    line = refused(run(tmp_path, *SPELL, redirect=">/dev/full"))
    assert line == "allonym: standard output: cannot be written: No space left on device"


@pytest.mark.parametrize("redirect", ["2>&-", "2>/dev/full", "2>&- <&-"])
@pytest.mark.parametrize(("what", "status"), [(SPELL, 0), (["show", "nope"], 2), (["nonsense"], 2)])
def test_a_standard_error_that_is_closed_or_full_changes_nothing(
    redirect: str, what: list[str], status: int, tmp_path: Path
) -> None:
    done = run(tmp_path, *what, redirect=redirect)
    assert (done.returncode, done.stdout) == (status, run(tmp_path, *what).stdout)


def test_a_standard_output_that_is_closed_costs_what_would_be_written(tmp_path: Path) -> None:
    assert run(tmp_path, *SPELL, redirect=">&-").returncode == 0


def test_a_closed_stream_is_no_file_of_ours(tmp_path: Path) -> None:
    """Descriptors 1 and 2 are free when they are closed: what is opened next must not get what is printed."""
    corpus = ["--corpus", str(write_tiny(tmp_path)), "--probe", "none"]
    done = run(tmp_path, "bench", "--model", "capitalised-runs", *corpus, redirect=">&- 2>&- <&-")
    assert done.returncode == 0
    assert json.loads((tmp_path / "results" / "latest" / "leaderboard.json").read_text())["rows"]


def test_a_pipe_that_is_closed_is_quiet_and_the_status_is_the_commands_own(tmp_path: Path) -> None:
    script = f"('{sys.executable}' -m allonym spell 'Ali Mamlouk' --format json; echo $? >&2) | head -c 1"
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("{", "0\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_an_encoding_of_few_letters_loses_nothing(encoding: str, tmp_path: Path) -> None:
    whole = allonym(tmp_path, *SPELL, "--format", "json")
    command = [*COMMAND, *SPELL, "--format", "json"]
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    known = "utf-8" if encoding == "ascii" else encoding
    assert json.loads(done.stdout.decode(known)) == json.loads(whole.stdout)
    assert run(tmp_path, *SPELL, redirect=">/dev/null", PYTHONIOENCODING=encoding).returncode == 0


def test_a_locale_of_few_letters(tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert allonym(tmp_path, *SPELL, **plain).returncode == 0
    done = bench(tmp_path, **plain)
    assert done.returncode == 0, done.stderr


def test_a_link_latest_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "results" / "latest").mkdir(parents=True)
    assert "not a link to a run" in refused(bench(tmp_path))
    assert not list((tmp_path / "results").glob("*/leaderboard.json"))


@pytest.mark.parametrize("out", ["in-the-way", "/dev/null", "/proc/nowhere", "/dev/full/x"])
def test_a_folder_of_runs_that_cannot_be_made(out: str, tmp_path: Path) -> None:
    (tmp_path / "in-the-way").touch()
    assert f"{out}: cannot be written" in refused(bench(tmp_path, "--out", out))


@pytest.mark.parametrize("blocks", [4, 40, 4000])
def test_a_disk_that_is_full_on_the_way(blocks: int, tmp_path: Path) -> None:
    """A limit of the size of files stands for it, in blocks of 512 bytes: writing fails where that is reached."""
    words = " ".join([*COMMAND, "gold export stress --to jsonl --out out/x.jsonl"])
    done = subprocess.run(
        ["sh", "-c", f"ulimit -f {blocks}; {words}"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    if blocks < 4000:
        assert "out: File too large" in refused(done)
    else:
        assert done.returncode == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["x.jsonl"] * (done.returncode == 0)


def test_a_temporary_folder_that_is_not_there(tmp_path: Path) -> None:
    done = bench(tmp_path, TMPDIR="/nowhere/at/all")
    assert done.returncode == 0, "there are others"


def test_a_very_long_path(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(10):
        deep /= "d" * 200
    deep.mkdir(parents=True)
    done = bench(tmp_path, "--out", str(deep))
    assert done.returncode in (0, 2), done.stderr
    assert "should not happen" not in done.stderr
    too_deep = "/".join(["d" * 200] * 30)
    assert "File name too long" in refused(bench(tmp_path, "--out", too_deep))


def test_an_environment_that_cannot_be_made_is_a_row(tmp_path: Path) -> None:
    (tmp_path / "venvs").touch()
    done = bench(tmp_path, "--model", "stella-anonymize-3.0.7", ALLONYM_ENVIRONMENTS=str(tmp_path / "venvs"))
    assert done.returncode == 0, done.stderr
    board = json.loads((tmp_path / "results" / "latest" / "leaderboard.json").read_text())
    assert {model["model"]: model["status"] for model in board["models"]} == {
        "capitalised-runs": "ok",
        "stella-anonymize-3.0.7": "not-installed",
    }
    install = ["models", "install", "stella-anonymize-3.0.7"]
    done = allonym(tmp_path, *install, ALLONYM_ENVIRONMENTS=str(tmp_path / "venvs"))
    assert done.returncode == 2
    assert "should not happen" not in done.stderr


CRASHES = """
import sys
from unittest.mock import patch
from allonym.cli.main import main
sys.argv[0] = "allonym"
with patch("allonym.predict.models.find_models", side_effect=RecursionError("too deep\\n::error::")):
    main()
"""


@pytest.mark.parametrize("command", ["bench", "names", "models"])
def test_what_nobody_expected_is_one_line_and_a_trace_in_a_file(command: str, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Ali Mamlouk\\n")
    arguments = {"bench": ["bench"], "names": ["names", "names.txt"], "models": ["models", "list"]}[command]
    done = subprocess.run(
        [sys.executable, "-c", CRASHES, *arguments], cwd=tmp_path, env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    what, _, where = line.partition("; the full trace is in ")
    assert what == r"allonym: this should not happen: RecursionError: too deep\n::error::"
    trace = Path(where).read_text()
    assert "RecursionError: too deep" in trace
    assert "Traceback (most recent call last)" in trace


@pytest.mark.parametrize("fault", ["find = 1 / 0", "baseline"])
def test_the_plugin_of_pytest_never_calls_a_crash_a_lost_name(fault: str, tmp_path: Path) -> None:
    if fault == "baseline":
        (tmp_path / "allonym-baseline.json").write_text("{")
    finder = "lambda text: [1 / 0]" if fault != "baseline" else "lambda text: []"
    (tmp_path / "test_it.py").write_text(f"def test_it(allonym_gate):\n    allonym_gate({finder}, model='m')\n")
    call = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_it.py"]
    done = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stdout
    assert "1 failed" in done.stdout
