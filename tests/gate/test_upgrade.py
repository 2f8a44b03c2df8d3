"""The real thing: one version of a spaCy model put in the place of another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.runs import allonym

pytestmark = pytest.mark.models

NEW, OLD, NAME = "en_core_web_sm-3.8.0", "en_core_web_sm-3.0.0", "en_core_web_sm-3.8.0"


def bench(folder: Path, model: str) -> None:
    done = allonym(folder, "bench", "--model", model, "--as", NAME, "--corpus", "retellings", "--quiet")
    assert done.returncode == 0, done.stderr


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "allonym-gate.toml").write_text('corpora = ["retellings"]\n[[measure]]\nname = "strict.f1"\n')
    return tmp_path


def test_an_older_model_in_its_place_regresses_and_idlib_is_named(project: Path) -> None:
    bench(project, NEW)
    assert allonym(project, "gate", "--update", "--reason", "3.8.0").returncode == 0
    bench(project, OLD)
    done = allonym(project, "gate")
    assert done.returncode == 1, done.stdout
    assert "names lost: Idlib (" in done.stdout.splitlines()[-1]
    assert "other files than the baseline's" in done.stdout
    verdict = json.loads((project / "results" / "latest" / "gate.json").read_text())
    lost = [name["surface"] for name in verdict["names"][0]["lost"]]
    assert lost.count("Idlib") > 10
    (check,) = verdict["checks"]
    assert (check["what"], check["status"]) == ("strict.f1 micro coarse neutral", "regressed")


def test_the_newer_model_in_its_place_holds_and_offers_to_update(project: Path) -> None:
    bench(project, OLD)
    assert allonym(project, "gate", "--update", "--reason", "3.0.0").returncode == 0
    bench(project, NEW)
    done = allonym(project, "gate")
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-1] == "to make this run the baseline: allonym gate --update --reason WHY"
