"""What a policy holds of one model on one corpus, check by check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from allonym.compare import probed
from allonym.compare.names import GoldName, moved
from allonym.gate.policy import Held, MustFind, Policy
from allonym.gate.snapshot import Reading, counts_key, number_of, table
from allonym.gate.verdict import BROKEN, HOLDS, MUST, NOTHING, REGRESSED, Check
from allonym.measures import measure
from allonym.measures.main import FOUND
from allonym.measures.ratio import number
from allonym.statistics import benjamini_hochberg, randomisation_test
from allonym.statistics.power import ALPHA

UPDATE = "allonym gate --update --reason WHY"


def reading_checks(model: str, corpus: str, before: Reading, after: Reading, policy: Policy) -> Iterator[Check]:
    for held in policy.measure:
        tried = any(held.selection in side.values for side in (before, after))
        if held.covers(model, corpus) and (tried or not held.where_tried):
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
        return replace(check, status=BROKEN, reason=f"not in the baseline; write it anew: {UPDATE}")
    if two is None:
        if one is None:
            return replace(check, status=NOTHING, reason="nothing to find and nothing found")
        return replace(check, status=BROKEN, reason="the run has no value for it")
    if one is None:
        return replace(check, reason="the baseline has no value for it")
    check = replace(check, p=_p(held, before, after))
    if not held.excess(one, two):
        return check
    reason = _worse(held, one, two)
    if not held.significant:
        return replace(check, status=REGRESSED, reason=reason)
    if check.p is None:
        return replace(check, status=BROKEN, reason="has no counts to test; leave out significant")
    return replace(check, status=REGRESSED, reason=reason, must_be_significant=True)


def _worse(held: Held, one: float, two: float) -> str:
    """How far a number got worse, and how far it might, in its own unit."""
    limit = held.largest_rise if held.largest_rise is not None else held.largest_drop or 0
    way = "rose" if two > one else "fell"
    if measure(held.name).unit in ("%", "points"):
        return f"{way} by {100 * abs(two - one):.2f} points, {100 * limit:g} allowed"
    return f"{way} by {abs(two - one):.4f}, {limit:g} allowed"


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


def corrected(checks: Sequence[Check]) -> list[Check]:
    """The checks with corrected p; those that had to be significant hold where they are not."""
    adjusted: Any = benjamini_hochberg([np.nan if check.p is None else check.p for check in checks])
    result = []
    for check, p in zip(checks, adjusted.tolist(), strict=True):
        known = replace(check, p=number(p))
        if check.must_be_significant and not p <= ALPHA:
            known = replace(known, status=HOLDS, reason=f"{check.reason}, but it can be chance")
        result.append(known)
    return result


def must_checks(
    model: str, corpus: str, names: Iterable[GoldName], before: Reading, after: Reading, musts: Iterable[MustFind]
) -> Iterator[Check]:
    names = list(names)
    for must in musts:
        wanted = [name for name in names if name.entity == must.entity]
        if not wanted:
            continue
        what = f"{MUST}{must.entity} ({must.under})"
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
