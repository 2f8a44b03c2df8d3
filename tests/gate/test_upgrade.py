"""The real thing, as docs/gate.md tells it: one version of a spaCy model put in the place of another."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from support.outputs import DOCS, outputs


@pytest.mark.models
def test_an_older_version_fails_by_name_a_newer_one_holds_and_the_page_says_so(tmp_path: Path) -> None:
    """Numbers follow the gold; what must stay is which command fails, and that the names are told."""
    page = (DOCS / "gate.md").read_text("utf-8")
    fresh = outputs().renew(page, tmp_path)
    assert outputs().commands(fresh) == outputs().commands(page)
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
