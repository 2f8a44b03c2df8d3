"""What the gate shows: tables, a sentence, JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from allonym.compare.names import GoldName, by_spelling
from allonym.gate.verdict import BROKEN, HOLDS, NOTHING, Check, Verdict
from allonym.show.kinds import AMOUNT, PERCENT, PRICE, TEXT, Cell
from allonym.show.table import Column, Table, text_column

_PLACES = 4


def tables(verdict: Verdict) -> list[Table]:
    """The checks, then the names that moved."""
    columns = (
        text_column("model"), text_column("corpus"), text_column("held"), Column("baseline"), Column("now"),
        Column("p", PRICE), text_column("verdict"),
    )  # fmt: skip
    rows = tuple(_row(check) for check in verdict.checks)
    explained = "p: chance of a difference as large, corrected over the table's checks (Benjamini-Hochberg)."
    notes = (explained, *verdict.notes, *filter(None, [verdict.headline]))
    shown = [Table("Gate", columns, rows, notes)]
    for title, side in (("Names lost", "lost"), ("Names found again or anew", "gained")):
        rows = tuple(row for model, moved in verdict.moved.items() for row in _names(model, getattr(moved, side)))
        if rows:
            heads = ("model", "corpus", "entity", "spelling", "mentions", "where")
            shown.append(Table(title, tuple(Column(h, AMOUNT if h == "mentions" else TEXT) for h in heads), rows))
    worse = tuple((e.model, e.corpus, e.what, e.entity, e.before, e.after, _first(e.lost)) for e in verdict.respelled)
    if worse:
        first = (*map(text_column, ("model", "corpus", "held", "entity")), Column("baseline"), Column("now"))
        shown.append(Table("Names lost by spelling", (*first, text_column("found nowhere now")), worse))
    return shown


def _first(spellings: Sequence[str]) -> str:
    more = f", … {len(spellings) - _PLACES} more" if len(spellings) > _PLACES else ""
    return ", ".join(spellings[:_PLACES]) + more


def _row(check: Check) -> tuple[Cell, ...]:
    counted = check.what == "names lost"
    before, after = (AMOUNT(v) if counted else PERCENT(v) for v in (check.before, check.after))
    status = f"{check.status}: {check.reason}" if check.reason else check.status
    return check.model, check.corpus, check.what, before, after, check.p, status


def _names(model: str, names: tuple[GoldName, ...]) -> Iterator[tuple[Cell, ...]]:
    for (corpus, entity, _, surface), found in by_spelling(names).items():
        yield model, corpus, entity, surface, len(found), _where(found)


def _where(names: Sequence[GoldName]) -> str:
    """The first places, by document.

    >>> _where([GoldName("c", "e", "PER", "X", "wire", start) for start in (1, 9, 30, 44, 70)])
    'wire:1,9,30,44, … 1 more'
    """
    by_document = groupby(names[:_PLACES], key=lambda name: name.document)
    places = [f"{document}:{','.join(str(name.start) for name in part)}" for document, part in by_document]
    return ", ".join(places + [f"… {len(names) - _PLACES} more"] * (len(names) > _PLACES))


def sentence(verdict: Verdict) -> str:
    """The verdict in one line."""
    count = Counter(check.status for check in verdict.checks)
    if verdict.status == NOTHING:
        return "nothing measured: the run has no number that the policy holds; an empty run does not pass"
    if verdict.status == HOLDS:
        lost, anew = _total(verdict, "lost"), _total(verdict, "gained")
        return f"holds: {count[HOLDS]} checks; names lost {lost}, found anew {anew}"
    bad = [check for check in verdict.checks if check.status == verdict.status]
    what = "; ".join(f"{' '.join(filter(None, (c.model, c.corpus, c.what)))}: {c.reason}" for c in bad[:3])
    more = f"; and {len(bad) - 3} more" if len(bad) > 3 else ""
    names = f"; names lost: {_brief(verdict)}" if verdict.status != BROKEN and _total(verdict, "lost") else ""
    return f"{verdict.status}: {what}{more}{names}"


def _total(verdict: Verdict, side: str) -> int:
    return sum(len(getattr(moved, side)) for moved in verdict.moved.values())


def _brief(verdict: Verdict) -> str:
    spellings = Counter(name.surface for moved in verdict.moved.values() for name in moved.lost)
    shown = [f"{surface} ({n})" for surface, n in spellings.most_common(8)]
    return ", ".join(shown) + (f", … {len(spellings) - 8} more" if len(spellings) > 8 else "")


def as_json(verdict: Verdict) -> dict[str, Any]:
    """The verdict as an object: schema allonym/gate/1."""
    return {
        "schema": "allonym/gate/1",
        "status": verdict.status,
        "exit_status": verdict.exit_status,
        "sentence": sentence(verdict),
        "run": verdict.run,
        "baseline": verdict.baseline,
        "headline": verdict.headline,
        "checks": [{key: getattr(check, key) for key in check.__slots__} for check in verdict.checks],
        "names": [{"model": model, **moved.as_json()} for model, moved in verdict.moved.items()],
        "entities": [{key: getattr(entity, key) for key in entity.__slots__} for entity in verdict.respelled],
        "notes": list(verdict.notes),
    }
