"""The static site of a run: python -m allonym.tools.site RUN FOLDER   (make site: of the latest run, beside the docs)

python -m allonym.tools.site --freeze VERSION RUN boards   keeps the run's board as that of a version
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from allonym.corpus.files import writing_bytes
from allonym.errors import InputError, check_name
from allonym.paths import DATA
from allonym.runs.gold import gold_of
from allonym.runs.read import find_run
from allonym.show.since import freeze
from allonym.site.make import BoardSite, frozen_boards, size

BOARDS = DATA / "boards"
"""Boards of past versions, a JSON file each."""


def build(run: str, folder: Path, boards: Path = BOARDS) -> str:
    """Write the site; a line on what was written."""
    found = find_run(run)
    files = list(BoardSite(found, gold_of(found, (), None, lambda _: None), folder, frozen_boards(boards)).build())
    return f"{folder}: {len(files):,} files of run {found.id}; with all that lies there {size(folder):,} bytes"


def keep(version: str, run: str, folder: Path) -> str:
    """Write the board of a run as that of a version; the line that says so."""
    check_name("version", version, "--freeze")
    path = folder / f"{version}.json"
    with writing_bytes(path) as file:
        file.write(msgspec.json.format(msgspec.json.encode(freeze(find_run(run), version)), indent=1) + b"\n")
    return f"{path}: the board of {version}"


def main(arguments: Sequence[str]) -> None:
    if arguments[0] == "--freeze":
        print(keep(arguments[1], arguments[2], Path(arguments[3])))
    else:
        print(build(arguments[0], Path(arguments[1])))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except InputError as error:
        sys.exit(f"allonym: {error}")
