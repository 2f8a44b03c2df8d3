"""The raw material of the lexicon that is the project's own."""

from __future__ import annotations

import json
import re
from pathlib import Path

from allonym.names.engine.native import native_key
from allonym.tools.lexicon.sources import CountedName, Person, borne, by_order, pools, spelled


def test_each_listed_name_stands_once_with_plain_forms() -> None:
    names = list(spelled())
    keys = [(name.origin, native_key(name.native)) for name in names]
    assert len(names) > 20_000
    assert len(set(keys)) == len(keys)
    assert {name.origin for name in names} == {"Arabic", "Persian"}
    assert all(re.fullmatch("[ء-ۓ ]+", name.native) for name in names)
    assert all(name.counts and all(re.fullmatch("[a-z]+", form) for form in name.counts) for name in names)


def test_a_listed_form_is_not_counted_as_often_as_one_that_was_seen_twice() -> None:
    (name,) = [one for one in spelled() if one.native == "البرادعي"]
    assert name.counts["baradei"] == 1


def test_the_first_form_of_a_listed_name_counts_most_and_the_fourth_not_at_all() -> None:
    (name,) = by_order(
        [CountedName("Arabic", "بشير", dict.fromkeys(["bashir", "bachir", "bechir", "beshir", "basher"], 1))]
    )
    assert [*name.counts.items()] == [("bashir", 2), ("bachir", 1), ("bechir", 1), ("beshir", 0), ("basher", 0)]


def test_words_of_labels_are_counted_for_the_native_word_in_their_place() -> None:
    labels = (
        ("Mohammad Rezaei", "en"),
        ("Muhammad al-Rezaei", "alias"),
        ("M. Rezaei", "fr"),
        ("Ali Muhammad Rezaei", "alias"),
    )
    found = {(one.origin, one.native): one.counts for one in borne([Person("محمد رضايي", "IR", labels)])}
    assert found == {
        ("Persian", "محمد"): {"mohammad": 1, "muhammad": 1},
        ("Persian", "رضايي"): {"rezaei": 3},
    }


def test_a_counted_form_of_a_part_of_a_name_is_left_out(tmp_path: Path) -> None:
    record = {
        "pool": "persian_given",
        "arabic_key": "محمدمهدی",
        "variants": [{"form": "Mohammad", "n": 32}, {"form": "Mohammadmehdi", "n": 7}],
    }
    (tmp_path / "unseen_pool.jsonl").write_text(json.dumps(record), "utf-8")
    assert [name.counts for name in pools(tmp_path)] == [{"mohammadmehdi": 7}]
