"""Starting the command, and workers, as a user's shell or a model's file would."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

COMMAND = (sys.executable, "-m", "allonym")
HERE = Path()


def allonym(
    folder: Path, *arguments: object, given: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own, in a folder; `given` is its standard input."""
    command = [*COMMAND, *map(str, arguments)]
    known = _environment(environment)
    return subprocess.run(command, cwd=folder, env=known, input=given, capture_output=True, text=True, check=False)


def allonym_here(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The same inside this process, where what a process of its own adds is shown elsewhere: ten times as fast."""
    from allonym.cli.main import main

    out, err = io.StringIO(), io.StringIO()
    known = _environment(environment)
    status: object = 0
    with chdir(folder), redirect_stdout(out), redirect_stderr(err), patch.dict(os.environ, known, clear=True):
        try:
            main(list(arguments))
        except SystemExit as done:
            status = done.code
    return subprocess.CompletedProcess(arguments, int(str(status or 0)), out.getvalue(), err.getvalue())


def _environment(more: dict[str, str]) -> dict[str, str]:
    """That of the tests, but for what a CI of GitHub's puts into it."""
    return {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")} | more


def worker(script: Path | str, *arguments: str) -> str:
    """The line of a model's TOML whose worker is a script of Python's."""
    return f"command = {json.dumps([sys.executable, str(script), *arguments])}\n"
