"""A person with few spellings is a suspect only where a scheme gives one more; evidence is from outside."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from allonym.gold.checks.registry import check
from allonym.names.registry import Entity, load_registry


def suspects(entity: Entity) -> list[str]:
    tree: Any = SimpleNamespace(
        where=str, root=Path("gold"), broken=(), registry=(entity,), lines={entity.id: 1}
    )  # fmt: skip
    return [finding.what for finding in check(tree)]


def person(name: str) -> Entity:
    entity = load_registry().get(name)
    assert entity is not None
    return entity


def test_all_that_the_schemes_give_is_enough_however_few() -> None:
    few = person("riste_ajdinovski")
    assert len(few.spellings) < 4
    assert not suspects(few)


def test_a_spelling_that_a_scheme_gives_is_missed() -> None:
    whole = person("wael_barghash")
    assert not suspects(whole)
    assert "3 spellings with evidence" in suspects(replace(whole, spellings=whole.spellings[:3]))[0]


def test_without_a_scholarly_form_four_are_wanted() -> None:
    few = replace(person("riste_ajdinovski"), parts=())
    assert "4 are wanted" in suspects(few)[0]


def test_a_text_of_ours_is_no_evidence() -> None:
    whole = person("wael_barghash")
    own = replace(whole.spellings[0], evidence="usage: gold/stress/057_all_caps_telex")
    assert suspects(replace(whole, spellings=(own, *whole.spellings[1:]))) == [
        f"{own.form!r} of wael_barghash has no evidence but a text of the gold, gold/stress/057_all_caps_telex"
    ]
