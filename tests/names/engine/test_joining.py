"""A name's words joined in one style at a time."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from allonym.names.engine.families import tables_of
from allonym.names.engine.joining import Joined, join
from allonym.names.engine.words import candidates
from allonym.names.engine.written import read


def joined(name: str, family: str, most: int, *, whole: bool = False) -> Joined:
    words = read(name)
    tables = tables_of(family)
    return join(tables, words, [candidates(family, word.key) for word in words], tables.bias, most, whole=whole)


@pytest.mark.parametrize("name", ["Khaled Nasser", "Maryam", "Fatemeh Mohammad Beigi"])
def test_the_likeliest_ways_of_all_come_first(name: str) -> None:
    found = joined(name, "semitic", 10)
    texts, tables = zip(*found.choices, strict=True)
    every = sorted(
        (float(np.prod([table[at] for table, at in zip(tables, row, strict=True)], axis=0) @ found.tables.bias), row)
        for row in product(*(range(len(own)) for own in texts))
    )[::-1]
    assert found.weights == pytest.approx([weight for weight, _ in every[:10]])
    assert found.outputs(0) == [own[at] for own, at in zip(texts, every[0][1], strict=True)]


def test_the_name_as_it_was_given_is_known_among_its_forms() -> None:
    found = joined("Khaled Nasser", "semitic", 200)
    (own,) = found.unchanged()
    assert found.outputs(own) == ["khaled", "nasser"]


def test_each_scheme_gives_the_whole_name_once() -> None:
    plain, whole = joined("Boris Yeltsin", "russian", 5), joined("Boris Yeltsin", "russian", 5, whole=True)
    schemes = [style.scheme for style in whole.tables.styles if style.scheme]
    assert len(whole.places) == len(plain.places) + len(schemes)
    assert [whole.label(at)[1] for at in range(len(plain.places), len(whole.places))] == schemes


def test_a_learned_style_is_labelled_by_whether_its_forms_are_counted() -> None:
    found = joined("Khaled Nasser", "semitic", 60)
    labels = {" ".join(found.outputs(at)): found.label(at)[2] for at, style in enumerate(found.styles)
              if not found.tables.styles[style].scheme}  # fmt: skip
    assert labels["khalid nasser"] == "usage: counted forms"
    assert set(labels.values()) <= {"usage: counted forms", "letters: learned from attested pairs"}
