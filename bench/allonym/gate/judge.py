"""Judging: a run's snapshot held to the baseline's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from allonym.compare import probed
from allonym.compare.names import Moved, moved
from allonym.errors import unknown
from allonym.gate.checks import UPDATE, corrected, must_checks, reading_checks
from allonym.gate.policy import Policy
from allonym.gate.snapshot import Snapshot
from allonym.gate.verdict import BROKEN, REGRESSED, Check, Respelled, Verdict


def judge(baseline: Snapshot, now: Snapshot, policy: Policy, models: Sequence[str] = ()) -> Verdict:
    """Hold a run to a baseline under a policy; `models` names those to be held, without it all.

    What makes the comparison meaningless (another policy, another gold, a model or corpus without predictions)
    is a broken check that says what to do.
    """
    wanted = list(models or policy.models or baseline.models)
    checks = list(_comparable(baseline, now, policy))
    if not checks:
        for model in wanted:
            checks += _model_checks(model, baseline, now, policy)
    checks = corrected(checks)
    broken = {check.model for check in checks if check.status == BROKEN}
    names = {model: _moved(model, baseline, now) for model in wanted if checks and model not in broken}
    names = {model: one for model, one in names.items() if one.lost or one.gained}
    worse = tuple(_respelled(checks, baseline, now, policy))
    return Verdict(tuple(checks), names, worse, tuple(_notes(wanted, baseline, now)), now.run, baseline.run)


def _comparable(baseline: Snapshot, now: Snapshot, policy: Policy) -> Iterator[Check]:
    if baseline.policy != policy.digest:
        yield Check("", "", "policy", BROKEN, reason=f"changed since the baseline was written; if it should: {UPDATE}")
    for corpus, digest in baseline.gold.items():
        if corpus in now.gold and now.gold[corpus] != digest:
            reason = f"changed since the baseline was written; if it should: {UPDATE}"
            yield Check("", corpus, "gold", BROKEN, reason=reason)
    for (corpus, probe), digest in baseline.asked.items():
        if now.asked.get((corpus, probe), digest) != digest:
            reason = f"asks other spellings or places than when the baseline was written; if it should: {UPDATE}"
            yield Check("", corpus, f"probe {probe}", BROKEN, reason=reason)


def _model_checks(model: str, baseline: Snapshot, now: Snapshot, policy: Policy) -> Iterator[Check]:
    if model not in baseline.models:
        yield Check(model, "", "model", BROKEN, reason=f"not in the baseline; add it: {UPDATE}")
        return
    if model not in now.models:
        there = ", ".join(sorted(set(now.models) - set(baseline.models))) or ", ".join(now.models) or "no model"
        reason = f"not in the run, which has {there}; if it was renamed: allonym bench --model ID --as {model}"
        yield Check(model, "", "model", BROKEN, reason=reason)
        return
    state = now.models[model]
    if state.status != "ok":
        yield Check(model, "", "model", BROKEN, reason=f"{state.status}: {state.reason}")
        return
    for corpus in baseline.gold:
        before, after = (side.readings.get((model, corpus)) for side in (baseline, now))
        if corpus in now.gold and before is None:
            continue
        if after is None or before is None:
            yield Check(model, corpus, "corpus", BROKEN, reason=f"not in the run; allonym bench --corpus {corpus}")
            continue
        yield from reading_checks(model, corpus, before, after, policy)
        yield from must_checks(model, corpus, now.names.get(corpus, ()), before, after, policy.musts)


def check_entities(policy: Policy, now: Snapshot) -> None:
    """Raise InputError for an entity of must_find that no gated corpus names."""
    known = {name.entity for names in now.names.values() for name in names}
    for must in policy.musts:
        if known and must.entity not in known:
            raise unknown("entity", must.entity, known)


def _moved(model: str, baseline: Snapshot, now: Snapshot) -> Moved:
    """The names of a model that moved on the corpora that both have."""
    both = [key for key in baseline.readings.keys() & now.readings.keys() if key[0] == model]
    return moved(*({name for key in both for name in side.readings[key].lost} for side in (baseline, now)))


def _respelled(checks: Iterable[Check], baseline: Snapshot, now: Snapshot, policy: Policy) -> Iterator[Respelled]:
    """For each regressed measure of the probes, the entities that moved to the worse."""
    regressed = {(check.model, check.corpus, check.what) for check in checks if check.status == REGRESSED}
    for model, corpus, what in sorted(regressed):
        held = next((h for h in policy.measure if str(h.selection) == what and h.covers(model, corpus)), None)
        before, after = (side.readings[model, corpus].entities for side in (baseline, now))
        if held is None or held.selection not in before or held.selection not in after:
            continue
        one, two = before[held.selection], after[held.selection]
        for entity in sorted(one.keys() & two.keys()):
            values = [probed.value(held.selection, {entity: side[entity]}) for side in (one, two)]
            if held.is_worse(*values):
                yield Respelled(model, corpus, what, entity, probed.written(one[entity]), probed.written(two[entity]))


def _notes(wanted: Iterable[str], baseline: Snapshot, now: Snapshot) -> Iterator[str]:
    for model in wanted:
        one, two = baseline.models.get(model), now.models.get(model)
        if one and two and two.status == "ok" and one.digest != two.digest:
            yield f"{model}: other files than the baseline's ({one.digest[:8] or '?'} → {two.digest[:8] or '?'})"
