"""The room of tags has one door: no module outside imports from behind it."""

import re
from pathlib import Path

import allonym

PACKAGE = Path(allonym.__file__).parent


def test_nothing_is_imported_from_behind_the_door() -> None:
    inside = PACKAGE / "corpus" / "tags"
    behind = re.compile(r"^\s*(?:from|import) allonym\.corpus\.tags\.\w+", re.MULTILINE)
    outside = [file for file in PACKAGE.rglob("*.py") if inside not in file.parents]
    assert len(outside) > 100
    assert [file.name for file in outside if behind.search(file.read_text("utf-8"))] == []
