"""What one always passes: allonym.toml, or [tool.allonym] of pyproject.toml, in this folder or the nearest above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

FILE, PROJECT = "allonym.toml", "pyproject.toml"
_TODO = "see docs/settings.md"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file's keys; paths are relative to its folder."""

    models: tuple[str, ...] | None = None
    corpora: tuple[str, ...] | None = None
    articles: str | None = None
    out: str | None = None


def settings() -> Mapping[str, Any]:
    """The value of each key that a file sets; InputError for a file that is broken."""
    return _settings_of(Path.cwd())


@cache
def _settings_of(folder: Path) -> Mapping[str, Any]:
    for place in (folder, *folder.parents):
        for path in (place / FILE, place / PROJECT):
            if path.is_file() and (found := _read(path)) is not None:
                return dict(_placed(found, place))
    return {}


def _read(path: Path) -> Settings | None:
    """The settings of a file; None for a pyproject.toml without any."""
    from allonym.corpus.checked import converted, from_toml
    from allonym.corpus.files import read_bytes

    table = from_toml(read_bytes(path), str(path), dict[str, Any], "not TOML")
    found = table if path.name == FILE else table.get("tool", {}).get("allonym")
    return None if found is None else converted(found, Settings, str(path), todo=_TODO)


def _placed(found: Settings, folder: Path) -> Iterator[tuple[str, Any]]:
    for key in ("models", "corpora"):
        if (names := getattr(found, key)) is not None:
            yield key, tuple(str(folder / name) if (folder / name).is_file() else name for name in names)
    for key in ("articles", "out"):
        if (path := getattr(found, key)) is not None:
            yield key, folder / path
