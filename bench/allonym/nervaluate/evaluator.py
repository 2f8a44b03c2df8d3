"""Evaluator: the results of nervaluate's class, by our matching.

The same numbers for flat spans that are given in their order, each once, which lists of tags and CoNLL text always are.
Where the order of dictionaries or repeats change nervaluate's numbers, they do not change ours. The indices of
entities are not given, and no other overlap than its default.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from allonym.errors import InputError
from allonym.match.counts import MUC
from allonym.scoring.api import score
from allonym.scoring.result import Score
from allonym.scoring.variants import map_labels

_SCENARIOS = {"strict": "strict", "partial": "partial", "ent_type": "type", "exact": "exact"}
"""nervaluate's names of the schemes, in its order, and ours."""
_LOADERS = ("conll", "list", "dict")
_MODES = ("overall", "entities")


@dataclass
class EvaluationResult:
    """Counts of one scheme, and what follows from them; 0 where there is nothing to divide by."""

    correct: int = 0
    incorrect: int = 0
    partial: int = 0
    missed: int = 0
    spurious: int = 0
    precision: float = 0.0
    recall: float = 0.0
    f1: float = 0.0
    actual: int = 0
    possible: int = 0


class Evaluator:
    """Compare predicted with true entities under the schemes strict, exact, partial and ent_type.

    `true` and `pred` are lists of lists of IOB tags, lists of lists of {"label", "start", "end"} with inclusive ends,
    or CoNLL text (token, tab, tag); `tags` are the labels that count. Raises ValueError for anything else.
    """

    def __init__(
        self, true: Any, pred: Any, tags: Sequence[str], loader: str = "default", min_overlap_percentage: float = 1.0
    ) -> None:
        if min_overlap_percentage != 1:
            raise ValueError("only the default overlap of one percent of the true entity is known here")
        loader = _loader(true) if loader == "default" else loader
        if loader not in _LOADERS:
            raise ValueError(f"Unknown loader: {loader}")
        sides = [_load(side, loader) for side in (true, pred)]
        if len(sides[0]) != len(sides[1]):
            raise ValueError("Number of predicted documents does not equal true")
        self.tags = list(tags)
        try:
            self._score: Score = map_labels(score(*sides), None, tuple(tags)) if tags else score([], [])
        except InputError as error:
            raise ValueError(str(error)) from None

    def evaluate(self) -> dict[str, Any]:
        """{"overall": {scheme: EvaluationResult}, "entities": {label: {scheme: EvaluationResult}}}."""
        return {
            "overall": dict(self._results[0]),
            "entities": {key: dict(one) for key, one in self._results[1].items()},
        }

    @cached_property
    def _results(self) -> tuple[dict[str, EvaluationResult], dict[str, dict[str, EvaluationResult]]]:
        numbers = self._score.as_dict(alone=True)
        return _schemes(numbers["micro"]), {label: _schemes(cell) for label, cell in numbers["labels"].items()}

    def results_to_csv(
        self, mode: str = "overall", scenario: str = "strict", file_path: str | None = None
    ) -> str | None:
        """The results as CSV: into a file, or as a string."""
        rows = self._rows(mode, scenario)
        head = "Strategy" if mode == "overall" else "Entity"
        with io.StringIO(newline="") as out:
            writer = csv.writer(out)
            writer.writerow([head, *(name.capitalize() for name in (*MUC, "precision", "recall")), "F1-Score"])
            writer.writerows([name, *_values(result)] for name, result in rows.items())
            content = out.getvalue()
        if file_path is None:
            return content
        Path(file_path).write_bytes(content.encode())
        return None

    def summary_report(self, mode: str = "overall", scenario: str = "strict", digits: int = 2) -> str:
        """The results as a table: the schemes, or the entities under the `scenario`."""
        rows = dict(sorted(self._rows(mode, scenario).items()))
        head = (*MUC, "precision", "recall", "f1-score")
        width = max(*map(len, rows), digits, len("correct")) if rows else max(len("correct"), digits)
        lines = [
            f"Scenario: {scenario if mode == 'entities' else 'all'}\n",
            f"{'':>{width}} " + "".join(f" {name:>11}" for name in head) + "\n",
        ]
        for name, result in rows.items():
            cells = [f"{one:>11}" if isinstance(one, int) else f"{one:>11.{digits}f}" for one in _values(result)]
            lines.append(" ".join([f"{name:>{width}} ", *cells]))
        return "\n".join(lines) + "\n"

    def _rows(self, mode: str, scenario: str) -> dict[str, EvaluationResult]:
        if mode not in _MODES:
            raise ValueError(f"Invalid mode: must be one of {', '.join(_MODES)}")
        if mode == "overall":
            return self._results[0]
        if scenario not in _SCENARIOS:
            raise ValueError(f"Invalid scenario: must be one of {', '.join(_SCENARIOS)}")
        return {label: results[scenario] for label, results in self._results[1].items()}


def _values(result: EvaluationResult) -> list[int | float]:
    return [getattr(result, name) for name in (*MUC, "precision", "recall", "f1")]


def _schemes(cells: Mapping[str, Mapping[str, Any]]) -> dict[str, EvaluationResult]:
    return {name: _result(cells[ours]) for name, ours in _SCENARIOS.items()}


def _result(cell: Mapping[str, Any]) -> EvaluationResult:
    values: dict[str, Any] = {name: cell[name] for name in MUC}
    values |= {name: float(cell[name] or 0) for name in ("precision", "recall", "f1")}
    return EvaluationResult(**values, actual=cell["predicted"], possible=cell["gold"])


def _loader(true: Any) -> str:
    if isinstance(true, str):
        return "conll"
    if isinstance(true, list) and true and isinstance(true[0], list):
        return "dict" if true[0] and isinstance(true[0][0], dict) else "list"
    raise ValueError("Could not infer loader from input type")


def _load(side: Any, loader: str) -> list[Any]:
    """One list a document: tags, or (start, end, label) with half-open ends."""
    if loader == "conll" and isinstance(side, str):
        return [_tags(document) for document in side.rstrip().split("\n\n")] if side else []
    if loader == "conll" or not isinstance(side, list):
        raise ValueError(f"the loader {loader} takes {'a string' if loader == 'conll' else 'lists'}")
    if any(not isinstance(document, list) for document in side):
        raise ValueError("Each document must be a list")
    return side if loader == "list" else [[_span(one) for one in document] for document in side]


def _tags(document: str) -> list[str]:
    rows = [line.split("\t") for line in document.split("\n") if line.strip()]
    if wrong := next((row[0] for row in rows if len(row) < 2), None):
        raise ValueError(f"Invalid CoNLL format: line {wrong!r} does not contain a tab separator")
    return [row[1] for row in rows]


def _span(one: Any) -> tuple[int, int, str]:
    match one:
        case {"start": int() as start, "end": int() as end, "label": str() as label}:
            return start, end + 1, label
    raise ValueError(f'{one!r} is no entity {{"label": str, "start": int, "end": int}}')
