"""Forms that usage speaks against."""

from __future__ import annotations

import pytest

from allonym.names.engine.lexicon import Headword
from allonym.names.engine.spell import spell
from allonym.names.engine.usage import by_usage, usages

_PERSIAN = Headword("Persian", "فوزی", (("fowzi", 12), ("fozi", 3), ("fauzi", 2)))
_ARABIC = Headword("Arabic", "فوزي", (("fawzi", 30), ("faouzi", 20), ("fowzi", 2)))


def _left(word: str, forms: list[str], own: list[Headword], origin: str, counts: dict[str, int]) -> list[float]:
    return by_usage(word, forms, usages(word, forms, own, origin), counts).tolist()


def test_a_form_of_the_other_language_alone_weighs_less() -> None:
    left = _left("fowzi", ["fozi", "faouzi"], [_PERSIAN, _ARABIC], "Persian", {})
    assert left == [1, pytest.approx(0.3)]


def test_without_an_origin_all_that_are_borne_weigh_the_same() -> None:
    assert _left("fowzi", ["fozi", "faouzi"], [_PERSIAN, _ARABIC], "", {}) == [1, 1]


def test_of_a_known_name_a_form_that_nobody_bears_weighs_less() -> None:
    assert _left("fowzi", ["fowzi", "fovzi"], [_PERSIAN, _ARABIC], "", {}) == [1, pytest.approx(0.25)]
    assert _left("fowzi", ["fovzi"], [], "", {}) == [1]


def test_a_form_that_mostly_stands_for_another_name_is_another_name() -> None:
    hamid = Headword("Arabic", "حميد", (("hamid", 140), ("hameed", 40)))
    hamed = Headword("Arabic", "حامد", (("hamed", 100), ("hamid", 10), ("hamid", 2)))
    left = _left("hamid", ["hameed", "hamed"], [hamid, hamed], "", {"hamed": 104})
    assert left == [1, pytest.approx(0.1)]
    assert _left("hamed", ["hamid"], [hamed], "", {"hamid": 30}) == [1]


def test_a_counted_form_of_other_names_alone_is_another_name() -> None:
    left = _left("fowzi", ["fozi", "fayzi"], [_PERSIAN, _ARABIC], "", {"fozi": 2, "fayzi": 40})
    assert left == [1, pytest.approx(0.1)]


def test_an_iranian_is_spelled_as_in_the_maghreb_more_seldom_than_an_arab() -> None:
    def weight(name: str) -> float:
        return sum(one.weight for one in spell(name, top=50).spellings if one.form.startswith("Bechir"))

    assert 0 < weight("Bashir Babajanzadeh") < weight("Bashir Haddad") / 2
