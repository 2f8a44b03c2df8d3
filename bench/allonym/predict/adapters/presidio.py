"""Presidio's analyzer with its named-entity recogniser, on a spaCy pipeline."""

from __future__ import annotations

import importlib.metadata
import logging
import warnings
from collections.abc import Sequence

_ENTITIES = {
    "PERSON": "PERSON",
    "NORP": "NRP",
    "FAC": "LOCATION",
    "LOC": "LOCATION",
    "GPE": "LOCATION",
    "LOCATION": "LOCATION",
    "ORG": "ORGANIZATION",
    "DATE": "DATE_TIME",
    "TIME": "DATE_TIME",
}
"""spaCy's labels to Presidio's, as its own default configuration has them, with organisations let through."""


class Analyzer:
    def __init__(self, folder: str) -> None:
        from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
        from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine
        from presidio_analyzer.predefined_recognizers import SpacyRecognizer

        logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
        self.labels = sorted(set(_ENTITIES.values()))
        self.version = importlib.metadata.version("presidio-analyzer")
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            engine = SpacyNlpEngine(
                models=[{"lang_code": "en", "model_name": folder}],
                ner_model_configuration=NerModelConfiguration(model_to_presidio_entity_mapping=_ENTITIES),
            )
            engine.load()
        registry = RecognizerRegistry(supported_languages=["en"])
        # The others find numbers and addresses, which are no names.
        registry.add_recognizer(SpacyRecognizer(supported_entities=self.labels))
        self.analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en"])

    def predict(self, texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
        return [
            [(name.start, name.end, name.entity_type) for name in self.analyzer.analyze(text, language="en")]
            for text in texts
        ]


def load(folder: str) -> Analyzer:
    """Presidio on the pipeline in `folder`."""
    return Analyzer(folder)
