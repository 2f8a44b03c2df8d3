"""Letter tables of one family of languages: what writers make of a word's letters, by the style that they write in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from allonym.names.engine.key import Grapheme, graphemes
from allonym.names.engine.neighbours import FARTHEST, Neighbours

BEAM = 32
_FLOOR = 1e-9
_UNLIKELY = 2e-3
"""Outputs of a grapheme less likely than this in every style are left out."""
_HEARD = frozenset("bcdfgjklmnpqrstvxz")
"""Consonants that no writer leaves out: where labels lack one, it is a slip."""
_ASKED = 10
"""Attested forms that the letters are asked about, where their likeliest outputs lack them."""
_NEAR = 12
"""Counted forms near a word that are proposed beside what its letters give, and how likely the nearest is."""
_NEAREST, _FARTHER = 3e-3, 0.4
_PAIR_MASS = 2.0
"""The weight of the letters beside what the training pairs have of a word."""
Vector = NDArray[np.float64]
"""One probability a style."""
Choices = tuple[Sequence[str], NDArray[np.float64]]
"""Outputs, and their probabilities: a row an output, a column a style. What is kept has them as a tuple, which the
garbage collector need not look at twice."""


@dataclass(frozen=True, slots=True)
class Style:
    """One way of writing that runs through a whole name: that of a scheme, or one learned from attested pairs."""

    name: str
    register: str
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class OutputTable:
    """Outputs by what they are of, a tab between two, with the end of their rows among the values of all, which keep
    half precision."""

    outputs: Mapping[str, str]
    ends: Mapping[str, int]
    values: NDArray[np.float16]

    def get(self, name: str) -> Choices | None:
        """The outputs of a name and their probabilities."""
        joined = self.outputs.get(name)
        if joined is None:
            return None
        outputs, end = tuple(joined.split("\t")), self.ends[name]
        return outputs, self.values[end - len(outputs) : end].astype(float)


@dataclass(frozen=True)
class Letters:
    """The tables of a family: outputs of a grapheme in its context, backing off to one side of it and to none.

    `features` are the rows of `leanings`: how much a piece of a word speaks for each style, in logarithms. `words` are
    whole words with their outputs in the training pairs, `counts` how often a form stands in the pools, `weights` what
    each piece of `EVIDENCE` counts, `usual` the logarithm of how usual three letters are.
    """

    styles: tuple[Style, ...]
    bias: Vector
    features: Mapping[str, int]
    leanings: NDArray[np.float64]
    full: OutputTable
    left: OutputTable
    right: OutputTable
    bare: OutputTable
    words: OutputTable
    counts: Mapping[str, int]
    weights: Vector
    usual: NDArray[np.float64]
    near: bool

    @cached_property
    def neighbours(self) -> Neighbours:
        return Neighbours({form: count for form, count in self.counts.items() if count > 1} if self.near else {})

    def counted_near(self, word: str) -> list[tuple[str, int]]:
        """Counted forms near a word, each with the number of letters that differ; none in families without."""
        return self.neighbours.of(word, _NEAR) if self.near else []

    @cached_property
    def options(self) -> Callable[[Grapheme], Choices]:
        """What a grapheme may become in its context."""
        return cache(self._options)

    @cached_property
    def _beside(self) -> Callable[[bool, str, str], Choices]:
        return cache(self._with_one_neighbour)

    @cached_property
    def _near(self) -> list[Vector]:
        """The probability of a counted form by the number of letters that differ."""
        return [np.full(len(self.styles), _NEAREST * _FARTHER**distance) for distance in range(FARTHEST + 1)]

    @cached_property
    def _least(self) -> Vector:
        return np.full(len(self.styles), _FLOOR)

    @cached_property
    def log_bias(self) -> Vector:
        return np.asarray(np.log(self.bias))

    @cached_property
    def _against(self) -> Vector:
        return -self.bias

    @cached_property
    def schemed(self) -> list[int]:
        """The places of the styles that are a scheme's."""
        return [at for at, style in enumerate(self.styles) if style.scheme]

    def _options(self, grapheme: Grapheme) -> Choices:
        """What is known of a grapheme with both neighbours; what that leaves over goes to the mean of what it becomes
        with the one and with the other."""
        this, before, after = grapheme
        bare, full = self._anywhere(this), self.full.get("\t".join(grapheme))
        beside = self._beside(True, this, before), self._beside(False, this, after)
        places = _places(bare, full, *beside)
        table, texts = _filled(full, places, _mean(len(bare[0]), beside, places)), [*places]
        kept = (np.maximum.reduce(table, axis=1) > _UNLIKELY).nonzero()[0].tolist()
        if not set(this) - _HEARD:
            kept = [at for at in kept if texts[at]]
        return tuple([texts[at] for at in kept]), table[kept]

    def _with_one_neighbour(self, left: bool, this: str, neighbour: str) -> Choices:
        """What is known of a grapheme with the neighbour; what that leaves over goes to what it becomes anywhere."""
        bare, known = self._anywhere(this), (self.left if left else self.right).get(f"{this}\t{neighbour}")
        places = _places(bare, known)
        anywhere = np.zeros((len(places), len(self.styles)))
        anywhere[: len(bare[0])] = bare[1]
        return tuple(places), _filled(known, places, anywhere)

    def _anywhere(self, this: str) -> Choices:
        itself = this.lstrip("#") if this not in "^$" else ""
        return self.bare.get(this) or ((itself,), np.ones((1, len(self.styles))))

    def generated(self, word: str, beam: int = BEAM) -> Choices:
        """The word's likeliest outputs by its letters alone, unsorted."""
        forms, table = [""], np.ones((1, len(self.styles)))
        for grapheme in graphemes(word):
            outputs, values = self.options(grapheme)
            width = len(outputs)
            if width == 1:
                forms, table = [form + outputs[0] for form in forms], table * values
            elif len(forms) * width <= beam:
                forms = [form + output for form in forms for output in outputs]
                table = (table[:, None, :] * values).reshape(len(forms), -1)
            else:
                worth = table @ (values * self._against).T
                best = worth.ravel().argpartition(beam)[:beam]
                rows, columns = best // width, best % width
                table = table.take(rows, 0) * values.take(columns, 0)
                forms = [forms[row] + outputs[at] for row, at in zip(rows.tolist(), columns.tolist(), strict=True)]
        return _merged(forms, table)

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

    def proposed(self, word: str, shares: Mapping[str, float], exact: Mapping[str, Vector]) -> Choices:
        """The outputs that letters, training pairs and lexicon propose, the word itself among them, unsorted."""
        forms, table = _mixed(self.generated(word), exact)
        seen = self.words.get(word)
        made, more = set(forms), dict[str, Vector]()
        attested = {*shares, *(seen[0] if seen else ())}
        if missing := sorted(attested - made, key=lambda form: (-shares.get(form, 1.0), form))[:_ASKED]:
            more = dict.fromkeys(missing, np.minimum.reduce(table) / 20) | self.probability(word, missing)
        for form, distance in self.counted_near(word):
            if form not in made:
                more.setdefault(form, self._near[distance])
        if word not in made:
            more.setdefault(word, self._least)
        if more:
            forms, table = [*forms, *more], np.concatenate([table, [*more.values()]])
        table = np.maximum(table, _FLOOR)
        return forms, _with_pairs(forms, table, seen) if seen else table

    def leaning_of(self, fits: Mapping[str, float]) -> Vector:
        """How much the origins of a name, by their weights, speak for each style, in logarithms."""
        total, whole = np.zeros(len(self.styles)), sum(fits.values())
        for origin, weight in fits.items():
            if (row := self.features.get(of_origin(origin))) is not None:
                total = total + self.leanings[row] * (weight / whole)
        return total

    def leaning(self, word: str) -> Vector:
        """How much the word's letters speak for each style, in logarithms."""
        rows = [row for feature in features(word) if (row := self.features.get(feature)) is not None]
        return np.asarray(np.add.reduce(self.leanings.take(rows, 0)))


def _places(*choices: Choices | None) -> dict[str, int]:
    """All outputs of some choices, numbered."""
    outputs = dict.fromkeys([text for known in choices if known for text in known[0]])
    return {text: at for at, text in enumerate(outputs)}


def _mean(shared: int, beside: tuple[Choices, Choices], places: Mapping[str, int]) -> NDArray[np.float64]:
    """The mean of two tables, whose first rows are shared, in the rows that `places` gives the others."""
    (_, left), (_, right) = beside
    mean = np.zeros((len(places), left.shape[1]))
    mean[:shared] = left[:shared] + right[:shared]
    for texts, values in beside:
        for at in range(shared, len(texts)):
            mean[places[texts[at]]] += values[at]
    return mean / 2


def _merged(forms: list[str], table: NDArray[np.float64]) -> Choices:
    """Each form once, with the sum of its rows."""
    places = {form: at for at, form in enumerate(dict.fromkeys(forms))}
    if len(places) == len(forms):
        return forms, table
    merged = np.zeros((len(places), table.shape[1]))
    np.add.at(merged, [places[form] for form in forms], table)
    return [*places], merged


def _mixed(found: Choices, exact: Mapping[str, Vector]) -> Choices:
    """What the letters give, less sure by what schemes make of the word's native forms, and that."""
    if not exact:
        return found
    made = np.sum([*exact.values()], axis=0)
    left = 1 - np.where(made > 0, made, made.max())
    return _merged([*found[0], *exact], np.concatenate([found[1] * left, [*exact.values()]]))


def _filled(known: Choices | None, places: Mapping[str, int], back: NDArray[np.float64]) -> NDArray[np.float64]:
    """What is known, in the rows that `places` gives its outputs; what its styles leave over is given to the outputs
    that it lacks, as `back` shares it out."""
    if known is None:
        return np.asarray(back * (1 / np.maximum(np.add.reduce(back), 1e-12)))
    texts, values = known
    rows = [places[text] for text in texts]
    table = back.copy()
    table[rows] = 0.0
    table *= np.maximum(0.0, 1 - np.add.reduce(values)) / np.maximum(np.add.reduce(table), 1e-12)
    table[rows] = values
    return table


def _with_pairs(forms: Sequence[str], table: NDArray[np.float64], seen: Choices) -> NDArray[np.float64]:
    counted = dict(zip(seen[0], seen[1], strict=True))
    nothing = np.zeros(table.shape[1])
    counts = np.array([counted.get(form, nothing) for form in forms])
    return np.asarray((counts + _PAIR_MASS * table) / (seen[1].sum(axis=0) + _PAIR_MASS))


def features(word: str) -> list[str]:
    """What of a word speaks for a style: its graphemes, neighbours, and itself."""
    cut = [g for g, _, _ in graphemes(word)]
    return [*cut[1:-1], *(f"{a}|{b}" for a, b in pairwise(cut)), f"w:{word}"]


def of_origin(origin: str) -> str:
    """What of a whole name speaks for a style beside its words: the language that it is of."""
    return f"o:{origin}"
