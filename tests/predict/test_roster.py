"""Every model that installs from a package registry, for real, in its environment."""

from __future__ import annotations

import pytest

from allonym.corpus.values import Mention
from allonym.labels import TO_COARSE
from allonym.predict.install import install_models
from allonym.predict.models import Model, find_models, roster
from allonym.predict.predict import Predictor

TEXT = "😀 “My name is Sarah Johnson; I live in France,” said the woman from Microsoft. Vladimir Putin left Paris."
OTHERS = ["Ali Mamlouk left Damascus. " * 30, "", " ", "\n", "İstanbul ß ﬁ é e\u0301 \u2028 \u200f", "x" * 3000]

MODELS = [m for m in roster() if m.fetch is None and not m.variables]
pytestmark = pytest.mark.models


@pytest.fixture(params=MODELS, ids=lambda model: model.id)
def model(request: pytest.FixtureRequest) -> Model:
    model: Model = request.param
    assert install_models([model]) == ()
    return model


def test_it_finds_what_everybody_knows_and_only_what_stands_there(model: Model) -> None:
    with Predictor(model) as predictor:
        (alone,) = predictor.predict([TEXT])
        among = list(predictor.predict([*OTHERS, TEXT + " "]))
        assert predictor.version == model.version
        assert not predictor.warnings
        assert predictor.cost
        assert predictor.cost.words == len(" ".join([TEXT, *OTHERS, TEXT]).split())
        assert 0 < predictor.cost.cpu_seconds < 60
        assert predictor.cost.peak_rss_mb > 5
    coarse = {(mention.of(TEXT), TO_COARSE[mention.label]) for mention in alone}
    known = {("Vladimir Putin", "PER"), ("Sarah Johnson", "PER"), ("France", "LOC"), ("Paris", "LOC")}
    assert coarse & known, "offsets are code points, labels are mapped"
    assert all(surface == surface.strip() for surface, _ in coarse)
    assert among[-1] == alone, "the other texts of a batch change nothing"
    assert all(isinstance(mention, Mention) for found in among for mention in found)


def test_presidio_lets_organisations_through() -> None:
    (presidio,) = find_models(["presidio-2.2.366"])
    install_models([presidio])
    with Predictor(presidio) as predictor:
        (found,) = predictor.predict([TEXT])
    assert ("Microsoft", "ORG") in {(mention.of(TEXT), mention.label) for mention in found}


def test_rampart_joins_given_name_and_surname() -> None:
    (rampart,) = find_models(["rampart-1.4.0"])
    install_models([rampart])
    text = "My name is Sarah Johnson. " * 40  # several windows
    with Predictor(rampart) as predictor:
        (found,) = predictor.predict([text])
    names = [mention.of(text) for mention in found if mention.label == "PERSON"]
    assert len(names) > 30
    assert set(names) == {"Sarah Johnson"}
