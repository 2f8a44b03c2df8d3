"""The folders of runs that lie below a results folder: of `allonym bench`, and of `allonym names`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allonym.errors import InputError
from allonym.runs.read import read_about
from allonym.runs.share import own_size

_BOARD, _NAMES = "leaderboard.json", "names.json"


@dataclass(frozen=True, slots=True)
class RunFolder:
    """A run's folder: when the run began, what was run on what, and the links that point at it.

    `size` counts the bytes that no other run shares: those that go with it.
    """

    path: Path
    started: str
    corpora: tuple[str, ...]
    models: tuple[str, ...]
    size: int
    links: tuple[str, ...]
    of_bench: bool
    """Whether it is a run of `allonym bench`; of `allonym names` otherwise."""

    @property
    def id(self) -> str:
        return self.path.name

    def as_json(self) -> dict[str, Any]:
        """One record: what `allonym runs list --format json` prints."""
        keys = ("id", "started", "corpora", "models", "size", "links")
        return {key: getattr(self, key) for key in keys} | {"path": str(self.path)}


def run_folders(results: Path) -> list[RunFolder]:
    """The whole runs below a folder, newest first; folders of other things are passed over."""
    links: dict[str, list[str]] = {}
    for link in sorted(path for path in results.glob("*") if path.is_symlink()):
        links.setdefault(link.resolve().name, []).append(link.name)
    folders = [path for path in results.glob("*") if is_run(path) and not path.is_symlink()]
    found = [_read(path, tuple(links.get(path.name, ()))) for path in folders]
    return sorted(found, key=lambda run: (run.started, run.id), reverse=True)


def is_run(path: Path) -> bool:
    """Whether a folder is what a run leaves."""
    whole = (path / "run.json").is_file() and any((path / name).is_file() for name in (_BOARD, _NAMES))
    return whole and not path.name.startswith(".")


def _read(path: Path, links: tuple[str, ...]) -> RunFolder:
    """A folder as far as its run.json can be read: a damaged run is listed, so that it can be removed."""
    try:
        about = read_about(path)
    except InputError:
        about = {}
    corpora, models = (tuple(about.get(key, ())) for key in ("gold", "models"))
    size = own_size(path)
    return RunFolder(path, str(about.get("started", "")), corpora, models, size, links, (path / _BOARD).is_file())
