"""The hook as another repository has it: pre-commit installs this tree and stands before a push."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.elsewhere import begin, write_worker

ROOT = Path(__file__).parents[2]
PRE_COMMIT = str(Path(sys.executable).parent / "pre-commit")
PIP_CONFIG = Path.home() / ".config" / "pip" / "pip.conf"
_IDENTITY = ("NAME", "EMAIL")
CONFIG = """
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: allonym-gate
        args: [--model, ours.toml, --corpus, gold.jsonl]
"""

pytestmark = pytest.mark.hub


class Repository:
    """A git repository in a home of its own, where pre-commit's environments and what allonym keeps lie too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)
        self.run("git", "init", "--quiet", "--initial-branch", "main")

    def run(self, *command: str, fails: bool = False) -> str:
        known = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "GITHUB_", "XDG_"))}
        known |= {"HOME": str(self.folder.parent), "PRE_COMMIT_COLOR": "never"}
        known |= {f"GIT_{who}_{what}": "nobody@example.org" for who in ("AUTHOR", "COMMITTER") for what in _IDENTITY}
        if PIP_CONFIG.is_file():
            known["PIP_CONFIG_FILE"] = str(PIP_CONFIG)
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, env=known)
        said = done.stdout + done.stderr
        assert (done.returncode != 0) == fails, said
        return said

    def commit(self) -> str:
        self.run("git", "add", "--all")
        self.run("git", "commit", "--quiet", "--message", "as it is")
        return self.run("git", "rev-parse", "HEAD").strip()


def this_tree(folder: Path) -> Repository:
    """The tree as it is, changes and new files included, as a repository of its own."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    for name in listed.split("\0"):
        if (ROOT / name).is_file() and not (ROOT / name).is_symlink():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return Repository(folder)


def test_a_push_passes_until_a_name_is_lost(tmp_path: Path) -> None:
    allonym = this_tree(tmp_path / "allonym")
    revision = allonym.commit()
    theirs = Repository(tmp_path / "theirs")
    begin(theirs.folder)
    (theirs.folder / ".gitignore").write_text("results/\n")
    (theirs.folder / ".pre-commit-config.yaml").write_text(CONFIG.format(repository=allonym.folder, revision=revision))
    theirs.run("git", "init", "--quiet", "--bare", str(tmp_path / "remote"))
    theirs.run("git", "remote", "add", "origin", str(tmp_path / "remote"))
    theirs.run(PRE_COMMIT, "install", "--hook-type", "pre-push")
    theirs.commit()
    assert "allonym gate" in (said := theirs.run("git", "push", "origin", "main"))
    assert "Passed" in said
    write_worker(theirs.folder, without="Moscow")
    lost = theirs.commit()
    said = theirs.run("git", "push", "origin", "main", fails=True)
    assert "Failed" in said
    assert "exit code: 1" in said
    assert "names lost: Moscow (" in said
    assert lost not in theirs.run("git", "ls-remote", "origin")
    assert "exit code: 1" in theirs.run(PRE_COMMIT, "run", "allonym-gate", "--hook-stage", "manual", fails=True)
