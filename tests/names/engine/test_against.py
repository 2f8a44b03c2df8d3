"""What speaks against a form, its usage and its letters together."""

from __future__ import annotations

import pytest

from allonym.names.engine.against import left
from allonym.names.engine.families import family_of, tables_of
from allonym.names.engine.lexicon import entries
from allonym.names.engine.words import candidates


def of(word: str, form: str, origin: str = "") -> float:
    own = [entry for entry in entries(word) if family_of(entry.origin) == "semitic"]
    return float(left(word, [word, form], own, origin, tables_of("semitic").counts)[1])


@pytest.mark.parametrize("word", ["khaled", "hamid", "abdolreza", "goodarzikia", "zzyzx"])
def test_no_form_gains_and_the_word_itself_loses_nothing(word: str) -> None:
    forms = [word, *candidates("semitic", word)[0]]
    own = [entry for entry in entries(word) if family_of(entry.origin) == "semitic"]
    found = left(word, forms, own, "", tables_of("semitic").counts)
    assert found[0] == 1.0
    assert ((found > 0) & (found <= 1)).all()


@pytest.mark.parametrize(("word", "form"), [("khaled", "khalid"), ("mohammad", "muhammad"), ("abdolreza", "abdulreza")])
def test_usual_forms_keep_their_weight(word: str, form: str) -> None:
    assert of(word, form) == 1.0


@pytest.mark.parametrize(
    ("word", "form"),
    [("hamid", "hamed"), ("abdolreza", "reza"), ("gholamali", "gholam"), ("adnan", "ednan"), ("afkari", "afkeri")],
)
def test_other_names_parts_and_slips_lose_most_of_it(word: str, form: str) -> None:
    assert of(word, form) < 0.3
