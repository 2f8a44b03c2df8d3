"""action.yml and .pre-commit-hooks.yaml, run as GitHub and pre-commit run them, on a project of somebody else."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
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
    return Path(shutil.copytree(begun, tmp_path / "theirs", symlinks=True))


@dataclass(frozen=True)
class Ran:
    """What became of a job: the status of its last step, what was printed, the action's outputs, the summary."""

    status: int
    printed: str
    outputs: dict[str, str]
    summary: str


def run_action(workspace: Path, runner: Path, **inputs: str) -> Ran:
    """Every `run` step of action.yml as it is written, in order, until one fails; `runner` is the runner's folder."""
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    given = {name: about["default"] for name, about in action["inputs"].items()} | inputs
    runner.mkdir()
    printed, status, said, summary = "", 0, {}, ""
    for number, step in enumerate(step for step in action["runs"]["steps"] if "run" in step):
        assert step["shell"] == "bash"
        script, output, shown = (runner / f"{number}.{kind}" for kind in ("sh", "output", "summary"))
        script.write_text(step["run"])
        output.touch()
        shown.touch()
        environment = {name: filled(value, {"inputs": given}) for name, value in step.get("env", {}).items()} | {
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_ACTIONS": "true",
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(shown),
            "GITHUB_WORKSPACE": str(workspace),
        }
        done = bash(workspace, "--noprofile", "--norc", "-eo", "pipefail", str(script), **environment)
        printed, status, summary = printed + done.stdout + done.stderr, done.returncode, summary + shown.read_text()
        for name, value in (line.split("=", 1) for line in output.read_text().splitlines()):
            said[f"{step['id']}.outputs.{name}"] = value
        if status:
            break
    outputs = {name: filled(about["value"], {"steps": said}) for name, about in action["outputs"].items()}
    return Ran(status, printed, outputs, summary)


def filled(text: str, known: dict[str, dict[str, str]]) -> str:
    """A value with its expressions replaced: a name, and what stands for it where it is empty."""
    expression = r"\$\{\{ (\w+)\.([\w.-]+)(?: \|\| '(\w+)')? \}\}"
    return re.sub(expression, lambda found: known[found[1]].get(found[2], "") or found[3] or "", text)


def bash(folder: Path, *arguments: str, **environment: str) -> Any:
    known = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
    return subprocess.run(
        ["bash", *arguments], cwd=folder, capture_output=True, text=True, check=False, env=known | environment
    )


def test_the_action_holds_and_then_names_what_was_lost(project: Path, tmp_path: Path) -> None:
    wanted = {"models": "ours.toml", "corpora": "gold.jsonl", "junit": "gate.xml"}
    done = run_action(project, tmp_path / "first", **wanted)
    assert (done.status, done.outputs) == (0, {"status": "holds"}), done.printed
    assert done.summary.startswith("## Allonym gate: holds\n")
    assert (project / "gate.xml").is_file()
    write_worker(project, without="Idlib")
    done = run_action(project, tmp_path / "second", **wanted)
    assert (done.status, done.outputs) == (1, {"status": "regressed"})
    assert done.summary.startswith("## Allonym gate: regressed\n")
    assert "::error file=allonym-baseline.json,title=allonym%3A regressed::ours gold strict.f1" in done.printed
    assert "::warning file=allonym-baseline.json,title=allonym%3A name lost::ours lost Idlib" in done.printed


def test_the_action_tells_broken_from_regressed(project: Path, tmp_path: Path) -> None:
    (project / "worker.py").write_text("raise SystemExit('no weights')")
    done = run_action(project, tmp_path / "runner", models="ours.toml", corpora="gold.jsonl")
    assert (done.status, done.outputs) == (2, {"status": "broken"}), done.printed
    assert "ours" in done.summary


def test_a_mistake_in_the_inputs_ends_the_action_before_the_gate(project: Path, tmp_path: Path) -> None:
    done = run_action(project, tmp_path / "runner", models="theirs.toml", corpora="gold.jsonl")
    assert (done.status, done.outputs, done.summary) == (2, {"status": "broken"}, "")
    assert "theirs.toml" in done.printed


def test_other_files_and_folders_can_be_named(project: Path, tmp_path: Path) -> None:
    (project / "held").mkdir()
    for name in ("allonym-baseline.json", "allonym-gate.toml"):
        (project / name).rename(project / "held" / name)
    (project / "held" / "allonym-gate.toml").write_text('corpora = ["../gold.jsonl"]\n')
    named = {"baseline": "held/allonym-baseline.json", "config": "held/allonym-gate.toml", "results": "elsewhere"}
    done = run_action(project, tmp_path / "runner", models="ours.toml", corpora="gold.jsonl", **named)
    assert (done.status, done.outputs) == (0, {"status": "holds"}), done.printed
    assert (project / "elsewhere" / "latest" / "gate.json").is_file()


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
    done = bash(project, *command[1:], "--corpus", "none.jsonl", PATH=path)
    assert (done.returncode, done.stdout) == (2, "")
