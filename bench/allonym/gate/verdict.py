"""The verdict as a value: checks, what became of each, the names and entities behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from allonym.compare.names import Moved, by_spelling

MUST = "must find "
"""How the checks of `must_find` are called, before the entity."""
HOLDS, REGRESSED, BROKEN, NOTHING = "holds", "regressed", "broken", "nothing measured"
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
    lost: tuple[str, ...] = ()
    """Its spellings that are found nowhere now."""


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
    corpora: tuple[str, ...] = ()
    """What was held, as `load_corpus` takes it."""
    headline: str = ""
    """What the board, the page and the README say first of the run, where names were spelled another way."""

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
        changed = any(check.before != check.after for check in self.checks if not check.what.startswith(MUST))
        return changed or bool(self.notes or self.moved)


def describe(model: str, names: Moved) -> list[str]:
    """The lost names of a model, one spelling a line.

    >>> from allonym.compare.names import GoldName
    >>> name = GoldName("stress", "idlib", "LOC", "Idlib", "wire", 12)
    >>> describe("sm", Moved(lost=(name,)))
    ['sm lost Idlib (idlib, stress): wire:12']
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
