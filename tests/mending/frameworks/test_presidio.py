"""The recogniser in an analyzer of Presidio, in its own environment."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from allonym import paths

PYTHON = paths.ENVIRONMENTS / "presidio" / "bin" / "python"
CODE = """
import sys, spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine
from allonym.mending.frameworks.presidio import MendingRecognizer

nlp = spacy.blank("en")
nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Salma Haddad"}])
nlp.to_disk(sys.argv[1])
engine = SpacyNlpEngine(
    models=[{"lang_code": "en", "model_name": sys.argv[1]}],
    ner_model_configuration=NerModelConfiguration(model_to_presidio_entity_mapping={"PERSON": "PERSON"}),
)
engine.load()
registry = RecognizerRegistry(supported_languages=["en"])
registry.add_recognizer(MendingRecognizer())
analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"])
text = "Salma Haddad opened the fair. Haddad spoke for an hour."
found = analyzer.analyze(text, language="en", return_decision_process=True)
found.sort(key=lambda one: one.start)
assert [(text[one.start:one.end], one.entity_type) for one in found] == [
    ("Salma Haddad", "PERSON"), ("Haddad", "PERSON")], found
assert "votes" in found[1].analysis_explanation.textual_explanation
assert analyzer.analyze(text, language="en", entities=["PERSON"], score_threshold=0.9) == []
assert analyzer.analyze("", language="en") == []
"""

pytestmark = pytest.mark.skipif(
    not PYTHON.exists(), reason="the environment presidio is not installed: allonym models install presidio-2.2.366"
)


def test_it_finds_the_pipelines_persons_and_more(site: Path, tmp_path: Path) -> None:
    command = [PYTHON, "-c", CODE, str(tmp_path / "pipeline")]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(site)}, check=False
    )
    assert done.returncode == 0, done.stderr
