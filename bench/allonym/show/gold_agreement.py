"""Agreement and disagreements as tables and records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from typing import Any

from allonym import paths
from allonym.corpus.values import Document
from allonym.errors import InputError
from allonym.gold.agreement import ReaderAgreement, agreement
from allonym.gold.disagreements import Disagreement, disagreements, read_decisions
from allonym.gold.readings import Read, corpora_read, gold_documents, read_twice
from allonym.measures.ratio import number
from allonym.predict.memo import Finished, ResultKind, contents
from allonym.show.kinds import DECIMAL, EMPTY
from allonym.show.table import Column, Table, text_column
from allonym.statistics.resampling import Interval
from allonym.statistics.types import SEED


@dataclass(frozen=True, slots=True)
class Case:
    """A disagreement of a corpus with the reason of its decision."""

    corpus: str
    disagreement: Disagreement
    reason: str


@dataclass(frozen=True, slots=True)
class Agreements:
    """What two readers made of each corpus: the numbers, and every case."""

    numbers: tuple[ReaderAgreement, ...]
    cases: tuple[Case, ...]


def agreements(
    root: Path, brought: Mapping[str, Document], *, seed: int, replicates: int, corpora: Sequence[str] = ()
) -> Agreements:
    """Agreement on every corpus that was read twice, or on those named."""
    numbers: list[ReaderAgreement] = []
    cases: list[Case] = []
    for corpus in corpora or corpora_read(root):
        read = list(read_twice(root, corpus, gold_documents(root, corpus, brought)))
        numbers += agreement(corpus, read, seed=seed, replicates=replicates)
        cases += _cases(corpus, read, {key: reason for key, (reason, _) in read_decisions(root, corpus).items()})
    return Agreements(tuple(numbers), tuple(cases))


def _cases(corpus: str, read: Iterable[Read], reasons: Mapping[tuple[str, int, int], str]) -> Iterator[Case]:
    for one in read:
        yield from (Case(corpus, found, reasons.get(found.key, "")) for found in disagreements(one))


AGREED: ResultKind[dict[str, str]] = ResultKind(
    "agreement", dict[str, str], ("labels", "printable", "corpus", "match", "measures", "statistics", "gold")
)
_REPLICATES = 1
"""A sentence has no interval; docs/gold.md does."""


def agreed(corpora: Sequence[str], finished: Finished) -> dict[str, str]:
    """How far two readers of a corpus agree, in a sentence, where it is the project's and was read twice."""
    read = sorted(set(corpora_read(paths.GOLD)).intersection(corpora))
    return finished.get(AGREED, lambda: {name: _sentence(name) for name in read}, corpora, contents(paths.GOLD))


def _sentence(corpus: str) -> str:
    try:
        read = list(read_twice(paths.GOLD, corpus, gold_documents(paths.GOLD, corpus)))
    except InputError as error:  # gold check's business; a run is worth its page all the same
        return f"no agreement: {error.what}"
    whole = agreement(corpus, read, seed=SEED, replicates=_REPLICATES)[0]
    return f"two readers: span F1 {whole.span_f1.value:.3f}, kappa on words {whole.kappa.value:.3f}"


def tables(result: Agreements) -> list[Table]:
    """One table of numbers, one of cases."""
    columns = (
        text_column("corpus"),
        text_column("label"),
        *map(Column, ("first", "second")),
        *(column for name in ("span F1", "kappa") for column in (Column(name, DECIMAL), Column("95%"))),
    )
    rows = tuple(
        (one.corpus, one.label, one.first, one.second, *_shown(one.span_f1), *_shown(one.kappa))
        for one in result.numbers
    )
    begins = frozenset(place for place, one in enumerate(result.numbers) if one.label == "all")
    notes = (
        "Spans agree where bounds and label are the same. Kappa is Cohen's, on words: their label or none.",
        "Intervals: percentile bootstrap over documents and the paragraphs in them; where nothing differs they have"
        " no width.",
        "* few documents: the interval is coarse.",
    )
    cases = tuple(
        (
            f"{case.corpus}/{case.disagreement.document}",
            case.disagreement.surface,
            case.disagreement.shown(case.disagreement.first),
            case.disagreement.shown(case.disagreement.second),
            case.disagreement.shown(case.disagreement.decided),
            case.reason or "no reason is recorded",
        )
        for case in result.cases
    )
    heads = tuple(map(text_column, ("document", "text", "first", "second", "decided", "reason")))
    return [
        Table("Two readers of each text", columns, rows, notes, begins),
        Table("Where they differ, or the gold from both", heads, cases),
    ]


def _shown(interval: Interval) -> tuple[float | None, str]:
    if isnan(interval.value):
        return None, EMPTY
    bounds = f"{DECIMAL(interval.low)} to {DECIMAL(interval.high)}" + "*" * bool(interval.caution)
    return interval.value, bounds


def record(result: Agreements) -> dict[str, Any]:
    """The same as one JSON object; nan becomes null."""
    return {
        "schema": "allonym/agreement/1",
        "agreement": [
            {"corpus": one.corpus, "label": one.label, "first": one.first, "second": one.second}
            | {"span_f1": _numbers(one.span_f1), "kappa": _numbers(one.kappa)}
            for one in result.numbers
        ],
        "disagreements": [_case(case) for case in result.cases],
    }


def _numbers(interval: Interval) -> dict[str, Any]:
    pairs = (("value", interval.value), ("low", interval.low), ("high", interval.high))
    return {name: number(value) for name, value in pairs} | {"n": interval.n}


def _case(case: Case) -> dict[str, Any]:
    found = case.disagreement
    versions = (("first", found.first), ("second", found.second), ("decided", found.decided))
    return {
        "corpus": case.corpus,
        "id": found.document,
        "start": found.start,
        "end": found.end,
        "surface": found.surface,
        "overruled": found.overruled,
        **{name: [[m.start, m.end, m.label, m.entity] for m in mentions] for name, mentions in versions},
        "reason": case.reason,
    }
