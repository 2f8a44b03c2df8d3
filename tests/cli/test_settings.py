"""allonym.toml and [tool.allonym]: what one always passes, from the nearest file, below the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.checkout import ROOT
from support.command import allonym_here

from allonym.cli.settings import _settings_of


def test_the_nearest_file_counts_and_paths_are_relative_to_it(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "ours.toml").touch()
    (tmp_path / "allonym.toml").write_text('models = ["ours.toml", "x-1"]\nout = "kept"\narticles = "texts"\n')
    assert _settings_of(inner) == {
        "models": (str(tmp_path / "ours.toml"), "x-1"),
        "out": tmp_path / "kept",
        "articles": tmp_path / "texts",
    }
    (tmp_path / "a" / "pyproject.toml").write_text('[project]\nname = "x"\n')
    _settings_of.cache_clear()
    assert _settings_of(inner)["out"] == tmp_path / "kept", "a pyproject.toml without the table says nothing"
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.allonym]\ncorpora = ["stress"]\n')
    _settings_of.cache_clear()
    assert _settings_of(inner) == {"corpora": ("stress",)}


def test_a_setting_is_the_default_and_the_command_line_wins(tmp_path: Path) -> None:
    (tmp_path / "allonym.toml").write_text('out = "kept"\nmodels = ["no-such-model"]\ncorpora = ["no-such-corpus"]\n')
    assert f"[default:{tmp_path / 'kept'}]" in "".join(allonym_here(tmp_path, "bench", "--help").stdout.split())
    assert "no-such-model" in allonym_here(tmp_path, "bench").stderr
    assert "no model 'other'" in allonym_here(tmp_path, "bench", "--model", "other").stderr
    assert "no-such" not in allonym_here(tmp_path, "runs", "list").stderr, "a setting is of the commands that have it"


@pytest.mark.parametrize("broken", ["modles = []", 'models = "a"', "models = ["])
def test_a_broken_file_is_one_line(tmp_path: Path, broken: str) -> None:
    (tmp_path / "allonym.toml").write_text(broken)
    done = allonym_here(tmp_path, "runs", "list")
    assert done.returncode == 2
    assert done.stderr.startswith(f"allonym: {tmp_path / 'allonym.toml'}: ")
    assert len(done.stderr.splitlines()) == 1


def test_every_environment_variable_stands_on_the_page() -> None:
    page = (ROOT / "docs" / "settings.md").read_text()
    read = re.compile(r"""environ(?:\.get\(|\[|ment\.get\()["']([A-Z_]+)["']""")
    asked = {name for path in (ROOT / "bench").rglob("*.py") for name in read.findall(path.read_text())}
    assert len(asked) >= 5
    assert sorted(name for name in asked - {"PATH"} if f"`{name}`" not in page) == []
