"""The verdict: a run's snapshot held to the baseline's, check by check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from allonym.compare import probed
from allonym.compare.names import GoldName, Moved, by_spelling, moved
from allonym.errors import unknown
from allonym.gate.policy import Held, MustFind, Policy
from allonym.gate.snapshot import Reading, Snapshot, counts_key, number_of, table
from allonym.measures.main import FOUND
from allonym.statistics import benjamini_hochberg, randomisation_test
from allonym.statistics.power import ALPHA

HOLDS, REGRESSED, BROKEN, NOTHING = "holds", "regressed", "broken", "nothing measured"
_MUST = "must find "
_UPDATE = "allonym gate --update --reason WHY"
STATUSES = (HOLDS, REGRESSED, BROKEN, NOTHING)
"""By exit status."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was held; `p` (Benjamini-Hochberg over the gate's checks) is None where none was tested."""

    model: str
    corpus: str
    what: str
    status: str
    before: float | None = None
    after: float | None = None
    p: float | None = None
    reason: str = ""
    must_be_significant: bool = False


@dataclass(frozen=True, slots=True)
class Respelled:
    """An entity whose share of a measure of the probes moved to the worse; shares as compare.probed writes them."""

    model: str
    corpus: str
    what: str
    entity: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """All checks, the names behind them, the entities behind a regressed probe, and what else differs."""

    checks: tuple[Check, ...]
    moved: Mapping[str, Moved] = field(default_factory=dict)
    """By model, as far as any of its names moved."""
    respelled: tuple[Respelled, ...] = ()
    notes: tuple[str, ...] = ()
    run: str = ""
    baseline: str = ""

    @property
    def status(self) -> str:
        """Broken before regressed; and an empty run never passes."""
        seen = {check.status for check in self.checks}
        return next((status for status in (BROKEN, REGRESSED, HOLDS) if status in seen), NOTHING)

    @property
    def exit_status(self) -> int:
        return STATUSES.index(self.status)

    @property
    def holds(self) -> bool:
        return self.status == HOLDS

    @property
    def differs(self) -> bool:
        """Whether anything differs from the baseline, so that writing it again would change it."""
        changed = any(check.before != check.after for check in self.checks if not check.what.startswith(_MUST))
        return changed or bool(self.notes or self.moved)


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
    checks = _corrected(checks)
    broken = {check.model for check in checks if check.status == BROKEN}
    names = {model: _moved(model, baseline, now) for model in wanted if checks and model not in broken}
    names = {model: one for model, one in names.items() if one.lost or one.gained}
    worse = tuple(_respelled(checks, baseline, now, policy))
    return Verdict(tuple(checks), names, worse, tuple(_notes(wanted, baseline, now)), now.run, baseline.run)


def _comparable(baseline: Snapshot, now: Snapshot, policy: Policy) -> Iterator[Check]:
    if baseline.policy != policy.digest:
        yield Check("", "", "policy", BROKEN, reason=f"changed since the baseline was written; if it should: {_UPDATE}")
    for corpus, digest in baseline.gold.items():
        if corpus in now.gold and now.gold[corpus] != digest:
            reason = f"changed since the baseline was written; if it should: {_UPDATE}"
            yield Check("", corpus, "gold", BROKEN, reason=reason)
    for (corpus, probe), digest in baseline.asked.items():
        if now.asked.get((corpus, probe), digest) != digest:
            reason = f"asks other spellings or places than when the baseline was written; if it should: {_UPDATE}"
            yield Check("", corpus, f"probe {probe}", BROKEN, reason=reason)


def _model_checks(model: str, baseline: Snapshot, now: Snapshot, policy: Policy) -> Iterator[Check]:
    if model not in baseline.models:
        yield Check(model, "", "model", BROKEN, reason=f"not in the baseline; add it: {_UPDATE}")
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
        yield from _reading_checks(model, corpus, before, after, policy)
        yield from _must_checks(model, corpus, now.names.get(corpus, ()), before, after, policy.musts)


def _reading_checks(model: str, corpus: str, before: Reading, after: Reading, policy: Policy) -> Iterator[Check]:
    for held in policy.measure:
        if held.covers(model, corpus):
            yield _held(model, corpus, held, before, after)
    if policy.largest_loss is not None:
        lost = len(moved(before.lost, after.lost).lost)
        status = REGRESSED if lost > policy.largest_loss else HOLDS
        reason = f"more than {policy.largest_loss}" if status == REGRESSED else ""
        yield Check(model, corpus, "names lost", status, 0, lost, reason=reason)


def _held(model: str, corpus: str, held: Held, before: Reading, after: Reading) -> Check:
    one, two = before.values.get(held.selection), after.values.get(held.selection)
    check = Check(model, corpus, str(held.selection), HOLDS, one, two)
    if held.selection not in before.values:
        return replace(check, status=BROKEN, reason=f"not in the baseline; write it anew: {_UPDATE}")
    if two is None:
        if one is None:
            return replace(check, status=NOTHING, reason="nothing to find and nothing found")
        return replace(check, status=BROKEN, reason="the run has no value for it")
    if one is None:
        return replace(check, reason="the baseline has no value for it")
    check = replace(check, p=_p(held, before, after))
    if not held.excess(one, two):
        return check
    limit = held.largest_rise if held.largest_rise is not None else held.largest_drop or 0
    reason = f"moved {abs(two - one):.4f}, at most {limit:g}"
    if not held.significant:
        return replace(check, status=REGRESSED, reason=reason)
    if check.p is None:
        return replace(check, status=BROKEN, reason="has no counts to test; leave out significant")
    return replace(check, status=REGRESSED, reason=reason, must_be_significant=True)


def _p(held: Held, before: Reading, after: Reading) -> float | None:
    """Exact McNemar for found names; paired randomisation over documents, for the probes over entities."""
    if held.name == FOUND:
        return moved(before.lost, after.lost).p
    if held.selection in before.entities and held.selection in after.entities:
        return probed.p_value(held.selection, before.entities[held.selection], after.entities[held.selection])
    key = counts_key(held.selection)
    one, two = before.counts.get(key), after.counts.get(key)
    if one is None or two is None or one.keys() != two.keys():
        return None
    first, second = table(one), table(two)
    if np.array_equal(first, second):
        return 1.0
    return randomisation_test(first, second, None, number_of(held.selection)).p


def _corrected(checks: Sequence[Check]) -> list[Check]:
    """The checks with corrected p; those that had to be significant hold where they are not."""
    corrected: Any = benjamini_hochberg([np.nan if check.p is None else check.p for check in checks])
    result = []
    for check, p in zip(checks, corrected.tolist(), strict=True):
        known = replace(check, p=None if np.isnan(p) else p)
        if check.must_be_significant and not p <= ALPHA:
            known = replace(known, status=HOLDS, reason=f"{check.reason}, but it can be chance")
        result.append(known)
    return result


def _must_checks(
    model: str, corpus: str, names: Iterable[GoldName], before: Reading, after: Reading, musts: Iterable[MustFind]
) -> Iterator[Check]:
    names = list(names)
    for must in musts:
        wanted = [name for name in names if name.entity == must.entity]
        if not wanted:
            continue
        what = f"{_MUST}{must.entity} ({must.under})"
        if must.under == "every-probed-spelling":
            yield _probed_check(Check(model, corpus, what, HOLDS), after.spellings.get(must.entity))
            continue
        shares = [sum(name not in side.lost for name in wanted) / len(wanted) for side in (before, after)]
        check = Check(model, corpus, what, HOLDS, shares[0], shares[1])
        if missing := _missing(must, wanted, [name for name in wanted if name not in after.lost]):
            check = replace(check, status=REGRESSED, reason=f"lost: {', '.join(missing)}")
        yield check


def _probed_check(check: Check, spellings: Mapping[str, bool] | None) -> Check:
    if spellings is None:
        return replace(check, status=BROKEN, reason="the run has no outcomes of respell; allonym bench")
    if not spellings:
        return replace(check, status=NOTHING, reason="no other spelling of it was put into this corpus")
    missing = [spelling for spelling, found in spellings.items() if not found]
    check = replace(check, after=1 - len(missing) / len(spellings))
    return replace(check, status=REGRESSED, reason=f"lost: {', '.join(missing)}") if missing else check


def _missing(must: MustFind, wanted: Sequence[GoldName], found: Sequence[GoldName]) -> list[str]:
    """The spellings that the requirement is not met for."""
    spellings = list(dict.fromkeys(name.surface for name in wanted))
    seen = {name.surface for name in found}
    if must.under == "any-mention":
        return [] if found else spellings
    if must.under == "every-spelling":
        return [spelling for spelling in spellings if spelling not in seen]
    return list(dict.fromkeys(name.surface for name in wanted if name not in set(found)))


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


def describe(model: str, names: Moved) -> list[str]:
    """The lost names of a model, one spelling a line.

    >>> name = GoldName("briefs", "idlib", "LOC", "Idlib", "wire", 12)
    >>> describe("sm", Moved(lost=(name,)))
    ['sm lost Idlib (idlib, briefs): wire:12']
    """
    return [
        f"{model} lost {surface} ({entity}, {corpus}): {', '.join(name.place for name in places)}"
        for (corpus, entity, _, surface), places in by_spelling(names.lost).items()
    ]


def respelled(verdict: Verdict, check: Check) -> list[str]:
    """The entities behind a regressed measure of the probes, one a line."""
    where = (check.model, check.corpus, check.what)
    mine = (one for one in verdict.respelled if (one.model, one.corpus, one.what) == where)
    return [f"{one.model} {one.entity} ({one.corpus}): {one.before}, now {one.after}" for one in mine]
