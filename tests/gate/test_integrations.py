"""action.yml and .pre-commit-hooks.yaml, run as GitHub and pre-commit run them, on a project of somebody else."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.elsewhere import begin, write_worker

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("elsewhere")
    begin(folder)
    return folder


@pytest.fixture
def project(begun: Path, tmp_path: Path) -> Path:
    shutil.copytree(begun, tmp_path, symlinks=True, dirs_exist_ok=True)
    return tmp_path


def run_action(folder: Path, **inputs: str) -> tuple[int, str, dict[str, str]]:
    """The steps of action.yml that are scripts, but for the installation; status, what was printed, the outputs."""
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    given = {name: about["default"] for name, about in action["inputs"].items()} | inputs
    output = folder / "output.txt"
    output.touch()
    printed, status = "", 0
    for step in action["runs"]["steps"]:
        if "run" not in step or step.get("name") == "Install":
            continue
        environment = {
            name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: given[found[1]], value)
            for name, value in step.get("env", {}).items()
        } | {"GITHUB_ACTION_PATH": str(ROOT), "GITHUB_OUTPUT": str(output), "GITHUB_ACTIONS": "true"}
        done = bash(folder, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"], **environment)
        printed, status = printed + done.stdout + done.stderr, done.returncode
        if status:
            break
    return status, printed, dict(line.split("=", 1) for line in output.read_text().splitlines())


def bash(folder: Path, *arguments: str, **environment: str) -> Any:
    known = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
    return subprocess.run(
        ["bash", *arguments], cwd=folder, capture_output=True, text=True, check=False, env=known | environment
    )


def test_the_action_holds_and_then_names_what_was_lost(project: Path) -> None:
    wanted = {"models": "ours.toml", "corpora": "gold.jsonl", "junit": "gate.xml"}
    status, printed, outputs = run_action(project, **wanted)
    assert (status, outputs) == (0, {"status": "holds"}), printed
    assert (project / "gate.xml").is_file()
    write_worker(project, without="Idlib")
    status, printed, outputs = run_action(project, **wanted)
    assert (status, outputs) == (1, {"status": "regressed"})
    assert "::warning file=allonym-baseline.json,title=allonym%3A name lost::ours lost Idlib" in printed


def test_the_action_tells_broken_from_regressed(project: Path) -> None:
    (project / "worker.py").write_text("raise SystemExit('no weights')")
    status, printed, outputs = run_action(project, models="ours.toml", corpora="gold.jsonl")
    assert (status, outputs) == (2, {"status": "broken"}), printed


def test_every_input_of_the_action_is_used_and_explained() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    used = set(re.findall(r"inputs\.([\w-]+)", json.dumps(action["runs"])))
    assert used == set(action["inputs"])
    assert all(about["description"] for about in action["inputs"].values())


def test_the_hook_holds_and_then_fails(project: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == ("allonym-gate", "python", False)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = [*shlex.split(hook["entry"]), "--model", "ours.toml", "--corpus", "gold.jsonl"]
    assert command[0] == "bash"
    assert bash(project, *command[1:], PATH=path).returncode == 0
    write_worker(project, without="Moscow")
    done = bash(project, *command[1:], PATH=path)
    assert done.returncode == 1
    assert "names lost: Moscow (" in done.stdout
