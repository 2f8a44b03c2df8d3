"""Letter tables of one family of languages: what writers make of a word's letters, by the style that they write in."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allonym.names.engine.data import folder
from allonym.names.engine.key import Grapheme, graphemes

BEAM = 48
_FLOOR = 1e-9
_ASKED = 10
"""Attested forms that the letters are asked about, where their likeliest outputs lack them."""
_SHARE = 0.2
"""The part of a word's probability that its shares in the lexicon have, whatever its letters say."""

Vector = NDArray[np.float64]
"""One probability a style."""
Choices = tuple[list[str], NDArray[np.float64]]
"""Outputs, and their probabilities: a row an output, a column a style."""


@dataclass(frozen=True, slots=True)
class Style:
    """One way of writing that runs through a whole name: that of a scheme, or one learned from attested pairs."""

    name: str
    register: str
    scheme: str = ""


@dataclass(frozen=True)
class Letters:
    """The tables of a family: outputs of a grapheme in its context, backing off to one side of it and to none.

    `words` are whole words with their outputs in the training pairs, `counts` how often a form stands in the pools.
    `weights` are the exponents of a form's share in the lexicon and of its count, and the mass of the letters beside
    what the training pairs hold of a word.
    """

    styles: tuple[Style, ...]
    bias: Vector
    features: Mapping[str, Vector]
    full: Mapping[str, Choices]
    left: Mapping[str, Choices]
    right: Mapping[str, Choices]
    bare: Mapping[str, Choices]
    words: Mapping[str, Choices]
    counts: Mapping[str, int]
    weights: tuple[float, float, float]

    def options(self, grapheme: Grapheme) -> Choices:
        """What the grapheme may become in its context."""
        found = self.full.get("\t".join(grapheme))
        if found is None:
            found = self._backed_off(*grapheme)
            self.full["\t".join(grapheme)] = found  # type: ignore[index]
        return found

    def _backed_off(self, this: str, before: str, after: str) -> Choices:
        """The mean of what is known with the letter before and with that after; else the grapheme itself."""
        known = [
            choices
            for choices in (self.left.get(f"{this}\t{before}"), self.right.get(f"{this}\t{after}"))
            if choices is not None
        ] or [choices for choices in (self.bare.get(this),) if choices is not None]
        if not known:
            return [this.lstrip("#") if this not in "^$" else ""], np.ones((1, len(self.styles)))
        outputs = list(dict.fromkeys(text for choices in known for text in choices[0]))
        table = np.zeros((len(outputs), len(self.styles)))
        for texts, values in known:
            for text, row in zip(texts, values, strict=True):
                table[outputs.index(text)] += row / len(known)
        return outputs, table

    def generated(self, word: str, beam: int = BEAM) -> dict[str, Vector]:
        """The word's likeliest outputs by its letters alone."""
        forms, table = [""], np.ones((1, len(self.styles)))
        for grapheme in graphemes(word):
            outputs, values = self.options(grapheme)
            if len(outputs) == 1:
                forms, table = [form + outputs[0] for form in forms], table * values
                continue
            table = (table[:, None, :] * values).reshape(-1, table.shape[1])
            if len(table) <= beam:
                forms = [form + output for form in forms for output in outputs]
                continue
            best = np.argpartition(-(table @ self.bias), beam)[:beam].tolist()
            width = len(outputs)
            forms = [forms[at // width] + outputs[at % width] for at in best]
            table = table[best]
        found: dict[str, Vector] = {}
        for form, row in zip(forms, table, strict=True):
            found[form] = found[form] + row if form in found else row
        return found

    def probability(self, word: str, forms: Iterable[str]) -> dict[str, Vector]:
        """The probability of each of these forms by the word's letters; a form that they cannot give is left out."""
        wanted = set(forms)
        prefixes = {form[:end] for form in wanted for end in range(len(form) + 1)}
        states: dict[str, Vector] = {"": np.ones(len(self.styles))}
        for grapheme in graphemes(word):
            outputs, values = self.options(grapheme)
            reached: dict[str, Vector] = {}
            for state, row in states.items():
                for output, value in zip(outputs, values, strict=True):
                    if (text := state + output) in prefixes:
                        reached[text] = reached[text] + row * value if text in reached else row * value
            states = reached
        return {form: states[form] for form in wanted if form in states}

    def candidates(self, word: str, shares: Mapping[str, float], exact: Mapping[str, Vector], most: int) -> Choices:
        """A word's outputs: by its letters, from the training pairs and from the lexicon (`shares`), best first.

        `exact` is what schemes make of its native forms. The best output's probability, over the styles, is 1.
        """
        found = self.generated(word)
        for form, row in exact.items():
            found[form] = found.get(form, 0.0) * (1 - row) + row
        seen = self.words.get(word)
        attested = set(shares) | set(seen[0] if seen else ())
        if missing := sorted(attested - found.keys(), key=lambda form: -shares.get(form, 1.0))[:_ASKED]:
            floor = np.min([*found.values()], axis=0) / 20
            found |= dict.fromkeys(missing, floor) | self.probability(word, missing)
        forms = list(found)
        table = np.maximum(np.array([found[form] for form in forms]), _FLOOR)
        share, count, mass = self.weights
        if seen:
            table = _with_pairs(forms, table, seen, mass)
        common = [(shares.get(f, 0.0) + 0.01) ** share * (1 + self.counts.get(f, 0)) ** count for f in forms]
        table = table * np.array(common)[:, None]
        if shares:
            attested_share = np.array([shares.get(form, 0.0) for form in forms])
            table = (1 - _SHARE) * table / table.sum(axis=0) + _SHARE * attested_share[:, None]
        worth = table @ self.bias
        order = list(dict.fromkeys([*np.argsort(-worth, kind="stable")[:most].tolist(), *self._best_of_styles(table)]))
        return [forms[at] for at in order], table[order] / worth[order[0]]

    def _best_of_styles(self, table: NDArray[np.float64]) -> list[int]:
        """The likeliest output in the style of each scheme."""
        best = table.argmax(axis=0).tolist()
        return [at for at, style in zip(best, self.styles, strict=True) if style.scheme]

    def leaning(self, word: str) -> Vector:
        """How much the word's letters speak for each style, in logarithms."""
        total = np.zeros(len(self.styles))
        for feature in features(word):
            if (row := self.features.get(feature)) is not None:
                total = total + row
        return total


def _with_pairs(forms: list[str], table: NDArray[np.float64], seen: Choices, mass: float) -> NDArray[np.float64]:
    counted = dict(zip(seen[0], seen[1], strict=True))
    nothing = np.zeros(table.shape[1])
    counts = np.array([counted.get(form, nothing) for form in forms])
    return np.asarray((counts + mass * table) / (seen[1].sum(axis=0) + mass))


def features(word: str) -> list[str]:
    """What of a word speaks for a style: its graphemes, neighbours, and itself."""
    cut = [g for g, _, _ in graphemes(word)]
    return [*cut[1:-1], *(f"{a}|{b}" for a, b in pairwise(cut)), f"w:{word}"]


def families() -> list[str]:
    return sorted(path.stem for path in (folder() / "letters").glob("*.bin"))


@cache
def letters(family: str) -> Letters | None:
    """The tables of a family; None for one that has none."""
    import msgspec

    path = folder() / "letters" / f"{family}.bin"
    return unpacked(msgspec.msgpack.decode(zlib.decompress(path.read_bytes()))) if path.exists() else None


def unpacked(stored: Mapping[str, Any]) -> Letters:
    """The tables as they are stored: texts, and half-precision numbers in rows of one a style."""
    styles = tuple(Style(*style) for style in stored["styles"])

    def row(data: bytes) -> Vector:
        return np.frombuffer(data, np.float16).astype(np.float64)

    def table(entries: Mapping[str, Any]) -> dict[str, Choices]:
        flat, start, tables = row(entries["values"]).reshape(-1, len(styles)), 0, {}
        for context, outputs in entries["outputs"].items():
            tables[context] = (outputs, flat[start : start + len(outputs)])
            start += len(outputs)
        return tables

    leanings = row(stored["leanings"]).reshape(-1, len(styles))
    return Letters(
        styles=styles,
        bias=row(stored["bias"]),
        features=dict(zip(stored["features"], leanings, strict=True)),
        full=table(stored["full"]),
        left=table(stored["left"]),
        right=table(stored["right"]),
        bare=table(stored["bare"]),
        words=table(stored["words"]),
        counts=stored["counts"],
        weights=tuple(stored["weights"]),
    )
