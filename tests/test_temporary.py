"""Folders and files that last for a while."""

from __future__ import annotations

from pathlib import Path

from allonym.corpus.files import writing
from allonym.temporary import PREFIX, temporary_file, temporary_folder


def test_a_file_is_made_in_a_temporary_folder_at_once(tmp_path: Path) -> None:
    with temporary_folder(tmp_path) as folder:
        with writing(folder / "a.txt") as file:
            file.write("a")
        with temporary_file(folder, "x-") as (_, one), temporary_file(folder, "x-") as (_, two):
            assert sorted(folder.glob("x-*")) == sorted([one, two])
        assert [path.name for path in folder.iterdir()] == ["a.txt"]
    assert not list(tmp_path.iterdir())


def test_a_folder_in_use_stays_when_another_is_made(tmp_path: Path) -> None:
    (tmp_path / f"{PREFIX}left").mkdir()
    with temporary_folder(tmp_path) as one, temporary_folder(tmp_path) as two:
        assert sorted(tmp_path.iterdir()) == sorted([one, two])
