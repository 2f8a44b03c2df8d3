"""Orders of models compared, on pairs whose outcomes decide them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from support.pairs import table
from support.runs import keep_run, perfect, write_gold

from allonym.match.mentions import FOUND, MISSED
from allonym.measures.pairs import Pairs
from allonym.runs.read import read_run
from allonym.show import orders as module
from allonym.show.orders import orders


def found(share: float, other: float) -> Pairs:
    """A table in which a share of the sites of one corpus is found, and another share of the other's."""
    pairs = table(1)
    site, gold = pairs.codes["site"], pairs.codes["corpus"] == 0
    hit = (site // 2) % 10 < 10 * np.where(gold, share, other)
    numbers = {**pairs.numbers, "after": np.where(hit, FOUND, MISSED), "right": hit.astype(np.int64)}
    return Pairs(pairs.codes, pairs.values, numbers | {"predicted": np.ones(len(pairs), np.int64)})


@pytest.mark.parametrize(("shares", "tau"), [([0.2, 0.5, 0.9], 1.0), ([0.9, 0.5, 0.2], -1.0)])
def test_corpora_that_agree_and_that_do_not(
    tmp_path: Path, shares: list[float], tau: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FEWEST", 2)
    models = {
        f"m{n}": found(first, second) for n, (first, second) in enumerate(zip([0.2, 0.5, 0.9], shares, strict=True))
    }
    gold = write_gold(tmp_path / "gold.jsonl")
    probes = {model: {"respell": pairs} for model, pairs in models.items()}
    run = read_run(keep_run(tmp_path / "results", "r1", gold, dict.fromkeys(models, perfect()), pairs=probes))
    (line,) = (row for row in orders(run).rows if row[0] == "corpora")
    assert line[1:3] == ("gold", "other")
    assert line[5] == tau
    assert line[6] <= line[5] <= line[7]  # type: ignore[operator]


def test_registers_of_another_probe_are_compared_with_those_of_the_press(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FEWEST", 2)
    shares = {"m1": 0.2, "m2": 0.5, "m3": 0.9}
    gold = write_gold(tmp_path / "gold.jsonl")
    probes = {
        model: {"respell": found(share, share), "fold": in_capitals(found(1 - share, 1 - share))}
        for model, share in shares.items()
    }
    run = read_run(keep_run(tmp_path / "results", "r1", gold, dict.fromkeys(shares, perfect()), pairs=probes))
    lines = [row for row in orders(run).rows if row[0] == "registers" and row[2] == "capitals"]
    assert lines
    assert {line[5] for line in lines} == {-1.0}


def in_capitals(pairs: Pairs) -> Pairs:
    """The same in the register of capitals alone."""
    codes = np.where(pairs.printed, pairs.codes["register"], len(pairs.values["register"]))
    values = {**pairs.values, "register": (*pairs.values["register"], "capitals")}
    return Pairs({**pairs.codes, "register": codes}, values, pairs.numbers)
