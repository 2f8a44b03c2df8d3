"""What each model found of a list's names, spelling by spelling: what comparisons and baselines are made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from allonym.compare.names import GoldName, Moved
from allonym.statistics import randomisation_test
from allonym.watchlist.kept import KeptNames

Share = tuple[int, int]
"""Found, and tried."""
Spellings = Mapping[str, Sequence[Share | None]]
"""By spelling, each model's share, in the order of the models."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A list under models. `names` has each name's spellings, the listed one first; `lines` says where names stand."""

    title: str
    models: tuple[str, ...]
    places: Mapping[str, Sequence[str]]
    names: Mapping[str, Spellings]
    lines: Mapping[str, int] = field(default_factory=dict)

    def of(self, model: str) -> dict[str, dict[str, Share]]:
        """One model's shares by name and spelling."""
        at = self.models.index(model)
        return {
            name: {form: share for form, shares in spellings.items() if (share := shares[at]) is not None}
            for name, spellings in self.names.items()
        }


def tried(kept: KeptNames) -> Tried:
    """A kept run. A name that a list has twice is told apart by a number."""
    models = tuple(model.model for model in kept.summary.measured)
    names, lines, seen = {}, {}, Counter[str]()
    for name in sorted(kept.names(), key=lambda name: name.line):
        key = f"{name.name} ({name.type})"
        seen[key] += 1
        key += f" #{seen[key]}" * (seen[key] > 1)
        lines[key] = name.line
        names[key] = {
            one.form: [(one.outcomes[model]["found"], sum(one.outcomes[model].values())) for model in models]
            for one in name.spellings
        }
    return Tried(kept.summary.list, models, kept.summary.places, names, lines)


@dataclass(frozen=True, slots=True)
class Change:
    """What one model found before and after of the spellings that both tried; `p` by names."""

    names: int
    spellings: int
    before: float
    after: float
    p: float
    moved: Moved


def change(
    before: Tried, model: str, after: Tried, other: str, *, listed: bool = False, seed: int = 7
) -> Change | None:
    """How `other` in one run differs from `model` in another; None where they have no spelling in common.

    `listed` leaves the first spelling of each name. A spelling is lost where a smaller share of its places is found.
    """
    one, two = before.of(model), after.of(other)
    pairs = [(name, form, one[name][form], two[name][form]) for name, form in _shared(one, two, listed=listed)]
    if not pairs:
        return None
    counts = _by_name(pairs)
    test = randomisation_test(counts[1], counts[0], None, _found, seed=seed)
    gone = [(name, form) for name, form, old, new in pairs if old[0] * new[1] > new[0] * old[1]]
    come = [(name, form) for name, form, old, new in pairs if old[0] * new[1] < new[0] * old[1]]
    first, second = (float(_found(side.sum(axis=0))) for side in counts)
    moved = Moved(tuple(_gold(after, gone)), tuple(_gold(after, come)))
    return Change(counts.shape[1], len(pairs), first, second, test.p, moved)


def _shared(
    one: Mapping[str, Mapping[str, Share]], two: Mapping[str, Mapping[str, Share]], *, listed: bool
) -> Iterator[tuple[str, str]]:
    for name, spellings in one.items():
        forms = [form for form in spellings if form in two.get(name, {})]
        yield from ((name, form) for form in (forms[:1] if listed else forms))


def _by_name(pairs: Sequence[tuple[str, str, Share, Share]]) -> NDArray[np.int64]:
    """Counts (sides, names, found and tried)."""
    numbers = {name: number for number, name in enumerate(dict.fromkeys(pair[0] for pair in pairs))}
    counts = np.zeros((2, len(numbers), 2), np.int64)
    for name, _, *shares in pairs:
        counts[:, numbers[name]] += shares
    return counts


def _found(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.asarray(counts[..., 0] / counts[..., 1])


def _gold(tried: Tried, spellings: Sequence[tuple[str, str]]) -> Iterator[GoldName]:
    """The spellings as names of the list, with their lines."""
    for key, form in spellings:
        name, _, kind = key.rpartition(" (")
        yield GoldName(tried.title, name, kind.partition(")")[0], form, "line", tried.lines.get(key, 0))


def differing(before: Tried, after: Tried) -> list[str]:
    """What else differs: the places, and the names that only one of the two has."""
    said = []
    if dict(before.places) != dict(after.places):
        said.append("The two tried names in other places; shares of the same spellings are compared.")
    for one, two, which in ((before, after, "first"), (after, before, "second")):
        if only := len(one.names.keys() - two.names.keys()):
            said.append(f"{only:,} name{'s are' if only > 1 else ' is'} in the {which} run only.")
    return said
