"""action.yml and .pre-commit-hooks.yaml, run as GitHub and pre-commit run them, on a project of somebody else."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.runs import ENTITIES, allonym, write_gold

ROOT = Path(__file__).parents[2]
WORKER = """
import json, sys
names = {names}
print(json.dumps({{"ready": True, "model": "list", "version": "1", "labels": ["PERSON", "GPE", "ORG"]}}), flush=True)
for line in sys.stdin:
    request, spans, taken = json.loads(line), [], set()
    for name in sorted(names, key=len, reverse=True):
        start = request["text"].find(name)
        while start >= 0:
            if not taken & set(range(start, start + len(name))):
                taken |= set(range(start, start + len(name)))
                spans.append({{"start": start, "end": start + len(name), "label": names[name]}})
            start = request["text"].find(name, start + 1)
    print(json.dumps({{"id": request["id"], "spans": spans}}), flush=True)
"""


def write_worker(folder: Path, *, without: str = "") -> None:
    names = {name: label for name, (_, label) in ENTITIES.items() if name != without}
    (folder / "worker.py").write_text(WORKER.format(names=names))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Somebody else's repository: a model, gold, a policy, and the baseline that was committed."""
    write_gold(tmp_path / "gold.jsonl")
    write_worker(tmp_path)
    command = json.dumps([sys.executable, "worker.py"])
    labels = '[labels]\nPERSON = "PERSON"\nGPE = "GPE"\nORG = "ORG"\n'
    (tmp_path / "ours.toml").write_text(f'command = {command}\nfiles = ["worker.py"]\n{labels}')
    (tmp_path / "allonym-gate.toml").write_text('corpora = ["gold.jsonl"]\n')
    done = allonym(tmp_path, "bench", "--model", "ours.toml", "--corpus", "gold.jsonl", "--quiet")
    assert done.returncode == 0, done.stderr
    assert allonym(tmp_path, "gate", "--update", "--reason", "begin").returncode == 0
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
