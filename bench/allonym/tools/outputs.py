"""Run the commands of pages again and write what they print.

python -m allonym.tools.outputs docs/gate.md docs/watchlist.md   (make outputs)

Between `<!-- outputs -->` and `<!-- end outputs -->`, each line of a console block that begins with `$ ` is run, in one
folder for the whole page, and what stood below it is replaced by what it prints (standard output, then errors).
Between `<!-- printed: COMMAND -->` and `<!-- end printed -->` stands the Markdown that COMMAND prints where docs/ lies.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from allonym import paths
from allonym.tools.marked import Writers, rewrite

_BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)


def writers(folder: Path) -> Writers:
    """What writes the blocks of a page again, its commands run in `folder`."""
    return {
        "outputs": lambda block: _BLOCK.sub(lambda console: _run_block(console[0], folder), block.body),
        "printed": lambda block: f"\n{_print(block.given, folder)}\n",
    }


def _print(command: str, folder: Path) -> str:
    """Markdown with its headings one level deeper, for it stands in a section of the page."""
    docs = folder / "docs"
    if not docs.exists():
        docs.symlink_to(paths.DATA / "docs")
    return re.sub(r"^#", "##", run(command, folder), flags=re.MULTILINE)


def _run_block(block: str, folder: Path) -> str:
    lines = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{run(line[2:], folder)}" for line in lines)


def run(command: str, folder: Path) -> str:
    """What a command prints, its blank ends of lines left out, and its exit status where that is not 0."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    plain = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=False, env=plain | {"PATH": path}
    )
    lines = [line.rstrip() for line in (done.stdout + done.stderr).strip("\n").splitlines()]
    status = [f"(exit status {done.returncode})"] if done.returncode else []
    return "".join(f"{line}\n" for line in [*lines, *status])


if __name__ == "__main__":
    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as scratch:
            rewrite(Path(name), writers(Path(scratch)))
