"""The simulation of intervals and tests: its law, and what it finds on few corpora."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from allonym.tools import simulated
from allonym.tools.simulated import DOCUMENTS, Law, corpus, f1, trial


def test_endless_text_has_the_f1_of_its_law() -> None:
    law = Law(recall=0.7, spurious=0.3)
    _, (found,) = corpus(20_000, (law,), np.random.default_rng(1))
    assert float(f1(found.sum(axis=0))) == pytest.approx(law.f1, abs=0.003)


def test_mentions_of_a_document_are_alike_and_documents_are_as_hard_for_both() -> None:
    document, (one, two) = corpus(3_000, (Law(alike=0.5), Law(alike=0.5)), np.random.default_rng(2))
    shares = [np.bincount(document, found[:, 1]) / np.bincount(document, found[:, 0]) for found in (one, two)]
    assert np.corrcoef(shares)[0, 1] > 0.8


def test_five_documents_tell_nothing_apart_and_a_hundred_do() -> None:
    few, many = (np.mean([trial(Law(), documents, seed) for seed in range(40)], axis=0) for documents in (5, 100))
    assert few[1:].tolist() == [0, 0]
    assert many[0] > 0.85
    assert many[1] < 0.25
    assert many[2] > 0.7


def test_the_table_is_written_into_its_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulated, "CORPORA", 2)
    monkeypatch.setattr(simulated, "DOCUMENTS", DOCUMENTS[:2])
    page = tmp_path / "page.md"
    page.write_text("<!-- simulated -->\n<!-- end simulated -->\n")
    simulated.main(page)
    assert "| 0.2 | 10 |" in page.read_text()
    assert "2 corpora a row" in page.read_text()
