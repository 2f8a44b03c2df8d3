"""The article before a name goes with the name."""

from __future__ import annotations

import pytest

from allonym.probes.edits import apply_edits
from allonym.probes.hosts import article


@pytest.mark.parametrize(
    ("text", "name", "form", "after"),
    [
        ("He met an Assad man.", "Assad", "Hariri", "He met a Assad man."),
        ("He met a Hariri man.", "Hariri", "Öz", "He met an Hariri man."),
        ("He met a Hariri man.", "Hariri", "ʿAlī", "He met an Hariri man."),
        ("An Assad man came.", "Assad", "Rizk", "A Assad man came."),
        ("A Rizk man came.", "Rizk", "Assad", "An Rizk man came."),
        ("He met a Hariri man.", "Hariri", "Rizk", "He met a Hariri man."),
        ("He met the Assad man.", "Assad", "Rizk", "He met the Assad man."),
        ("He met Ana Assad.", "Assad", "Rizk", "He met Ana Assad."),
    ],
)
def test_a_and_an_follow_the_sound_of_the_name(text: str, name: str, form: str, after: str) -> None:
    start = text.index(name)
    assert apply_edits(text, article(text, (start, start + len(name)), form)) == after
