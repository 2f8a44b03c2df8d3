"""Killed or interrupted at any moment: nothing stays that the next run does not clear, and no exit status lies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.attack import MARK, left, write_tiny
from support.command import COMMAND, allonym

from allonym.temporary import clear_leftovers, temporary_file, temporary_folder

SIGNALS = [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT]
SLOW = """
import json, sys, time
print(json.dumps({"ready": True, "version": "1"}), flush=True)
for line in sys.stdin:
    time.sleep(0.05)
    print(json.dumps({"id": json.loads(line)["id"], "spans": []}), flush=True)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a temporary folder of its own, a corpus and a model that takes its time."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setenv(MARK, str(tmp_path))
    write_tiny(tmp_path)
    (tmp_path / "slow.py").write_text(SLOW)
    command = json.dumps([sys.executable, "slow.py"])
    (tmp_path / "slow.toml").write_text(f'command = {command}\n[labels]\nPER = "PERSON"\n')
    return tmp_path


BENCH = ["bench", "--model", "slow.toml", "--refresh", "--corpus", "tiny.jsonl", "--probe", "none"]


def start(place: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A command with the signals of a terminal's foreground job."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen([*COMMAND, *arguments], cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    finally:
        signal.signal(signal.SIGINT, before)


def leftovers(place: Path) -> list[str]:
    results = [path.name for path in (place / "results").glob(".*")] if (place / "results").exists() else []
    return sorted([*results, *(path.name for path in (place / "tmp").iterdir())])


@pytest.mark.parametrize("how", SIGNALS)
def test_runs_that_are_ended_leave_nothing_to_the_next(
    how: signal.Signals, place: Path, record_property: Callable[[str, object], None]
) -> None:
    moments = (0.5, 2.0, 4.0)
    record_property("tried", len(moments))
    for after in moments:
        process = start(place, *BENCH)
        time.sleep(after)
        process.send_signal(how)
        said = process.communicate()[1].decode()
        assert process.returncode in (-how, 128 + how, 0), said
        assert "Traceback" not in said or process.returncode == -how, "before the first line of ours"
        assert not left(str(place))
    assert allonym(place, *BENCH, "--quiet").returncode == 0
    assert leftovers(place) == []


DIES = """
import os, sys
from pathlib import Path
from allonym.runs.write import new_folder
from allonym.corpus.files import writing
from allonym.temporary import temporary_folder
place = Path(sys.argv[1])
baseline = place / "allonym-baseline.json"
with temporary_folder(), new_folder(place / "results" / "run") as folder, writing(baseline) as file:
    (folder / "run.json").write_text("{}")
    (folder / "leaderboard.json").write_text("{}")
    file.write("half")
    file.flush()
    os.kill(os.getpid(), 9)
"""


def test_parts_baselines_and_folders_of_a_killed_process_are_cleared(place: Path) -> None:
    assert subprocess.run([sys.executable, "-c", DIES, str(place)], check=False).returncode == -signal.SIGKILL
    assert len(leftovers(place)) == 2
    assert len(list(place.glob(".allonym-baseline.json.part-*"))) == 1
    assert allonym(place, "runs", "list", "--format", "json").stdout == "[]\n"
    assert ".part" not in allonym(place, "show", "nope").stderr
    assert allonym(place, *BENCH, "--quiet").returncode == 0
    assert leftovers(place) == []
    allonym(place, "gate")
    assert not list(place.glob(".allonym-baseline.json.part-*"))


def test_what_another_process_holds_stays(tmp_path: Path) -> None:
    with temporary_folder(tmp_path, "x-") as one, temporary_file(tmp_path, "x-") as (_, other):
        clear_leftovers(tmp_path, "x-")
        with temporary_folder(tmp_path, "x-") as third:
            assert sorted(tmp_path.iterdir()) == sorted([one, other, third])
    assert list(tmp_path.iterdir()) == []


def link(path: Path) -> None:
    path.symlink_to("/")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def test_what_others_call_like_that_stays(tmp_path: Path) -> None:
    """An editor's swap file of the baseline, somebody's folder in the temporary folder, a trace."""
    from allonym.corpus.files import writing

    for name in (".board.json.swp", "allonym-results", "allonym-trace-1.txt"):
        (tmp_path / name).touch()
    with writing(tmp_path / "board.json") as file, temporary_folder(tmp_path):
        file.write("{}")
    assert len(list(tmp_path.iterdir())) == 4


@pytest.mark.parametrize("make", [link, pipe])
def test_what_is_no_folder_or_file_is_left_alone(make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / "x-odd")
    with temporary_folder(tmp_path, "x-"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["x-odd"]


@pytest.mark.parametrize("what", [["--help"], ["models", "list"]])
def test_ctrl_c_is_130_at_any_moment(
    what: list[str], place: Path, record_property: Callable[[str, object], None]
) -> None:
    """Also while modules are imported. Before it has read our first line, Python answers the signal by itself."""
    ends = set()
    record_property("tried", 6)
    for step in range(6):
        process = start(place, *what)
        time.sleep(0.03 + step * 0.06)
        process.send_signal(signal.SIGINT)
        said = process.communicate()[1].decode()
        if "Fatal Python error" not in said and "Could not import runpy" not in said:
            ends.add(process.returncode)
            assert "Traceback" not in said or process.returncode == -signal.SIGINT
    assert ends <= {130, -signal.SIGINT, 0}, "interrupted, or done before"


HALF = """
import os, signal, sys, types
from allonym.cli import signals
signals.take_signals()
for name in [name for name in sys.modules if name.partition(".")[0] not in ("sys", "os", "signal", "types")]:
    sys.modules[name] = types.ModuleType(name)
try:
    os.kill(os.getpid(), signal.SIGTERM)
except signals.Stopped as stopped:
    os._exit(stopped.status)
"""


def test_a_signal_that_comes_in_the_midst_of_an_import_imports_nothing(place: Path) -> None:
    """A module that is being imported is there by half."""
    done = subprocess.run([sys.executable, "-c", HALF], cwd=place, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (143, b"")


SCORES = """
import sys, time
from unittest.mock import patch
from allonym.cli.main import main
from allonym.evaluate import scorer
started = sys.argv.pop(1)
def slowly(*_, **__):
    open(started, "w").close()
    while True: sum(range(1000))
with patch.object(scorer, "score_entry", slowly):
    main()
"""


def test_ctrl_c_while_scores_are_worked_out_ends_at_once(place: Path) -> None:
    """A thread that never comes back holds nobody up."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    begun = place / "begun"
    command = [sys.executable, "-c", SCORES, str(begun), *BENCH]
    process = subprocess.Popen(command, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    signal.signal(signal.SIGINT, before)
    while not begun.exists():
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    sent = time.monotonic()
    said = process.communicate()[1].decode()
    assert said.strip().startswith("allonym: stopped")
    assert process.returncode == 130
    assert time.monotonic() - sent < 20, "2 seconds, and a very busy machine"
    assert leftovers(place) == []


NPM = """#!/bin/sh
# Stands in for npm ci --prefix FOLDER: writes into the folder for a while.
mkdir -p "$3/node_modules"
touch "$3/started"
for i in 1 2 3 4 5 6 7 8 9 10; do sleep 0.2; echo "$$" > "$3/node_modules/$i" || exit 1; done
"""


def test_an_install_that_is_killed_and_started_again_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    """The installer ends with the command that was killed, and the next one waits until it has."""
    source = tmp_path / "models" / "environments" / "e"
    source.mkdir(parents=True)
    (source / "environment.toml").write_text('summary = "e"\nkind = "node"\n')
    for name in ("package.json", "package-lock.json"):
        (source / name).write_text("{}")
    tools = tmp_path / "bin"
    tools.mkdir()
    for name, content in (("npm", NPM), ("node", "#!/bin/sh\n")):
        (tools / name).write_text(content)
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    monkeypatch.setenv("ALLONYM_ENVIRONMENTS", str(tmp_path / "venvs"))
    monkeypatch.setenv(MARK, str(tmp_path))
    install = f"""
from pathlib import Path
from allonym import paths
paths.MODELS = Path({str(tmp_path / "models")!r})
from allonym.predict.environments import install, read_environment
install(read_environment("e"))
"""
    started = tmp_path / "venvs" / "e" / "started"
    record_property("tried", 3)
    for _ in range(3):
        first = subprocess.Popen([sys.executable, "-c", install])
        while not started.exists():
            assert first.poll() is None
            time.sleep(0.02)
        first.kill()
        first.wait()
        started.unlink(missing_ok=True)
    done = subprocess.run([sys.executable, "-c", install], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    written = {path.read_text() for path in (tmp_path / "venvs" / "e" / "node_modules").iterdir()}
    assert len(written) == 1, "one installer wrote them all"
    assert not left(str(tmp_path))


SIGNAL_DURING_AN_IMPORT = """
import os, signal, sys
from allonym.cli import main

def broken_by_a_signal(name, *_):
    if name == "allonym.cli.group":
        try:
            os.kill(os.getpid(), signal.SIGHUP)
        except KeyboardInterrupt:
            raise ImportError("cut short") from None

class Finder:
    find_spec = staticmethod(broken_by_a_signal)

sys.meta_path.insert(0, Finder)
sys.argv = ["allonym", "--help"]
main.main()
"""


def test_an_import_that_a_signal_cuts_short_ends_with_the_signals_status() -> None:
    done = subprocess.run([sys.executable, "-c", SIGNAL_DURING_AN_IMPORT], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (129, "allonym: stopped\n")
