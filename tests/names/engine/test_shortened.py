"""Names that people shorten or write in full."""

from __future__ import annotations

import pytest

from allonym.names.engine.shortened import shortened
from allonym.names.engine.spell import spell


@pytest.mark.parametrize(
    ("word", "form"),
    [("ezzatollah", "ezzat"), ("ezzat", "ezzatollah"), ("goodarzikia", "goodarzi"), ("shahabeddin", "shahab")],
)
def test_a_name_and_its_short_form(word: str, form: str) -> None:
    assert form in dict(shortened(word))


@pytest.mark.parametrize("word", ["abdullah", "abdallah", "mousavi", "hossein", "nasser"])
def test_what_is_no_name_of_its_own_is_not_left(word: str) -> None:
    assert not dict(shortened(word)).keys() & {"abd", "mousav", "nas"}


def test_it_is_among_the_spellings_of_a_whole_name() -> None:
    forms = {one.form for one in spell("Ezzatollah Entezami", top=20).spellings}
    assert "Ezzat Entezami" in forms


@pytest.mark.parametrize("word", ["nasser", "amin", "hamid", "rasoul"])
def test_a_name_that_mostly_stands_alone_is_not_made_a_full_one(word: str) -> None:
    assert not [form for form in dict(shortened(word)) if form.startswith(word)]
