"""The package as an installation has it, for the interpreters of model environments."""

from __future__ import annotations

import tomllib
from importlib.metadata import EntryPoint, distribution
from pathlib import Path

import msgspec
import pytest

import allonym
from allonym import paths


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package and its entry points, as an installation has them."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "allonym").symlink_to(Path(allonym.__file__).parent)
    (folder / "msgspec").symlink_to(Path(msgspec.__file__).parent)  # for the watchlist, which the engine spells
    told = folder / "allonym-0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: allonym\nVersion: 0\n")
    points = [point for point in distribution("allonym").entry_points if point.group == "spacy_factories"]
    points = points or [_declared()]
    lines = "".join(f"[{one.group}]\n{one.name} = {one.value}\n" for one in points)
    (told / "entry_points.txt").write_text(lines)
    return folder


def _declared() -> EntryPoint:
    """The entry point of pyproject.toml, where the installation is older."""
    project = tomllib.loads((paths.DATA / "pyproject.toml").read_text("utf-8"))["project"]
    ((name, value),) = project["entry-points"]["spacy_factories"].items()
    return EntryPoint(name, value, "spacy_factories")
