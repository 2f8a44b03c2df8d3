"""The contract of measures: every number of a run has one, and a file adds one."""

import json
import re
from pathlib import Path

import pytest
from support.checkout import ROOT, copy_checkout

from allonym.errors import InputError
from allonym.match import SCHEMES
from allonym.measures import catalogue, measure, measures
from allonym.measures.main import FOUND, PROBE_COLUMNS, TEXT_COLUMNS
from allonym.tools.marked import marked_blocks
from allonym.tools.results import BLOCKS

ADDED = '''
"""spelling.lost: the share of pairs that are lost."""

import numpy as np

from allonym.measures.measure import Measure
from allonym.measures.terms import per_site


def terms(pairs):
    return per_site(pairs, ~pairs.found, np.ones(len(pairs)))


MEASURES = (
    Measure(
        name="spelling.lost",
        title="lost in spelling",
        sentence="Share of the pairs that are lost.",
        takes="pairs",
        compute=terms,
        better="lower",
        label="PER",
    ),
)
'''
ADDED_TO_SPANS = '''
"""Jaccard's index: correct spans over the spans of both sides together."""

from allonym.match.counts import gold, predicted
from allonym.measures.measure import under_schemes
from allonym.measures.ratio import ratio
from allonym.measures.spans.precision_recall import gold_halves


def compute(columns):
    either = gold(columns) + predicted(columns)
    return ratio(gold_halves(columns), 2 * either - gold_halves(columns), either)


MEASURES = under_schemes("jaccard", "Jaccard", "Correct spans over the spans of both sides together.", compute)
'''


def test_a_measure_says_everything_of_itself() -> None:
    titles = [one.title for one in catalogue().values()]
    assert len(set(titles)) == len(titles)
    for name, one in catalogue().items():
        assert name == one.name == repr(one)
        assert re.fullmatch(r"[A-Z].*[.]", one.sentence), name
    with pytest.raises(InputError, match=r"did you mean strict\.f1"):
        measure("strikt.f1")


def test_a_formula_of_spans_is_a_measure_under_every_scheme() -> None:
    assert {f"{scheme}.{name}" for scheme in SCHEMES for name in ("f1", "precision", "recall")} <= catalogue().keys()
    schemes = [one.scheme for one in measures("spans")]
    assert schemes == sorted(schemes, key=SCHEMES.index)


def test_what_a_board_shows_are_measures_under_their_own_label() -> None:
    for _, selection in PROBE_COLUMNS:
        people = selection.probe == "control"  # other people's names stand in the places of people only
        assert people or measure(selection.name).label == selection.label
    assert {selection.name for _, selection in TEXT_COLUMNS} <= catalogue().keys()
    assert FOUND in catalogue()


def test_the_page_of_measures_is_what_the_files_say() -> None:
    page = ROOT / "docs" / "glossary.md"
    (block,) = (one for one in marked_blocks(page.read_text("utf-8")) if one.name == "measures")
    assert block.body == BLOCKS["measures"](None), "make results writes it"  # type: ignore[arg-type]


def test_a_measure_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")  # else the terminal's width decides where a row is folded
    checkout = copy_checkout(tmp_path / "copy")
    folder = checkout.root / "bench" / "allonym" / "measures"
    (folder / "spelling_lost.py").write_text(ADDED)
    (folder / "spans" / "jaccard.py").write_text(ADDED_TO_SPANS)
    done = checkout.allonym("bench", "--model", "capitalised-runs", "--corpus", "retellings", "--quiet")
    assert done.returncode == 0, done.stderr
    board = json.loads((checkout.root / "results" / "latest" / "leaderboard.json").read_text("utf-8"))
    assert {row["model"] for row in board["rows"]} == {"capitalised-runs"}
    assert {row["measure"] for row in board["rows"]} <= {
        *catalogue(),
        "spelling.lost",
        *(f"{s}.jaccard" for s in SCHEMES),
    }
    lost = {row["measure"]: row["value"] for row in board["rows"] if _is_whole(row)}
    assert lost["spelling.lost"] == pytest.approx(1 - lost["spelling.recall"])
    strict = {row["measure"]: row["value"] for row in board["rows"] if (row["slice"], row["label"]) == ("all", "ORG")}
    f1 = strict["strict.f1"]
    assert strict["strict.jaccard"] == pytest.approx(f1 / (2 - f1))
    spans = {"one": [(0, 3, "PER"), (4, 7, "PER")], "two": [(0, 3, "PER"), (8, 9, "PER")]}
    for name, some in spans.items():
        listed = [dict(zip(("start", "end", "label"), span, strict=True)) for span in some]
        (checkout.root / f"{name}.jsonl").write_text(json.dumps({"id": "d", "text": "Ali met Bob", "spans": listed}))
    scored = checkout.allonym("score", "one.jsonl", "two.jsonl", "--format", "json")
    assert json.loads(scored.stdout)["macro"]["strict"]["jaccard"] == pytest.approx(1 / 3)
    assert "jaccard" in checkout.allonym("score", "one.jsonl", "two.jsonl").stdout
    shown = checkout.allonym("show", "--by", "measure")
    helped = checkout.allonym("runs", "history", "--help")
    for text in (shown.stdout, helped.stdout):
        assert "lost in spelling: Share of the pairs that are lost." in " ".join(text.split())
        assert "Jaccard, exact" in text
    assert re.search(r"respell +spelling\.lost +PER +lost in spelling +\d", shown.stdout)


def _is_whole(row: dict[str, object]) -> bool:
    return (row["probe"], row["slice"], row["label"], row["corpus"]) == ("respell", "all", "PER", "all")
