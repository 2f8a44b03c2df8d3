"""The real thing: one version of a spaCy model put in the place of another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.runs import allonym

pytestmark = pytest.mark.models

NEW, OLD, NAME = "en_core_web_sm-3.8.0", "en_core_web_sm-3.0.0", "en_core_web_sm-3.8.0"

NO_PROBES = ("--probe", "none")


def bench(folder: Path, model: str) -> None:
    done = allonym(folder, "bench", "--model", model, "--as", NAME, "--corpus", "retellings", "--quiet", *NO_PROBES)
    assert done.returncode == 0, done.stderr


def test_an_older_model_in_its_place_regresses_and_idlib_is_named(tmp_path: Path) -> None:
    bench(tmp_path, NEW)
    assert allonym(tmp_path, "gate", "--update", "--reason", "3.8.0").returncode == 0
    bench(tmp_path, OLD)
    done = allonym(tmp_path, "gate")
    assert done.returncode == 1, done.stdout
    assert "names lost: Idlib (" in done.stdout.splitlines()[-1]
    assert "other files than the baseline's" in done.stdout
    verdict = json.loads((tmp_path / "results" / "latest" / "gate.json").read_text())
    lost = [name["surface"] for name in verdict["names"][0]["lost"]]
    assert lost.count("Idlib") > 10
    assert [(check["what"], check["status"]) for check in verdict["checks"]] == [
        ("strict.f1 micro coarse neutral", "regressed"),
        ("names.found", "regressed"),
    ]


def test_the_newer_model_in_its_place_holds_and_offers_to_update(tmp_path: Path) -> None:
    bench(tmp_path, OLD)
    assert allonym(tmp_path, "gate", "--update", "--reason", "3.0.0").returncode == 0
    bench(tmp_path, NEW)
    done = allonym(tmp_path, "gate")
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-1] == "to make this run the baseline: allonym gate --update --reason WHY"
