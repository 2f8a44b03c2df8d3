"""Pairs: what became of each mention under each spelling, as integer columns."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np

from allonym.match.keys import IntArray, Mask
from allonym.match.mentions import FOUND, OUTCOMES
from allonym.names.operations import operations
from allonym.names.register import EVERY_REGISTER, PRESS
from allonym.probes.values import Pair, Probed

Integers = IntArray

FACTORS = (
    *("corpus", "texts", "document", "label", "site", "entity", "origin", "slot"),
    *("spelling", "scheme", "register", "stratum", "operations", "form", "text"),
)
"""What distinguishes pairs; a site has one entity. `texts` is prose or empty; `operations` lead from the printed form
to the probed one, which is `form`; `spelling` is the whole name; `text` is the SHA-256 of the paragraph."""

NUMBERS = ("before", "after", "right", "predicted", "spurious", "leads", "weight", "printed")
"""What is counted of a pair: the outcomes as printed and in the probed paragraph, as codes of OUTCOMES; of the probed
paragraph's predicted spans with the mention's label, those that are right and all of them; the spans that the swap
caused outside the sites, in the row where `leads` is 1 of a paragraph with several; how often the spelling is met
beside the others; and whether it is the printed one."""

ALL, PROSE = "all", "prose"
"""All corpora together; those that read like news."""

PRINTED = "as printed"
"""The scheme of the rows with the printed form: their spelling is empty."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Codes (pairs,) for each of FACTORS, with the values that they stand for, and a column (pairs,) of each NUMBER.

    Of a probe that respells each site has also a row with its printed form, where before and after are the same.
    """

    codes: Mapping[str, Integers]
    values: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, Integers]

    def __len__(self) -> int:
        return len(self.numbers["after"])

    @property
    def found(self) -> Mask:
        return np.asarray(self.numbers["after"] == FOUND)

    @property
    def found_before(self) -> Mask:
        return np.asarray(self.numbers["before"] == FOUND)

    @property
    def printed(self) -> Mask:
        return np.asarray(self.numbers["printed"] == 1)

    @property
    def put(self) -> Pairs:
        """The pairs without the printed forms: what a probe put there."""
        return self.only(~self.printed) if self.printed.any() else self

    def only(self, chosen: Mask | Integers) -> Pairs:
        """The pairs of a mask (pairs,), or of their numbers."""
        return replace(
            self,
            codes=MappingProxyType({name: column[chosen] for name, column in self.codes.items()}),
            numbers=MappingProxyType({name: column[chosen] for name, column in self.numbers.items()}),
        )

    def where(self, factor: str, *wanted: str) -> Pairs:
        """The pairs whose factor has one of these values, and the printed forms of their sites."""
        codes = [code for code, value in enumerate(self.values[factor]) if value in wanted]
        kept = np.isin(self.codes[factor], codes) & ~self.printed
        at = np.zeros(len(self.values["site"]), bool)
        at[self.codes["site"][kept]] = True
        return self.only(kept | (self.printed & at[self.codes["site"]]))

    def part(self, corpus: str = ALL, label: str = "", slice_: str = ALL) -> Pairs:
        """The distinct pairs of a corpus (all, prose), of a label and of a slice FACTOR:VALUE, as far as given."""
        factor, _, value = slice_.partition(":")
        wanted = [("label", label)] if label else []
        wanted += [(factor, value)] if value else []
        if corpus != ALL:
            wanted.append(("texts", PROSE) if corpus == PROSE else ("corpus", corpus))
        pairs = self
        for one, wished in wanted:
            pairs = pairs.where(one, wished)
        return pairs.distinct()

    def distinct(self) -> Pairs:
        """The pairs with paragraphs of one text once a site; of several spellings the printed one, then the press's."""
        order = [value if value in EVERY_REGISTER else "" for value in self.values["register"]]
        rank = np.array([EVERY_REGISTER.index(value) if value else -1 for value in order] or [0], np.int64)
        sorted_ = np.lexsort((rank[self.codes["register"]], ~self.printed)) if len(self) else np.zeros(0, np.int64)
        key = self.codes["site"] * max(1, len(self.values["text"])) + self.codes["text"]
        first = np.unique(key[sorted_], return_index=True)[1]
        return self.only(np.sort(sorted_[first]))

    def occurring(self, factor: str) -> Integers:
        """The codes of a factor that occur, in their order."""
        return np.flatnonzero(np.bincount(self.codes[factor])).astype(np.int64)

    def present(self, factor: str) -> list[str]:
        """The values of a factor that occur beside the printed forms, sorted."""
        return sorted(self.values[factor][code] for code in self.put.occurring(factor))

    def parts(self, factor: str) -> Iterator[tuple[str, Pairs]]:
        """Each value of a factor that occurs beside the printed forms, sorted, with its pairs."""
        for value in self.present(factor):
            yield value, self.where(factor, value)

    def groups(self, *factors: str) -> tuple[Integers, Integers]:
        """Each pair's group of equal factors (pairs,), numbered from 0, and one pair of each group (groups,)."""
        key = np.zeros(len(self), np.int64)
        for factor in factors:
            key = np.unique(key, return_inverse=True)[1].reshape(-1) * len(self.values[factor]) + self.codes[factor]
        _, first, group = np.unique(key, return_index=True, return_inverse=True)
        return group.reshape(-1).astype(np.int64), first.astype(np.int64)

    def entity_of_site(self) -> Integers:
        """The entity's code for each site's."""
        entity = np.zeros(len(self.values["site"]), np.int64)
        entity[self.codes["site"]] = self.codes["entity"]
        return entity


def shared(pairs: Pairs, english: Pairs) -> tuple[Pairs, Pairs]:
    """Both tables at the sites in which each has two spellings or more, the second's sites numbered as the first's."""
    sites = pairs.values["site"]
    number = {name: code for code, name in enumerate(sites)}
    codes = np.array([number.get(name, -1) for name in english.values["site"]] or [-1], np.int64)[english.codes["site"]]
    english = replace(
        english,
        codes=MappingProxyType({**english.codes, "site": codes}),
        values=MappingProxyType({**english.values, "site": sites}),
    )
    known = codes >= 0
    ours, theirs = (np.bincount(of, minlength=max(1, len(sites))) > 1 for of in (pairs.codes["site"], codes[known]))
    return pairs.only((ours & theirs)[pairs.codes["site"]]), english.only(known & (ours & theirs)[codes])


def joined(tables: Sequence[Pairs]) -> Pairs:
    """One table of several, their values numbered anew."""
    values = {f: tuple(dict.fromkeys(v for table in tables for v in table.values[f])) for f in FACTORS}
    number = {f: {value: code for code, value in enumerate(values[f])} for f in FACTORS}
    codes = {
        f: _stacked([np.array([number[f][v] for v in t.values[f]] or [0])[t.codes[f]] for t in tables]) for f in FACTORS
    }
    numbers = {name: _stacked([table.numbers[name] for table in tables]) for name in NUMBERS}
    return Pairs(MappingProxyType(codes), MappingProxyType(values), MappingProxyType(numbers))


def _stacked(columns: Sequence[Integers]) -> Integers:
    return np.concatenate([np.zeros(0, np.int64), *columns]).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a model made of a paragraph: the outcome of each pair's site, and by label its right and predicted spans."""

    outcomes: Sequence[str]
    spans: Mapping[str, tuple[int, int]]


@dataclass(slots=True)
class PairsBuilder:
    """Collects outcomes as they stream in: a few integers a pair, no text.

    `printed`: the printed forms too; `prose` names the corpora that read like news.
    """

    printed: bool = True
    prose: Collection[str] = ()
    _values: dict[str, dict[str, int]] = field(default_factory=lambda: {factor: {} for factor in FACTORS})
    _rows: list[tuple[int, ...]] = field(default_factory=list)
    _numbers: list[tuple[int, ...]] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def add(self, probed: Probed, before: Judged, after: Judged, spurious: int = 0) -> None:
        """One probed paragraph: what became of its pairs in both texts, and the spans that the swap caused."""
        original, text = (hashlib.sha256(one.encode()).hexdigest() for one in (probed.original, probed.text))
        for number, (pair, one, two) in enumerate(zip(probed.pairs, before.outcomes, after.outcomes, strict=True)):
            shared = _place(pair, PROSE if pair.site.corpus in self.prose else "")
            label, was, now = pair.site.label, OUTCOMES.index(one), OUTCOMES.index(two)
            if self.printed and (site := shared[4]) not in self._seen:
                self._seen.add(site)
                self._row(*shared, "", PRINTED, PRESS, "", "", pair.printed, original)
                self._numbers.append((was, was, *before.spans.get(label, (0, 0)), 0, 0, 1, 1))
            kinds = "+".join(sorted(operations(pair.printed, pair.form)))
            self._row(*shared, pair.spelling, pair.scheme, pair.register, pair.stratum, kinds, pair.form, text)
            leads = number == 0
            self._numbers.append((was, now, *after.spans.get(label, (0, 0)), spurious * leads, leads, 1, 0))

    def _row(self, *values: str) -> None:
        known = self._values.values()
        self._rows.append(tuple(of.setdefault(value, len(of)) for of, value in zip(known, values, strict=True)))

    def build(self) -> Pairs:
        rows = np.array(self._rows, np.int64).reshape(-1, len(FACTORS))
        numbers = np.array(self._numbers, np.int64).reshape(-1, len(NUMBERS))
        return Pairs(
            codes=MappingProxyType({factor: rows[:, at] for at, factor in enumerate(FACTORS)}),
            values=MappingProxyType({factor: tuple(known) for factor, known in self._values.items()}),
            numbers=MappingProxyType({name: numbers[:, at] for at, name in enumerate(NUMBERS)}),
        )


def _place(pair: Pair, texts: str) -> tuple[str, ...]:
    """The factors of the pair's site."""
    site = pair.site
    document = f"{site.corpus}/{site.document}"
    name = f"{document}/{site.paragraph}/{site.index}"
    return site.corpus, texts, document, site.label, name, site.entity, site.origin, site.slot
