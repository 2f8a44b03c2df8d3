"""An entry: one model's part of a run, whatever became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from allonym.corpus.values import Document
from allonym.measures.costs import COSTS, CostMeasure
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
    log: str = ""
    """The end of what it logged, where it failed."""
    reference: bool = False
    """A line to read others by: not ranked, never the best."""
    licence: str = ""
    version: str = ""
    digest: str = ""
    made_from: str = ""
    """SHA-256 of all that makes its predictions and its pairs."""
    described: Mapping[str, Any] = field(default_factory=dict)
    """What the model's file says of it."""
    made: Mapping[str, Any] = field(default_factory=dict)
    """When and on what a record of its answers was made, where they come from one."""
    label_map: Mapping[str, str] = field(default_factory=dict)
    costs: Mapping[str, float | None] = field(default_factory=dict)
    """By the name of a cost of measures.costs; None where it was not measured."""
    usage: Mapping[str, int] = field(default_factory=dict)
    """What its answers used up of something that is paid for: the tokens of an endpoint."""
    predictions: Mapping[str, Mapping[str, Document]] = field(default_factory=dict)
    recorded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    probes: Mapping[str, Pairs] = field(default_factory=dict)
    """By probe, what became of each pair of a site and a spelling."""
    unanswered: int = 0
    """Probed paragraphs to which it has no answer: its pairs are then fewer than the others', and it is not ranked."""
    recorded_probes: Mapping[str, Pairs] = field(default_factory=dict)
    """By probe, what was recorded of the pairs in the articles, where their text is not at hand."""
    pools_recorded: bool = False
    """Whether these stand among the probes' pairs, since they are recorded of every model."""
    warnings: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The model's object in leaderboard.json."""
        return {
            "model": self.model,
            "status": self.status,
            **({"reference": True} if self.reference else {}),
            **({"unanswered": self.unanswered} if self.unanswered else {}),
            "reason": self.reason,
            **{cost.name: self.costs.get(cost.name) for cost in COSTS if self._has(cost)},
            **({"usage": dict(self.usage)} if self.usage else {}),
            "licence": self.licence,
            "version": self.version,
            "digest": self.digest,
            **({"record": dict(self.made)} if self.made else {}),
            "warnings": list(self.warnings),
        }

    def _has(self, cost: CostMeasure) -> bool:
        """Whether a cost is said of the model, if only as null."""
        return cost.shown != "where known" or self.costs.get(cost.name) is not None


def asked_alike(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The entries with pairs: those that were asked the same together, each that lacks answers alone."""
    probed = [entry for entry in entries if entry.probes]
    yield [entry for entry in probed if not entry.unanswered]
    yield from ([entry] for entry in probed if entry.unanswered)
