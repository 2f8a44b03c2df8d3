"""Several ways of writing one scholarly word are one word to the tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.names.notation import canonical
from allonym.names.scheme import scheme_names

ORIGINS = sorted({name.partition("/")[0] for name in scheme_names()})


@pytest.mark.parametrize(
    ("origin", "ways", "word"),
    [
        ("arabic", ["ḥusain", "ḥusayn"], "ḥusayn"),
        ("arabic", ["haniyya", "hanīya"], "hanīya"),
        ("arabic", ["quwwa", "qūwa"], "qūwa"),
        ("arabic", ["aiyūb", "ayyūb"], "ayyūb"),
        ("arabic", ["ʿalī", "ʻalī", "‘alī", "`alī"], "ʿalī"),
        ("arabic", ["munà", "muná"], "muná"),
        ("persian", ["ḫvāǧe", "ḫwāǧe", "ḵwāğe"], "ḫwāǧe"),
        ("persian", ["peimān", "peymān"], "peymān"),
        ("persian", ["ḫosrou", "ḫosrow"], "ḫosrow"),
        ("hebrew", ["yitsḥaq", "yitzḥaq", "yiṣḥaq"], "yiṣḥaq"),
        ("hebrew", ["mikhal", "miḵal"], "miḵal"),
        ("russian", ["юлия", "julija", "ûliâ"], "ûliâ"),
        ("russian", ["щукин", "ščukin", "ŝukin"], "ŝukin"),
        ("russian", ["michail", "михаил", "mihail"], "mihail"),
        ("russian", ["igor'", "igorʼ", "igor’", "игорь"], "igorʹ"),
        ("russian", ["rajon", "район"], "rajon"),
        ("ukrainian", ["шевченко"], "шевченко"),
    ],
)
def test_they_are_one(origin: str, ways: list[str], word: str) -> None:
    assert {canonical(origin, way) for way in ways} == {word}


@given(st.sampled_from(ORIGINS), st.text("abcdeghijklmnorstuvwyzāīūḥṣṭʿʾšžčǧâûŝïäë'-", max_size=12))
def test_the_canonical_word_is_its_own(origin: str, word: str) -> None:
    once = canonical(origin, word)
    assert canonical(origin, once) == once
