"""A run of `allonym names` held to a baseline of its own: no name may be lost as listed, nor in its other spellings
but by chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from allonym.compare.names import Moved
from allonym.corpus.files import writing
from allonym.errors import InputError, NothingMeasured
from allonym.gate.checks import UPDATE, corrected
from allonym.gate.policy import Policy
from allonym.gate.stored import RESTORE, Count, Step, converted, read_raw, step_now
from allonym.gate.verdict import BROKEN, HOLDS, REGRESSED, Check, Verdict
from allonym.gate.write_baseline import readable
from allonym.watchlist.kept import KeptNames
from allonym.watchlist.tried import Change, Tried, change, differing, tried

_SCHEMA = "allonym/names-baseline/1"


class _Stored(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: a name a line, of each spelling the models' shares as [found, tried], in the order of `models`."""

    schema: str
    list: str
    history: tuple[Step, ...]
    models: tuple[str, ...]
    places: dict[str, tuple[str, ...]]
    names: dict[str, dict[str, tuple[tuple[Count, Count] | None, ...]]]


def _read(path: Path) -> _Stored:
    found = converted(read_raw(path), _Stored, path)
    if found.schema != _SCHEMA:
        raise InputError(f"schema {found.schema!r} is not {_SCHEMA}", where=str(path), todo=RESTORE)
    if any(len(shares) != len(found.models) for forms in found.names.values() for shares in forms.values()):
        raise InputError("a spelling without a share of each model", where=str(path), todo=RESTORE)
    return found


def hold_names(kept: KeptNames, baseline: Path, policy: Policy, models: Sequence[str] = ()) -> Verdict:
    """Hold a run to a baseline file. The policy's `models` and `largest_loss`, of spellings as listed, are heeded.

    Raises InputError for a baseline that cannot be read.
    """
    stored, now = _read(baseline), tried(kept)
    before = Tried(stored.list, stored.models, stored.places, stored.names)
    checks: list[Check] = []
    moved: dict[str, Moved] = {}
    for model in models or policy.models or before.models:
        if missing := _missing(model, before, now):
            checks.append(missing)
            continue
        listed, every = (change(before, model, now, model, listed=only) for only in (True, False))
        if listed is None or every is None:
            checks.append(Check(model, now.title, "names", BROKEN, reason="the baseline has none of these names"))
            continue
        checks += _checks(model, now.title, listed, every, policy)
        if every.moved.lost or every.moved.gained:
            moved[model] = every.moved
    notes = tuple(differing(before, now))
    return Verdict(tuple(corrected(checks)), moved, (), notes, kept.path.resolve().parent.name, str(baseline))


def _missing(model: str, before: Tried, now: Tried) -> Check | None:
    if model not in before.models:
        return Check(model, "", "model", BROKEN, reason=f"not in the baseline; add it: {UPDATE}")
    if model not in now.models:
        return Check(model, "", "model", BROKEN, reason="not measured in the run; allonym names FILE --model ID")
    return None


def _checks(model: str, title: str, listed: Change, every: Change, policy: Policy) -> Iterator[Check]:
    lost = len(listed.moved.lost)
    if policy.largest_loss is not None:
        over = lost > policy.largest_loss
        yield Check(model, title, "names lost", REGRESSED if over else HOLDS, 0, lost,
                    reason=f"more than {policy.largest_loss}" if over else "")  # fmt: skip
    else:
        yield Check(model, title, "found as listed", REGRESSED if lost else HOLDS, listed.before, listed.after,
                    listed.p, reason=f"{lost} found in fewer places" if lost else "")  # fmt: skip
    worse = every.after < every.before
    yield Check(model, title, "found in every spelling", REGRESSED if worse else HOLDS, every.before, every.after,
                every.p, reason=f"moved {every.before - every.after:.4f}" if worse else "",
                must_be_significant=worse)  # fmt: skip


def update_names(kept: KeptNames, baseline: Path, reason: str) -> str:
    """Write the baseline from a run, its history continued; what was written, in a line."""
    history = _read(baseline).history if baseline.exists() else ()
    now = tried(kept)
    if not now.models:
        raise NothingMeasured("the run has no model that was measured; make one: allonym names FILE")
    names: Mapping[str, Mapping[str, Sequence[object]]] = now.names
    content = {
        "schema": _SCHEMA,
        "list": now.title,
        "history": [msgspec.to_builtins(one) for one in (*history, step_now(reason, kept.path.resolve().parent.name))],
        "models": list(now.models),
        "places": {label: list(places) for label, places in now.places.items()},
        "names": {name: {form: list(shares) for form, shares in forms.items()} for name, forms in names.items()},
    }
    with writing(baseline) as file:
        file.write(readable(content) + "\n")
    return f"{baseline}: {len(now.models)} model{'s' * (len(now.models) != 1)}, {len(now.names):,} names; {reason}"
