"""Alignment and the mixture of styles, on pairs whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from allonym.names.engine.stored import unpacked
from allonym.tools.lexicon.align import alignments
from allonym.tools.lexicon.families import _stored, plain
from allonym.tools.lexicon.mixture import Example, Mixture

GERMAN = [("shashkov", "schaschkow"), ("shishov", "schischow"), ("ivanov", "iwanow"), ("vasilev", "wasilew"),
          ("shvarov", "schwarow"), ("vershov", "werschow")]  # fmt: skip


def test_graphemes_are_aligned_with_what_they_became() -> None:
    found = alignments(dict.fromkeys(GERMAN, 1.0))
    assert found["shashkov", "schaschkow"] == ("", "sch", "a", "sch", "k", "o", "w", "")


def test_styles_of_examples_are_kept_and_run_through_a_word() -> None:
    both = [Example(1.0, np.array([1.0, 0.0]), ((s, t),)) for s, t in GERMAN]
    both += [Example(1.0, np.array([0.0, 1.0]), ((s, s),)) for s, _ in GERMAN]
    pairs = {pair: 1.0 for example in both for pair in example.words}
    model = Mixture(both, alignments(pairs))
    model.learn(0)
    tables = unpacked(_stored(model, [("german", "foreign", ""), ("plain", "press", "")], {}, plain(0.5, 0.2)))
    forms, table = tables.generated("shivarov")
    assert [forms[at] for at in table.argmax(axis=0)] == ["schiwarow", "shivarov"]


def test_an_example_without_styles_is_given_one() -> None:
    both = [Example(1.0, np.array([0.9, 0.1]), tuple(GERMAN[:5])), Example(1.0, np.array([0.5, 0.5]), (GERMAN[5],))]
    both += [Example(1.0, np.array([0.1, 0.9]), tuple((s, s) for s, _ in GERMAN))]
    model = Mixture(both, alignments({pair: 1.0 for example in both for pair in example.words}))
    model.learn(3)
    assert model.styles[1][0] == pytest.approx(1.0, abs=0.05)
