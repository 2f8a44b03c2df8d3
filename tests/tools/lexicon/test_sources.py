"""The raw material of the lexicon that is the project's own."""

from __future__ import annotations

import re

from allonym.names.engine.native import native_key
from allonym.tools.lexicon.sources import spelled


def test_each_listed_name_stands_once_with_several_plain_forms() -> None:
    names = list(spelled())
    keys = [(name.origin, native_key(name.native)) for name in names]
    assert len(names) > 4000
    assert len(set(keys)) == len(keys)
    assert {name.origin for name in names} == {"Arabic", "Persian"}
    assert all(re.fullmatch("[ء-ۓ ]+", name.native) for name in names)
    assert all(len(name.counts) > 1 and all(re.fullmatch("[a-z]+", form) for form in name.counts) for name in names)


def test_a_listed_form_is_not_counted_as_often_as_one_that_was_seen_twice() -> None:
    (name,) = [one for one in spelled() if one.native == "البرادعي"]
    assert name.counts["baradei"] == 1
