"""Pairs: the found/lost table, one row for each (site, spelling), as integer columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allonym.match.mentions import FOUND, OUTCOMES
from allonym.names.operations import operations
from allonym.probes.values import Pair, Probed

Integers = NDArray[np.int64]
Mask = NDArray[np.bool_]

FACTORS = (
    *("corpus", "document", "label", "site", "entity", "origin"),
    *("slot", "spelling", "scheme", "stratum", "operations", "form"),
)
"""What distinguishes pairs; a site has one entity. `operations` lead from the printed form to the probed one,
which is `form`; `spelling` is the whole name."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Outcomes of pairs: codes (pairs,) for each factor with the values that they stand for, and what was found.

    `before` and `after` hold the outcome in the original and the probed paragraph, as codes of OUTCOMES.
    `spurious` counts the spans that the swap caused outside the sites of its paragraph; a paragraph with several
    sites has it in the row where `leads` is true, and 0 in the others.
    """

    codes: Mapping[str, Integers]
    values: Mapping[str, tuple[str, ...]]
    before: Integers
    after: Integers
    spurious: Integers
    leads: Mask

    def __len__(self) -> int:
        return len(self.after)

    @property
    def found(self) -> Mask:
        return np.asarray(self.after == FOUND)

    @property
    def found_before(self) -> Mask:
        return np.asarray(self.before == FOUND)

    def only(self, chosen: Mask | Integers) -> Pairs:
        """The pairs of a mask (pairs,), or of their numbers."""
        return replace(
            self,
            codes=MappingProxyType({name: column[chosen] for name, column in self.codes.items()}),
            before=self.before[chosen],
            after=self.after[chosen],
            spurious=self.spurious[chosen],
            leads=self.leads[chosen],
        )

    def where(self, factor: str, value: str) -> Pairs:
        """The pairs whose factor has this value; none where no pair has it."""
        values = self.values[factor]
        return self.only(self.codes[factor] == (values.index(value) if value in values else -1))

    def occurring(self, factor: str) -> Integers:
        """The codes of a factor that occur, in their order."""
        return np.flatnonzero(np.bincount(self.codes[factor])).astype(np.int64)

    def present(self, factor: str) -> list[str]:
        """The values of a factor that occur, sorted."""
        return sorted(self.values[factor][code] for code in self.occurring(factor))

    def parts(self, factor: str) -> Iterator[tuple[str, Pairs]]:
        """Each value of a factor that occurs, sorted, with its pairs."""
        order = np.argsort(self.codes[factor], kind="stable")
        bounds = np.cumsum(np.bincount(self.codes[factor], minlength=len(self.values[factor])))
        for code in sorted(self.occurring(factor).tolist(), key=self.values[factor].__getitem__):
            yield self.values[factor][code], self.only(order[bounds[code - 1] if code else 0 : bounds[code]])

    def groups(self, *factors: str) -> tuple[Integers, Integers]:
        """Each pair's group of equal factors (pairs,), numbered from 0, and one pair of each group (groups,)."""
        key = np.zeros(len(self), np.int64)
        for factor in factors:
            key = np.unique(key, return_inverse=True)[1].reshape(-1) * len(self.values[factor]) + self.codes[factor]
        _, first, group = np.unique(key, return_index=True, return_inverse=True)
        return group.reshape(-1).astype(np.int64), first.astype(np.int64)


def joined(tables: Sequence[Pairs]) -> Pairs:
    """One table of several, their values numbered anew."""
    values = {f: tuple(dict.fromkeys(v for table in tables for v in table.values[f])) for f in FACTORS}
    number = {f: {value: code for code, value in enumerate(values[f])} for f in FACTORS}
    codes = {
        f: _stacked([np.array([number[f][v] for v in t.values[f]] or [0])[t.codes[f]] for t in tables]) for f in FACTORS
    }
    return Pairs(
        codes=MappingProxyType(codes),
        values=MappingProxyType(values),
        before=_stacked([table.before for table in tables]),
        after=_stacked([table.after for table in tables]),
        spurious=_stacked([table.spurious for table in tables]),
        leads=_stacked([table.leads for table in tables]).astype(bool),
    )


def _renumbered(table: Pairs, factor: str, number: Mapping[str, int]) -> Integers:
    new = np.array([number[value] for value in table.values[factor]], np.int64)
    return new[table.codes[factor]] if len(table) else new


def _stacked(columns: Sequence[NDArray[Any]]) -> Integers:
    return np.concatenate([np.zeros(0, np.int64), *columns]).astype(np.int64)


@dataclass(slots=True)
class PairsBuilder:
    """Collects outcomes as they stream in: a few integers a pair, no text."""

    _values: dict[str, dict[str, int]] = field(default_factory=lambda: {factor: {} for factor in FACTORS})
    _rows: list[tuple[int, ...]] = field(default_factory=list)
    _results: list[tuple[int, int, int, bool]] = field(default_factory=list)

    def add(self, probed: Probed, before: Iterable[str], after: Iterable[str], spurious: int) -> None:
        """One probed paragraph: the outcomes of its pairs in both texts, and its spurious spans."""
        for number, (pair, one, two) in enumerate(zip(probed.pairs, before, after, strict=True)):
            row = zip(FACTORS, _factors(pair), strict=True)
            self._rows.append(tuple(self._code(factor, value) for factor, value in row))
            leads = number == 0
            self._results.append((OUTCOMES.index(one), OUTCOMES.index(two), spurious if leads else 0, leads))

    def _code(self, factor: str, value: str) -> int:
        known = self._values[factor]
        return known.setdefault(value, len(known))

    def build(self) -> Pairs:
        rows = np.array(self._rows, np.int64).reshape(-1, len(FACTORS))
        results = np.array(self._results, np.int64).reshape(-1, 4)
        return Pairs(
            codes=MappingProxyType({factor: rows[:, at] for at, factor in enumerate(FACTORS)}),
            values=MappingProxyType({factor: tuple(known) for factor, known in self._values.items()}),
            before=results[:, 0],
            after=results[:, 1],
            spurious=results[:, 2],
            leads=results[:, 3].astype(bool),
        )


def _factors(pair: Pair) -> tuple[str, ...]:
    site = pair.site
    document = f"{site.corpus}/{site.document}"
    return (
        *(site.corpus, document, site.label, f"{document}/{site.paragraph}/{site.index}", site.entity),
        *(site.origin, site.slot, pair.spelling, pair.scheme, pair.stratum),
        *("+".join(sorted(operations(pair.printed, pair.form))), pair.form),
    )
