"""What `allonym names` prints first: the verdict on lists that models find, lose, share, or were not asked."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import msgspec

from allonym.watchlist.answer import NameAnswer, Summary
from allonym.watchlist.kept import KeptNames
from allonym.watchlist.screen import at_risk, most_lost, verdict, write_screen


def model(name: str, found: int, missed: int, whole: int = 1, **more: Any) -> dict[str, Any]:
    return {"model": name, "status": "ok", "found": found, "missed": missed, "whole_names": whole} | more


def summary(*models: dict[str, Any], pairs: tuple[dict[str, Any], ...] = (), **more: Any) -> Summary:
    known = {"list": "list.csv", "count": 12, "texts": 80, "words": 900, "gold": True, "places": {"PER": ["a", "b"]}}
    return msgspec.convert(known | {"models": models, "pairs": pairs} | more, Summary)


def test_the_best_and_the_one_beside_it() -> None:
    pair = {"by": "union", "models": ["a", "b"], "found": 76, "spurious": 3}
    assert list(verdict(summary(model("a", 72, 8, 9), model("b", 40, 40), pairs=(pair,)))) == [
        "a finds more of your names than the others: 90.0% of 80 tries, and 9 of 12 names in every spelling and place.",
        "With b beside it, 95.0% are found by one or the other.",
    ]


def test_one_alone_a_tie_and_a_failure() -> None:
    [alone] = verdict(summary(model("a", 72, 8)))
    assert alone.startswith("a finds 90.0% of 80 tries")
    tie = list(verdict(summary(model("a", 72, 8), model("b", 72, 8))))
    assert "b finds as many." in tie
    failed = {"model": "c", "status": "failed", "reason": "killed"}
    assert list(verdict(summary(model("a", 72, 8), failed)))[-1] == "c was not measured: killed."
    assert list(verdict(summary(failed))) == ["No model was measured.", "c was not measured: killed."]


def test_a_name_at_risk_has_the_place_where_this_model_lost_it() -> None:
    lost = [
        {"model": who, "form": "Omer", "place": "p", "text": f"{who} met ⟦Omer⟧ there", "outcome": "missed", "said": []}
        for who in ("b", "a")
    ]
    name = {"line": 3, "name": "Omar", "type": "PER", "found": {"a": 0.25, "b": 1.0}, "spellings": [], "lost": lost}
    assert list(at_risk(msgspec.convert(name, NameAnswer), "a")) == [
        "  Omar (line 3): found in 25% of its tries",
        "    a met ⟦Omer⟧ there",
    ]


def test_the_screen_fits_and_its_longest_list_is_asked_for(tmp_path: Path) -> None:
    names = [
        {"line": n, "name": f"Name {n}", "type": "PER", "found": {"a": 0.5}, "spellings": [], "lost": []}
        for n in range(30)
    ]
    head = json.dumps(msgspec.to_builtins(summary(model("a", 72, 8))))[:-1]
    path = tmp_path / "names.json"
    path.write_text(head + ', "names": [\n' + ",\n".join(map(json.dumps, names)) + "\n]}\n")
    kept = KeptNames(path, summary(model("a", 72, 8)))
    for show, width in ((5, 80), (10, 120)):
        file = io.StringIO()
        write_screen(kept, show, file, width)
        lines = file.getvalue().splitlines()
        assert sum("found in 50%" in line for line in lines) == show
        assert max(map(len, lines)) <= width or any(str(tmp_path) in line for line in lines)
        assert len(lines) <= 40


def test_names_with_one_spelling_are_said_first(tmp_path: Path) -> None:
    (tmp_path / "names.json").write_text("{}\n]}\n")
    file = io.StringIO()
    write_screen(KeptNames(tmp_path / "names.json", summary(model("a", 72, 8), single=3)), 5, file, 120)
    assert file.getvalue().startswith("3 of your 12 names had only one spelling to be tried in")


def test_the_names_at_risk_are_those_that_the_named_model_finds_least_often() -> None:
    shares = {"Always": 1.0, "Seldom": 0.2, "Mostly": 0.8}
    names = [NameAnswer(1, name, "PERSON", {"m": share, "other": 0.0}, ()) for name, share in shares.items()]
    assert [one.name for one in most_lost(names, "m", 2)] == ["Seldom", "Mostly"]
    assert [one.name for one in most_lost(names, "m", 1)] == ["Seldom"]
