"""The user's own registry, in both forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from allonym.errors import InputError
from allonym.names.registry import load_registry
from allonym.paths import GOLD
from allonym.watchlist.registry import read_registry


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_list_of_names_is_a_registry(tmp_path: Path) -> None:
    text = "name,type,spellings\nOmar Testi,person,Umar Testi; Omar al Testi Khan\nPort Testa,place,Porto Testa\n"
    said: list[str] = []
    registry = read_registry(written(tmp_path, "list.csv", text), said.append)
    assert [one.form for one in registry.entities["Omar Testi"].spellings] == ["Umar Testi"]
    assert [one.form for one in registry.entities["Port Testa"].spellings] == ["Port Testa", "Porto Testa"]
    assert len(said) == 1
    assert "Omar al Testi Khan has other words than Omar Testi; passed over" in said[0]


def test_json_lines_of_names_are_one_too(tmp_path: Path) -> None:
    line = '{"name": "Omar Testi", "spellings": ["Umar Testi"]}\n'
    registry = read_registry(written(tmp_path, "list.jsonl", line), print)
    assert [one.form for one in registry.entities["Omar Testi"].spellings] == ["Umar Testi"]


def test_entities_are_read_as_the_projects_are() -> None:
    assert read_registry(GOLD / "entities.jsonl", print).entities == load_registry().entities


def test_a_file_without_a_name_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no entity and no name"):
        read_registry(written(tmp_path, "list.csv", "name\n"), print)
