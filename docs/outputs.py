"""Run the commands of pages again and write what they print: python docs/outputs.py docs/gate.md docs/watchlist.md

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

_PART = re.compile(r"(?<=<!-- outputs -->\n).*?(?=<!-- end outputs -->)", re.DOTALL)
_BLOCK = re.compile(r"(?<=```console\n).*?(?=```)", re.DOTALL)
_PRINTED = re.compile(r"(<!-- printed: (.*?) -->\n).*?(?=<!-- end printed -->)", re.DOTALL)


def renew(page: str, folder: Path) -> str:
    """The page with the outputs of its commands, run in `folder`."""
    page = _PART.sub(lambda part: _BLOCK.sub(lambda block: _run_block(block[0], folder), part[0]), page)
    return _PRINTED.sub(lambda part: f"{part[1]}\n{_print(part[2], folder)}\n", page)


def _print(command: str, folder: Path) -> str:
    """Markdown with its headings one level deeper, for it stands in a section of the page."""
    docs = folder / "docs"
    if not docs.exists():
        docs.symlink_to(Path(__file__).resolve().parent)
    return re.sub(r"^#", "##", run(command, folder), flags=re.MULTILINE)


def commands(page: str) -> list[str]:
    """The commands of a page, in order."""
    blocks = [block for part in _PART.findall(page) for block in _BLOCK.findall(part)]
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


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
    told = [line.rstrip() for line in (done.stdout + done.stderr).strip("\n").splitlines()]
    status = [f"(exit status {done.returncode})"] if done.returncode else []
    return "".join(f"{line}\n" for line in [*told, *status])


if __name__ == "__main__":
    for name in sys.argv[1:]:
        file = Path(name)
        with tempfile.TemporaryDirectory() as scratch:
            file.write_text(renew(file.read_text("utf-8"), Path(scratch)), "utf-8")
