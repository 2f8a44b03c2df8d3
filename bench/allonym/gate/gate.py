"""What `allonym gate` does: hold a kept run to a baseline file, or write the file from the run."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from allonym import paths
from allonym.compare import probed
from allonym.corpus.files import writing
from allonym.corpus.load import corpus_names, load_corpus
from allonym.corpus.values import Corpus
from allonym.errors import InputError, NothingMeasured
from allonym.gate import report
from allonym.gate.baseline import baseline_snapshot
from allonym.gate.ci import code_quality, junit, workflow_commands
from allonym.gate.comment import comment
from allonym.gate.judge import check_entities, judge
from allonym.gate.policy import Policy
from allonym.gate.snapshot import Snapshot, of_run
from allonym.gate.stored import read_history, read_stored, step_now
from allonym.gate.verdict import Respelled, Verdict
from allonym.gate.write_baseline import write_baseline
from allonym.measures.main import HEADLINE
from allonym.runs.read import Run, find_run
from allonym.show.forms import write


def hold(
    run: str, baseline: Path, policy: Policy, *, models: Sequence[str] = (), results: Path = paths.RESULTS
) -> Verdict:
    """Hold a run to a baseline file; the verdict is kept as gate.json in the run's folder.

    Raises InputError for a run, baseline or gold that cannot be read.
    """
    there = read_stored(baseline)
    kept = find_run(run, results)
    corpora = policy.corpora or tuple(there.gold)
    now = of_run(kept, policy, _corpora(corpora))
    check_entities(policy, now)
    judged = judge(baseline_snapshot(baseline, there, now.gold, now.names), now, policy, models)
    respelled = tuple(_with_spellings(judged.respelled, kept))
    said = kept.verdict[0] if kept.verdict and any(row.has(HEADLINE) for row in kept.rows) else ""
    verdict = replace(judged, corpora=corpora, respelled=respelled, headline=said)
    if kept.folder:
        with writing(kept.folder / "gate.json") as file:
            json.dump(report.as_json(verdict), file, ensure_ascii=False, indent=1)
    return verdict


def _with_spellings(respelled: Sequence[Respelled], run: Run) -> Iterator[Respelled]:
    """The entities with those of their spellings that the run found nowhere."""
    tables = run.pairs({probed.RESPELL}) if respelled else {}
    for one in respelled:
        found = probed.found_spellings(one.entity, one.corpus, one.model, tables) or {}
        yield replace(one, lost=tuple(spelling for spelling, hit in found.items() if not hit))


def update(run: str, baseline: Path, policy: Policy, reason: str, *, results: Path = paths.RESULTS) -> str:
    """Write a baseline file from a run, its history continued; what was written, in a line.

    Raises InputError where a model that the policy names failed or is missing, and where the file that is there
    cannot be read (its history would be lost); NothingMeasured for a run without numbers.
    """
    history = read_history(baseline)
    kept = find_run(run, results)
    snapshot = of_run(kept, policy, _corpora(policy.corpora or [name for name in corpus_names() if name in kept.gold]))
    check_entities(policy, snapshot)
    whole = _whole(snapshot, policy)
    step = step_now(reason, kept.id)
    write_baseline(baseline, whole, (*history, step))
    lost = sum(len(reading.lost) for reading in whole.readings.values())
    names = sum(reading.names for reading in whole.readings.values())
    models = f"{len(whole.models)} model{'s' * (len(whole.models) != 1)}"
    return f"{baseline}: {models}, {names - lost} of {names} names found; {step.date} {step.reason}"


def _whole(snapshot: Snapshot, policy: Policy) -> Snapshot:
    """The snapshot with the models that the policy names, or else all that were measured."""
    wanted = policy.models or tuple(model for model, state in snapshot.models.items() if state.status == "ok")
    for model in wanted:
        state = snapshot.models.get(model)
        if state is None or state.status != "ok":
            why = f"{state.status}: {state.reason}" if state else "not in the run"
            raise InputError(f"{model} is in the policy but {why}", todo=f"run it: allonym bench --model {model}")
    readings = {key: reading for key, reading in snapshot.readings.items() if key[0] in wanted}
    if not any(value is not None for reading in readings.values() for value in reading.values.values()):
        raise NothingMeasured("the run has no number that the policy holds; make one: allonym bench")
    return replace(snapshot, models={model: snapshot.models[model] for model in wanted}, readings=readings)


def _corpora(names: Sequence[str]) -> list[Corpus]:
    return [load_corpus(name) for name in names]


def print_verdict(verdict: Verdict, form: str, file: TextIO) -> None:
    """Print the tables, then the verdict."""
    write(report.tables(verdict), form, file, record=report.as_json(verdict))
    if form == "json":
        return
    file.write(f"\n{report.sentence(verdict)}\n")
    if verdict.holds and verdict.differs:
        file.write("to make this run the baseline: allonym gate --update --reason WHY\n")


def keep(
    verdict: Verdict,
    baseline: Path,
    environment: Mapping[str, str],
    *,
    xml: Path | None = None,
    summary: Path | None = None,
    quality: Path | None = None,
) -> None:
    """Write the verdict where CI looks for it, and on GitHub annotations and the step's summary too."""
    on_github = environment.get("GITHUB_ACTIONS") == "true"
    step = environment.get("GITHUB_STEP_SUMMARY", "") if on_github else ""
    said = comment(verdict, _corpora(verdict.corpora)) if summary or step else ""
    for path, text in ((xml, junit(verdict)), (summary, said), (quality, code_quality(verdict, str(baseline)))):
        if path is not None:
            with writing(path) as file:
                file.write(text)
    for line in workflow_commands(verdict, str(baseline)) if on_github else ():
        print(line, file=sys.stderr)  # the runner reads both streams; standard output is the answer's
    if step:
        with Path(step).open("a", encoding="utf-8") as file:
            file.write(said)
