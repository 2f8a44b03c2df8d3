"""A pipeline of Hugging Face for token classification, mended: the same call, the same dictionaries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from allonym.errors import InputError
from allonym.mending.compose import mend
from allonym.mending.labels import labels_among
from allonym.mending.values import MendedSpan

Entity = dict[str, Any]
_TODO = 'make it with aggregation_strategy="simple" (or first, average, max) and a fast tokenizer'


class MendedPipeline:
    """A pipeline that finds more names; it takes a text or a list of texts.

    An entity that the pipeline found is as it gave it. One that a remedy made has "remedy" and "why", and no score.
    """

    def __init__(self, pipeline: Callable[..., Any], remedies: str | Sequence[str] = "safe", **means: Any) -> None:
        """`means` are those of `allonym.mend`: setting, labels, names, weights. InputError for what is none.

        Without labels the names of the model's own tell what they are.
        """
        self._pipeline = pipeline
        self._given: list[dict[tuple[int, int, str], Entity]] = []
        tags = getattr(getattr(getattr(pipeline, "model", None), "config", None), "id2label", None)
        if tags and "labels" not in means:
            means["labels"] = labels_among(tags.values())
        self._mend = mend(self._ask, remedies, **means)

    def __call__(self, texts: str | Sequence[str]) -> list[Entity] | list[list[Entity]]:
        """The entities of a text, or those of each text. InputError for a pipeline that does not aggregate."""
        asked = [texts] if isinstance(texts, str) else [*texts]
        found = [
            [given.get(span[:3], _entity(text, span)) for span in spans]
            for text, spans, given in zip(asked, self._mend(asked), self._given, strict=True)
        ]
        return found[0] if isinstance(texts, str) else found

    def _ask(self, texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
        self._given = [{_key(one): one for one in entities} for entities in self._pipeline([*texts])]
        return [[*given] for given in self._given]


def _key(entity: Entity) -> tuple[int, int, str]:
    if entity.get("start") is None or "entity_group" not in entity:
        raise InputError("the pipeline does not aggregate, or has no offsets", todo=_TODO)
    return entity["start"], entity["end"], entity["entity_group"]


def _entity(text: str, span: MendedSpan) -> Entity:
    return {
        "entity_group": span.label,
        "score": None,
        "word": text[span.start : span.end],
        "start": span.start,
        "end": span.end,
        "remedy": span.remedy,
        "why": span.why,
    }
