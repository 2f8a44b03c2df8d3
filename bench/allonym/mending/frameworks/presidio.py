"""A recogniser for Presidio: the persons that its own recogniser of the pipeline's entities finds, mended.

Add it to the registry in the place of, or beside, SpacyRecognizer: it reads the same entities of the same pipeline.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from presidio_analyzer import AnalysisExplanation, EntityRecognizer, RecognizerResult

from allonym.mending.compose import mend

_SCORE = 0.85
"""What Presidio itself gives to a pipeline's entities."""
_REMEDIES = ("consistency", "corrector")
"""Those that need no other text than the pipeline has had."""


class MendingRecognizer(EntityRecognizer):  # type: ignore[misc]
    """Persons of the pipeline, and those that the remedies add; the reason is in each result's explanation."""

    def __init__(self, setting: str = "safe", names: Sequence[str] = (), weights: str | None = None) -> None:
        """As `allonym.mend` takes them. InputError for a setting or weights that are none."""
        self._found: list[tuple[int, int, str]] = []
        self._mend = mend(lambda _: [self._found], _REMEDIES, setting=setting, names=names, weights=weights)
        super().__init__(supported_entities=["PERSON"], name="AllonymMendingRecognizer")

    def load(self) -> None:
        """Nothing: the weights are read on the first text."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any) -> list[RecognizerResult]:
        """The persons of a text, where persons are asked for."""
        if "PERSON" not in entities or nlp_artifacts is None:
            return []
        self._found = [(one.start_char, one.end_char, one.label_) for one in nlp_artifacts.entities]
        return [
            RecognizerResult("PERSON", span.start, span.end, _SCORE, self._told(span.why))
            for span in self._mend([text])[0]
            if span.label in ("PERSON", "PER")
        ]

    def _told(self, why: str) -> AnalysisExplanation:
        return AnalysisExplanation(self.name, _SCORE, textual_explanation=why or "found by the pipeline")
