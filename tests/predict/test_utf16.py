"""A worker that counts UTF-16 units, as JavaScript does, is told on: what `allonym score` says of such a file, too."""

from __future__ import annotations

from allonym.predict.predict import Predictor
from tests.predict.conftest import EACH, MakeModel

SMILES = "\U0001f600\U0001f600 Yesterday Ali Testov flew home."
UNITS = 'answer(request, [span(15, 25)] if "Testov" in request["text"] else [])'


def test_offsets_that_look_like_utf16_units_are_a_warning(make_model: MakeModel) -> None:
    with Predictor(make_model(EACH + UNITS)) as predictor:
        list(predictor.predict([SMILES, "nobody"]))
    assert predictor.warnings == {"text whose offsets look like UTF-16 units; they are read as code points": 1}


def test_code_points_are_none(make_model: MakeModel) -> None:
    with Predictor(make_model()) as predictor:
        list(predictor.predict([SMILES, "\U0001f600 nobody"]))
    assert not predictor.warnings
