"""An entry: one model's part of a run, whatever became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from allonym.corpus.values import Document
from allonym.measures.pairs import Pairs

OK, FAILED, NOT_INSTALLED = "ok", "failed", "not-installed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What came of one model: its predictions by corpus and document, its cost, or the reason that it has none.

    `recorded_as` is the name under which its predictions are recorded, whatever it is reported as;
    `recorded` names the corpora, by corpus the documents, whose predictions were read instead of made.
    """

    model: str
    status: str
    recorded_as: str = ""
    reason: str = ""
    licence: str = ""
    version: str = ""
    digest: str = ""
    made_from: str = ""
    """SHA-256 of all that makes its predictions and its pairs."""
    label_map: Mapping[str, str] = field(default_factory=dict)
    size_mb: float | None = None
    words_per_cpu_second: float | None = None
    load_seconds: float | None = None
    peak_rss_mb: float | None = None
    usage: Mapping[str, int] = field(default_factory=dict)
    """What its answers used up of something that is paid for: the tokens of an endpoint."""
    price_of_thousand_words: float | None = None
    predictions: Mapping[str, Mapping[str, Document]] = field(default_factory=dict)
    recorded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    probes: Mapping[str, Pairs] = field(default_factory=dict)
    """By probe, what became of each pair of a site and a spelling."""
    warnings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The model's object in leaderboard.json."""
        return {
            "model": self.model,
            "status": self.status,
            "reason": self.reason,
            "words_per_cpu_second": self.words_per_cpu_second,
            "load_seconds": self.load_seconds,
            "peak_rss_mb": self.peak_rss_mb,
            **({"usage": dict(self.usage)} if self.usage else {}),
            **({} if (price := self.price_of_thousand_words) is None else {"price_of_thousand_words": price}),
            "size_mb": self.size_mb,
            "licence": self.licence,
            "version": self.version,
            "digest": self.digest,
            "warnings": list(self.warnings),
        }
