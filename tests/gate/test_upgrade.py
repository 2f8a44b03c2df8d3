"""The real thing, as docs/gate.md tells it: one version of a spaCy model put in the place of another."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from allonym.tools.marked import marked_blocks, rewritten
from allonym.tools.outputs import writers

PAGE = Path(__file__).parents[2] / "docs" / "gate.md"


def commands(page: str) -> list[str]:
    lines = (line for block in marked_blocks(page) if block.name == "outputs" for line in block.body.splitlines())
    return [line for line in lines if line.startswith("$ ")]


@pytest.mark.models
def test_an_older_version_fails_by_name_a_newer_one_holds_and_the_page_says_so(tmp_path: Path) -> None:
    """Numbers follow the gold; what must stay is which command fails, and that the names are told."""
    page = PAGE.read_text("utf-8")
    fresh = rewritten(page, writers(tmp_path))
    assert commands(fresh) == commands(page) != []
    for text in (page, fresh):
        assert re.findall(r"\(exit status (\d)\)", text) == ["1"]
        assert re.search(r"\nregressed: .*; names lost: Idlib \(\d+\)", text)
        assert "other files than the baseline's" in text
        assert re.search(r"\nholds: 2 checks; .*\nto make this run the baseline: allonym gate --update --reason ", text)
    verdicts = [json.loads(path.read_text()) for path in sorted((tmp_path / "results").glob("2*/gate.json"))]
    assert [verdict["status"] for verdict in verdicts] == ["regressed", "holds"]
    lost = [name["surface"] for name in verdicts[0]["names"][0]["lost"]]
    assert lost.count("Idlib") > 10
    assert [(check["what"], check["status"]) for check in verdicts[0]["checks"]] == [
        ("strict.f1 micro coarse neutral", "regressed"),
        ("names.found", "regressed"),
    ]
