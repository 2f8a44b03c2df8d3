"""A snapshot: of each model on each corpus, what the gate holds. A run gives one, a baseline file is one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from allonym.compare import probed
from allonym.compare.names import GoldName, gold_names, lost_of, names_of
from allonym.compare.probed import Entities, Tables
from allonym.corpus.standoff import corpus_digest
from allonym.corpus.values import NOTHING, Corpus, Document
from allonym.errors import InputError, unknown
from allonym.evaluate.columns import Sides
from allonym.evaluate.rows import Row
from allonym.evaluate.score import ModelCounts, score
from allonym.gate.policy import Policy
from allonym.match.counts import COLUMNS
from allonym.match.keys import IntArray
from allonym.match.label_sets import LABEL_SETS, Labels
from allonym.measures import Macro, Micro, measure, measures
from allonym.measures.main import ALL, FOUND, ORIGINAL, Selection
from allonym.measures.ratio import number
from allonym.runs.read import Run

Documents = Mapping[str, Sequence[Sequence[int]]]
"""Document to (labels, 8) counts of one scheme."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One model on one corpus: its numbers, the counts behind them by document or entity, the names that it lost.

    `counts` is by "SCHEME TAGSET CONVENTION"; a value is None where nothing was measured.
    """

    names: int
    lost: frozenset[GoldName]
    values: Mapping[Selection, float | None]
    counts: Mapping[str, Documents]
    entities: Mapping[Selection, Entities] = field(default_factory=dict)
    spellings: Mapping[str, Mapping[str, bool] | None] = field(default_factory=dict)
    """Of each entity that must be found under every probed spelling, whether each was; a baseline has none."""


@dataclass(frozen=True, slots=True)
class State:
    """What became of a model in a run, and the hash of its files."""

    status: str = "ok"
    reason: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that the gate holds: gold hashes by corpus, models, readings by (model, corpus)."""

    policy: str
    gold: Mapping[str, str]
    models: Mapping[str, State]
    readings: Mapping[tuple[str, str], Reading]
    run: str = ""
    names: Mapping[str, tuple[GoldName, ...]] = field(default_factory=dict)
    """All gold names by corpus; a baseline, which has the lost ones only, leaves it empty."""
    asked: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By corpus and probe a hash of what the models were asked."""


def of_run(run: Run, policy: Policy, corpora: Iterable[Corpus]) -> Snapshot:
    """The snapshot of a run on these corpora, which must be the gold that the run was scored on."""
    corpora = [corpus for corpus in corpora if corpus.name in run.gold]
    for corpus in corpora:
        if run.gold[corpus.name] != corpus_digest(corpus):
            raise InputError(
                f"run {run.id} was scored on another gold of {corpus.name} than the one here",
                where=str(run.folder),
                todo="make the run again: allonym bench",
            )
    predictions = {
        (model, corpus.name): predicted
        for model in run.models
        for corpus in corpora
        if (predicted := run.predictions(model, corpus.name)) is not None
    }
    models = {m: State(o["status"], o.get("reason") or "", o.get("digest") or "") for m, o in run.models.items()}
    needed = {probe for held in policy.measure if probed.known(held) for probe in probed.probes_of(held)}
    needed |= {probed.RESPELL} if _probed_musts(policy) else set()
    tables = run.pairs(needed)
    return of_predictions(predictions, policy, corpora, models=models, rows=run.rows, tables=tables, run=run.id)


def of_predictions(
    predictions: Mapping[tuple[str, str], Mapping[str, Document]],
    policy: Policy,
    corpora: Sequence[Corpus],
    *,
    models: Mapping[str, State],
    rows: Iterable[Row] = (),
    tables: Tables = NOTHING,
    run: str = "",
) -> Snapshot:
    """The snapshot of predictions by (model, corpus name); `rows` and `tables` for measures that are not of spans.

    Raises InputError for a measure of the policy that is neither of spans nor among the rows.
    """
    by_row = {(row.model, row.corpus, row.selection): row.value for row in rows}
    held_on = {corpus.name for corpus in corpora}
    rows_there = {key[2] for key in by_row if key[1] in held_on}
    wanted = [
        held.selection
        for held in policy.measure
        if not held.where_tried or held.selection in rows_there or probed.answered(held.selection, tables)
    ]
    for selection in wanted:
        _check_known(selection, rows_there, tables)
    readings = {}
    names = {corpus.name: gold_names(corpus) for corpus in corpora}
    for corpus in corpora:
        for (model, name), predicted in predictions.items():
            if name != corpus.name:
                continue
            found = names_of(corpus, predicted)
            scores = list(score(model, Sides.of(corpus, predicted), _label_sets(wanted)))
            counts = {key: counted for key in map(counts_key, wanted) if (counted := _counts(key, corpus, scores))}
            lost = lost_of(found)
            spelled = {who: probed.found_spellings(who, name, model, tables) for who in _probed_musts(policy)}
            draft = Reading(len(found), lost, {}, counts, _entities(policy, model, name, tables), spelled)
            values = {s: value_of(s, draft, by_row.get((model, name, s))) for s in wanted}
            readings[model, corpus.name] = replace(draft, values=values)
    gold = {corpus.name: corpus_digest(corpus) for corpus in corpora}
    return Snapshot(policy.digest, gold, models, readings, run, names, _asked(readings, tables))


def _probed_musts(policy: Policy) -> list[str]:
    return [must.entity for must in policy.musts if must.under == "every-probed-spelling"]


def _entities(policy: Policy, model: str, corpus: str, tables: Tables) -> dict[Selection, Entities]:
    """The counts behind the probes' measures that the policy holds this model to on this corpus."""
    wanted = dict.fromkeys(h.selection for h in policy.measure if probed.known(h) and h.covers(model, corpus))
    counted = {selection: probed.entity_counts(selection, corpus, model, tables) for selection in wanted}
    return {selection: entities for selection, entities in counted.items() if entities}


def _asked(readings: Mapping[tuple[str, str], Reading], tables: Tables) -> dict[tuple[str, str], str]:
    """What was asked of the first model that was: the same of every one."""
    asked: dict[tuple[str, str], str] = {}
    for (model, corpus), reading in readings.items():
        for probe in (probe for selection in reading.entities for probe in probed.probes_of(selection)):
            if (corpus, probe) not in asked:
                asked[corpus, probe] = probed.asked(corpus, tables[probe][model])
    return asked


def value_of(selection: Selection, reading: Reading, row: float | None) -> float | None:
    """A number from what it is counted from; from its row where it is counted elsewhere."""
    if selection.name == FOUND:
        return (reading.names - len(reading.lost)) / reading.names if reading.names else None
    if selection in reading.entities:
        return probed.value(selection, reading.entities[selection])
    key = counts_key(selection)
    if not key or key not in reading.counts:
        return row
    return number(float(number_of(selection)(table(reading.counts[key]).sum(axis=0))))


def number_of(selection: Selection) -> Any:
    """The measure of a selection as a function of (..., labels, 8) counts."""
    return (Macro if selection.label == "macro" else Micro)(measure(selection.name))


def table(documents: Documents) -> IntArray:
    """(documents, labels, 8), documents in order of their ids."""
    return np.array([documents[key] for key in sorted(documents)], np.int64).reshape(len(documents), -1, len(COLUMNS))


def counts_key(selection: Selection) -> str:
    """Which counts a selection is computed from; "" where it is none of spans on the original texts."""
    if selection.name not in _span_measures() or (selection.probe, selection.slice) != (ORIGINAL, ALL):
        return ""
    return f"{measure(selection.name).scheme} {selection.tagset} {selection.convention} {selection.label}"


def _span_measures() -> set[str]:
    return {repr(one) for one in measures()}


def _check_known(selection: Selection, rows: set[Selection], tables: Tables) -> None:
    if selection.name == FOUND or counts_key(selection) or selection in rows or probed.answered(selection, tables):
        return
    known = {FOUND, *_span_measures(), *(row.name for row in rows)}
    if selection.name in known:
        raise InputError(f"no row {str(selection)!r} in the run", todo="see the columns of its leaderboard.csv")
    error = unknown("measure", selection.name, known)
    raise InputError(f"policy: {error.what}", todo=error.todo)


def _label_sets(selections: Iterable[Selection]) -> list[Labels]:
    tagsets = {s.tagset for s in selections if counts_key(s)}
    return [labels for labels in LABEL_SETS if labels.tagset in tagsets]


def _counts(key: str, corpus: Corpus, scores: Iterable[ModelCounts]) -> Documents | None:
    """The counts of a key by document: of each averaged label for a macro average, else added up."""
    if not key:
        return None
    scheme, tagset, convention, label = key.split()
    for one in scores:
        if (one.labels.tagset, one.convention) != (tagset, convention):
            continue
        if label == "macro" and one.labels.averaged:
            columns = one.counts.columns(scheme)
        elif label == "micro" and one.labels.averaged:
            columns = one.counts.over_labels().columns(scheme)
        elif label in one.labels.labels:
            columns = one.counts.of_label(one.labels.labels.index(label)).columns(scheme)
        else:
            continue
        documents = np.zeros((len(corpus.documents), *columns.shape[1:]), np.int64)
        np.add.at(documents, one.document, columns)
        return {d.id: documents[i].tolist() for i, d in enumerate(corpus.documents)}
    return None
