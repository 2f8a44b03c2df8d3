"""spellings.jsonl.gz: what is written of the pairs is read back."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from support.pairs import table

from allonym.evaluate.entry import OK, Entry
from allonym.measures import measures
from allonym.measures.pairs import joined
from allonym.runs.outcomes import FILE, outcome_lines, outcomes_file, read_outcomes, read_pairs

ENTRIES = [
    Entry(model=f"m{seed}", status=OK, probes={"respell": table(seed), "fold": table(seed + 5)}) for seed in (1, 2)
]


@pytest.mark.parametrize(
    "factor", ["scheme", "register", "texts", "stratum", "origin", "slot", "corpus", "label", "entity"]
)
def test_every_measure_of_every_part_is_the_same_after_reading(factor: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(outcomes_file(ENTRIES))
    kept = read_pairs(read_outcomes(tmp_path), {"respell", "fold"}, {"gold"})
    for entry in ENTRIES:
        for probe, pairs in entry.probes.items():
            again = kept[probe][entry.model]
            assert again.present(factor) == pairs.present(factor)
            for value in pairs.present(factor):
                for measure in measures("pairs"):
                    parts = [side.where(factor, value) for side in (pairs, again)]
                    one, two = (measure.compute(*(some for _ in measure.tables)) for some in parts)
                    assert (one.n, one.value) == pytest.approx((two.n, two.value), nan_ok=True)


def test_only_the_probes_that_are_asked_for_are_read() -> None:
    assert read_pairs(outcome_lines(ENTRIES), {"fold"}).keys() == {"fold"}
    assert read_pairs([], {"fold"}) == {}


def test_a_probe_that_asked_nothing_has_no_lines() -> None:
    nothing = Entry(model="m", status=OK, probes={"respell": joined([])})
    assert list(outcome_lines([nothing])) == []


def test_a_line_has_the_sites_of_one_spelling() -> None:
    lines = [line for line in outcome_lines(ENTRIES) if line["probe"] == "respell" and line["spelling"]]
    sites = [(line["spelling"], line["scheme"], *site[:4]) for line in lines for site in line["sites"]]
    assert len(sites) == len(set(sites)) == len(table(1).put)
    spurious = [sum(line.get("spurious", {}).get("m1", [])) for line in lines]
    assert sum(spurious) == table(1).numbers["spurious"].sum()
    leads = np.concatenate([line.get("leads", np.ones(len(line["sites"]))) for line in lines])
    assert leads.sum() == table(1).numbers["leads"].sum()
    assert json.loads(json.dumps(lines)) == lines
