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


def run_action(workspace: Path, runner: Path, base: str = "", **inputs: str) -> Ran:
    """Every `run` step of action.yml as it is written, in order, until one fails, and the comment in any case.

    `runner` is the runner's folder, `base` the base branch of a pull request; commands of tools/ beside `runner` count.
    """
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    given = {name: about["default"] for name, about in action["inputs"].items()} | inputs
    known = {"inputs": given, "github": {"token": "secret", "event.number": "7"}}
    runner.mkdir()
    printed, status, said, summary = "", 0, {}, ""
    for number, step in enumerate(step for step in action["runs"]["steps"] if "run" in step):
        assert step["shell"] == "bash"
        last = "if" in step
        if (status and not last) or (last and given["comment"] != "true"):
            continue
        script, output, shown = (runner / f"{number}.{kind}" for kind in ("sh", "output", "summary"))
        script.write_text(step["run"])
        output.touch()
        shown.touch()
        environment = {name: filled(value, known) for name, value in step.get("env", {}).items()} | {
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_ACTIONS": "true",
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(shown),
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_REPOSITORY": "they/theirs",
            "RUNNER_TEMP": str(runner),
            "PATH": f"{runner.parent / 'tools'}{os.pathsep}{os.environ['PATH']}",
            **({"GITHUB_BASE_REF": base} if base else {}),
        }
        done = bash(workspace, "--noprofile", "--norc", "-eo", "pipefail", str(script), **environment)
        printed, summary = printed + done.stdout + done.stderr, summary + shown.read_text()
        status = status or done.returncode
        for name, value in (line.split("=", 1) for line in output.read_text().splitlines()):
            said[f"{step['id']}.outputs.{name}"] = value
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
    assert "\n## Allonym gate: holds\n" in done.summary
    assert (project / "gate.xml").is_file()
    write_worker(project, without="Idlib")
    done = run_action(project, tmp_path / "second", **wanted)
    assert (done.status, done.outputs) == (1, {"status": "regressed"})
    assert "\n## Allonym gate: regressed\n" in done.summary
    assert "::error file=allonym-baseline.json,title=allonym%3A regressed::ours gold names.found" in done.printed
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


def git(folder: Path, *arguments: str) -> None:
    names = ("-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def pull_request(project: Path) -> Path:
    """The project as a checkout whose remote has what was committed."""
    (project / ".gitignore").write_text("results/\n.cache/\n")
    git(project, "init")
    git(project, "add", ".")
    git(project, "commit", "-m", "begin")
    git(project, "branch", "-M", "main")
    git(project.parent, "clone", "--bare", str(project), "remote.git")
    git(project, "remote", "add", "origin", str(project.parent / "remote.git"))
    git(project, "switch", "-c", "change")
    return project


@pytest.mark.parametrize("blessed", ["allonym-baseline.json", "allonym-gate.toml", "neither"])
def test_a_pull_request_cannot_bless_itself(pull_request: Path, tmp_path: Path, blessed: str) -> None:
    write_worker(pull_request, without="Idlib")
    if blessed.endswith(".json"):
        here = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        bench = "allonym bench --model ours.toml --corpus gold.jsonl --quiet >bench.txt"
        done = bash(pull_request, "-c", f"{bench} && allonym gate --update --reason mine && allonym gate", PATH=here)
        assert done.returncode == 0, "held to its own baseline, it passes"
    elif blessed.endswith(".toml"):
        loose = 'corpora = ["gold.jsonl"]\n[[measure]]\nname = "names.found"\nlargest_drop = 1.0\n'
        (pull_request / blessed).write_text(loose)
    wanted = {"models": "ours.toml", "corpora": "gold.jsonl"}
    done = run_action(pull_request, tmp_path / "runner", base="main", **wanted)
    assert (done.status, done.outputs) == (1, {"status": "regressed"}), done.printed
    assert "**Idlib**" in done.summary


def test_a_baseline_that_comes_with_the_change_is_said(pull_request: Path, tmp_path: Path) -> None:
    git(pull_request, "switch", "main")
    git(pull_request, "rm", "--cached", "allonym-baseline.json")
    git(pull_request, "commit", "-m", "none yet")
    git(pull_request, "push", "origin", "main")
    done = run_action(pull_request, tmp_path / "runner", base="main", models="ours.toml", corpora="gold.jsonl")
    assert done.status == 2
    assert "no baseline in origin/main; it comes with this change?" in done.printed


GH = """#!/bin/sh
echo "$@" >>"$(dirname "$0")/calls"
case "$*" in *--paginate*) cat "$(dirname "$0")/ids" ;; esac
"""


def test_the_comment_is_written_once_and_then_updated(project: Path, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "gh").write_text(GH)
    (tools / "gh").chmod(0o755)
    wanted = {"models": "ours.toml", "corpora": "gold.jsonl", "comment": "true"}
    (tools / "ids").write_text("")
    assert run_action(project, tmp_path / "first", **wanted).status == 0
    (tools / "ids").write_text("4711\n")
    write_worker(project, without="Idlib")
    assert run_action(project, tmp_path / "second", **wanted).status == 1, "the comment changes nothing in the status"
    calls = (tools / "calls").read_text().splitlines()
    assert [call.split(" --field")[0] for call in calls if "--paginate" not in call] == [
        "api --silent repos/they/theirs/issues/7/comments",
        "api --silent --method PATCH repos/they/theirs/issues/comments/4711",
    ]
    said = (tmp_path / "second" / "allonym-gate.md").read_text()
    assert said.startswith("<!-- allonym gate -->\n## Allonym gate: regressed\n")
    assert "lost **Idlib**" in said


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
