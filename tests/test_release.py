"""What a release is made of: its version, the container, the conda recipe, the workflow that uploads it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import allonym

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.mark.parametrize(
    ("tag", "version"), [("v9.8.7", "9.8.7"), (None, PROJECT["tool"]["hatch"]["version"]["fallback-version"])]
)
def test_the_version_is_the_newest_tag(tag: str | None, version: str, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    for part in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "LICENSE-DATA"):
        shutil.copy2(ROOT / part, tree / part)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "first"], *([["tag", tag]] if tag else [])):
        subprocess.run([*git, *command], cwd=tree, check=True)
    told = subprocess.run([sys.executable, "-m", "hatchling", "version"], cwd=tree, capture_output=True, text=True)
    assert told.stdout.strip() == version, told.stderr


def test_the_package_knows_its_version() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", allonym.__version__)


def test_the_recipe_needs_what_the_project_needs() -> None:
    recipe = yaml.safe_load((ROOT / "requirements" / "recipe.yaml").read_text())
    needed = {one.replace(" ", "") for one in recipe["requirements"]["run"]}
    python = "python" + PROJECT["project"]["requires-python"]
    assert needed == {python, *(one.replace(" ", "") for one in PROJECT["project"]["dependencies"])}
    assert recipe["about"]["license"] == PROJECT["project"]["license"]
    (script,) = (f"{name} = {target}" for name, target in PROJECT["project"]["scripts"].items())
    assert recipe["build"]["python"]["entry_points"] == [script]


def test_the_container_runs_allonym_and_not_as_root() -> None:
    lines = _instructions((ROOT / "Dockerfile").read_text())
    users = [rest for word, rest in lines if word == "USER"]
    assert users == ["allonym"]
    assert [rest for word, rest in lines if word == "ENTRYPOINT"] == ['["allonym"]']
    after = [rest for word, rest in lines[lines.index(("USER", "allonym")) :] if word == "RUN"]
    assert after == ["make --silent .venv/.run && .venv/bin/allonym models install"]
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {".venv", "results", "gold/articles/text"} <= {*ignored}


def test_a_release_is_checked_before_it_is_uploaded_without_a_token() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "release.yml").read_text())
    (job,) = workflow["jobs"].values()
    steps = [step.get("run", "") for step in job["steps"]]
    assert steps.index("make release-check") < steps.index(".venv/bin/uv publish --trusted-publishing always dist/*")
    assert job["permissions"]["id-token"] == "write"
    assert "secrets." not in str(workflow)


def _instructions(text: str) -> list[tuple[str, Any]]:
    lines = text.replace("\\\n", " ").splitlines()
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("file", ["action.yml", *map(str, sorted((ROOT / ".github" / "workflows").glob("*.yml")))])
def test_actions_of_others_are_pinned_by_commit(file: str) -> None:
    """A tag can be moved to another commit; a commit is what it is."""
    used = re.findall(r"^\s*(?:- )?uses:\s*(\S+)", (ROOT / file).read_text("utf-8"), re.MULTILINE)
    assert used
    for one in used:
        assert one.startswith("./") or re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", one), one
