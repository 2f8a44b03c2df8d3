"""Holding a function from text to names, rather than a kept run, to a baseline file."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from allonym.corpus.check import check_bounds
from allonym.corpus.load import corpus_names, load_corpus
from allonym.corpus.values import Corpus, Document, Mention
from allonym.errors import InputError
from allonym.gate.baseline import baseline_snapshot
from allonym.gate.gate import print_verdict
from allonym.gate.judge import check_entities, judge
from allonym.gate.policy import Policy
from allonym.gate.snapshot import Snapshot, State, of_predictions
from allonym.gate.stored import is_older, read_history, read_stored, step_now
from allonym.gate.verdict import Verdict
from allonym.gate.write_baseline import write_baseline
from allonym.labels import KNOWN

Find = Callable[[str], Iterable[tuple[int, int, str]]]


def hold_finder(
    find: Find,
    model: str,
    baseline: Path,
    policy: Policy,
    *,
    labels: Mapping[str, str] | None = None,
    reason: str = "",
) -> tuple[Verdict, str]:
    """The verdict on a function's names, and what is shown of it; with a `reason` the baseline is written first.

    The corpora are the policy's, else the baseline's, else all that the project ships with their text. Raises
    InputError for names that are not stretches of the text, for labels that are not known, and for the baseline.
    """
    anew = reason and (not baseline.exists() or is_older(baseline))
    there = None if anew else read_stored(baseline)
    corpora = _corpora(policy.corpora or (tuple(there.gold) if there else ()))
    predictions = {(model, corpus.name): _predicted(find, corpus, model, labels) for corpus in corpora}
    now = of_predictions(predictions, policy, corpora, models={model: State()})
    check_entities(policy, now)
    before = baseline_snapshot(baseline, there, now.gold, now.names) if there else now
    if reason:
        before = _beside(before, now)
        write_baseline(baseline, before, (*read_history(baseline), step_now(reason, "pytest")))
    verdict = judge(before, now, policy, [model])
    shown = io.StringIO()
    print_verdict(verdict, "table", shown)
    return verdict, shown.getvalue()


def _beside(there: Snapshot, now: Snapshot) -> Snapshot:
    """The new readings, with those of the other models where policy and gold are still the same."""
    if (there.policy, dict(there.gold)) != (now.policy, dict(now.gold)):
        return now
    return replace(now, models={**there.models, **now.models}, readings={**there.readings, **now.readings})


def _corpora(names: Sequence[str]) -> list[Corpus]:
    loaded = [load_corpus(name) for name in names or corpus_names()]
    with_text = [corpus for corpus in loaded if all(document.text is not None for document in corpus.documents)]
    if names and len(with_text) < len(loaded):
        missing = ", ".join(corpus.name for corpus in loaded if corpus not in with_text)
        raise InputError(f"no text for {missing}", todo="name corpora with text in the policy")
    return with_text


def _predicted(find: Find, corpus: Corpus, model: str, labels: Mapping[str, str] | None) -> dict[str, Document]:
    predicted = {}
    for document in corpus.documents:
        mentions = _mentions(find, str(document.text), f"{model} on {document.id}", labels)
        predicted[document.id] = Document(document.id, None, mentions)
    return predicted


def _mentions(find: Find, text: str, where: str, labels: Mapping[str, str] | None) -> tuple[Mention, ...]:
    mentions = []
    for start, end, label in find(text):
        if labels is not None and label not in labels:
            raise InputError(f"label {label!r} is not in labels", where=where, todo='map it, or drop it with ""')
        mapped = label if labels is None else labels[label]
        if mapped and mapped not in KNOWN:
            raise InputError(f"unknown label {mapped!r}", where=where, todo="map it with labels={...}")
        if mapped:
            mentions.append(Mention(int(start), int(end), mapped))
    check_bounds(mentions, len(text), where)
    return tuple(sorted(mentions))
