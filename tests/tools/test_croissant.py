"""The gold's cards: that for machines names files and columns that are there, and so does that of Hugging Face."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from allonym import paths
from allonym.tools.croissant import main, text


def ids(node: Any) -> set[str]:
    """Every id that a card gives to something."""
    if isinstance(node, list):
        return {one for part in node for one in ids(part)}
    if not isinstance(node, dict):
        return set()
    mine = {node["@id"]} if "@type" in node and "@id" in node else set()
    return mine | {one for key, part in node.items() if key != "@context" for one in ids(part)}


def pointers(node: Any) -> set[str]:
    """Every id that a card points to."""
    if isinstance(node, list):
        return {one for part in node for one in pointers(part)}
    if not isinstance(node, dict):
        return set()
    mine = {node["@id"]} if set(node) == {"@id"} else set()
    return mine | {one for key, part in node.items() if key != "@context" for one in pointers(part)}


def test_what_it_points_to_is_there() -> None:
    made = json.loads(text())
    assert pointers(made)
    assert pointers(made) <= ids(made)


def test_files_columns_and_hashes_are_those_of_the_gold() -> None:
    made = json.loads(text())
    for file in (one for one in made["distribution"] if one["@type"] == "cr:FileObject"):
        content = (paths.GOLD / file["contentUrl"]).read_bytes()
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert file["contentSize"] == f"{len(content)} B"
    for records in made["recordSet"]:
        for field in records["field"]:
            file = paths.GOLD / field["source"]["fileObject"]["@id"]
            first = json.loads(file.read_text("utf-8").splitlines()[0])
            assert field["source"]["extract"]["column"] in first
    for group in (one for one in made["distribution"] if one["@type"] == "cr:FileSet"):
        assert list(paths.GOLD.glob(group["includes"]))


def test_a_card_of_another_gold_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("entities.jsonl", "unseen.jsonl", "croissant.json"):
        (tmp_path / name).write_bytes((paths.GOLD / name).read_bytes())
    monkeypatch.setattr(paths, "GOLD", tmp_path)
    assert main(["--check"]) == 0
    (tmp_path / "unseen.jsonl").write_text("{}\n")
    assert main(["--check"]) == 1
    assert "make card" in capsys.readouterr().err
    assert main([]) == main(["--check"]) == 0


def test_the_card_of_hugging_face_names_files_that_are_there() -> None:
    _, front, rest = (paths.GOLD / "README.md").read_text("utf-8").split("---\n", 2)
    about = yaml.safe_load(front)
    assert about["license"] == "cc-by-4.0"
    assert all((paths.GOLD / one["data_files"]).is_file() for one in about["configs"])
    assert rest.lstrip().startswith("# gold")
