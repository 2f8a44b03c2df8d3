"""Letter tables learned from aligned pairs: a mixture of styles, each backing off to all of them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allonym.names.engine.key import END, START, WHOLE, graphemes
from allonym.names.engine.letters import features, of_origin
from allonym.tools.lexicon.align import Pair

Array = NDArray[np.float64]
Event = tuple[str, str, str, str]
"""A grapheme, the letters before and after it, and its output."""

_DISCOUNT, _MASS, _STYLE_MASS, _SUPPORT = 0.7, 1.0, 4.0, 3
_ROUNDS = 6
_TABLES_COUNT = 40.0
_LEAST = 3e-4
_MOST = 12
_DROPPED = 4


@dataclass(frozen=True, slots=True)
class Example:
    """Words that one writer spelled one way, with their weight and the styles that it may be in (they add up to 1)."""

    weight: float
    styles: Array
    words: tuple[Pair, ...]
    named: bool = False
    """Whether it is a whole name whose source tells something of the style."""
    origin: str = ""
    """The language of a whole name."""


class Level:
    """One way of looking at events: with both neighbours, with one, with none."""

    def __init__(self, events: Sequence[Event], context: tuple[int, ...]) -> None:
        contexts: dict[tuple[str, ...], int] = {}
        outputs: dict[tuple[tuple[str, ...], str], int] = {}
        self.of_event = np.empty(len(events), int)
        owner: list[int] = []
        for at, event in enumerate(events):
            seen = tuple(event[i] for i in context)
            known = contexts.setdefault(seen, len(contexts))
            number = outputs.setdefault((seen, event[3]), len(outputs))
            if number == len(owner):
                owner.append(known)
            self.of_event[at] = number
        self.context = np.array(owner)
        self.keys = list(outputs)
        self.contexts = len(contexts)
        self.up = np.zeros(len(outputs), int)

    def under(self, bare: Level) -> None:
        """Remember for each entry the one without context."""
        self.up[self.of_event] = bare.of_event

    def totals(self, counts: Array) -> Array:
        return _count(self.context, counts, self.contexts)

    def normed(self, values: Array) -> Array:
        return np.asarray(values / self.totals(values)[self.context])


class Mixture:
    """Tables over styles. `examples` share the alignment of each of their words.

    An example whose first styles leave a style out is never in it. Styles from `known` on are those of tables: their
    examples count little in what all styles share, and `_TABLES_COUNT` times as much in their own.

    `spare` is whether a context leaves a share for outputs that were not seen in it: people's spellings do, schemes,
    of which every rule is seen, do not.
    """

    def __init__(
        self, examples: Sequence[Example], aligned: Mapping[Pair, tuple[str, ...]], spare: bool = True,
        known: int | None = None,
    ) -> None:  # fmt: skip
        self.spare, self.known = spare, known
        self.examples, kept = _supported(examples, aligned)
        numbers: dict[Event, int] = {}
        ids, ends = [], []
        for words in kept:
            for pair in words:
                for grapheme, output in zip(graphemes(pair[0]), aligned[pair], strict=True):
                    ids.append(numbers.setdefault((*grapheme, output), len(numbers)))
            ends.append(len(ids))
        self.words = kept
        self.events = list(numbers)
        self.ids, self.ends = np.array(ids), np.array(ends)
        self.weight = np.array([example.weight for example in self.examples])
        self.styles = np.array([example.styles for example in self.examples])
        self.possible = self.styles > 0
        self.full, self.left, self.right, self.bare = (
            Level(self.events, context) for context in ((0, 1, 2), (0, 1), (0, 2), (0,))
        )
        self.left.under(self.bare)
        self.right.under(self.bare)
        self.tables: dict[str, Array] = {}

    def learn(self, rounds: int = _ROUNDS) -> None:
        """Expectation and maximisation from the examples' first styles; 0 rounds keep them."""
        self.maximise()
        for _ in range(rounds):
            self.expect()
            self.maximise()

    def expect(self) -> None:
        logs = np.log(self.tables["full"])[self.ids]
        sums = np.vstack([np.zeros(logs.shape[1]), np.cumsum(logs, axis=0)])
        starts = np.concatenate([[0], self.ends[:-1]])
        score = sums[self.ends] - sums[starts] + np.log(self.bias)
        score = np.where(self.possible, score, -np.inf)
        score = np.exp(score - score.max(axis=1, keepdims=True))
        self.styles = score / score.sum(axis=1, keepdims=True)

    def maximise(self) -> None:
        lengths = np.diff(np.concatenate([[0], self.ends]))
        each = np.repeat(self.weight, lengths)
        shared = self._estimate(_count(self.ids, each, len(self.events)))
        found = []
        for style in range(self.styles.shape[1]):
            factor = _TABLES_COUNT if self.known is not None and style >= self.known else 1.0
            weights = factor * each * np.repeat(self.styles[:, style], lengths)
            found.append(self._adapt(_count(self.ids, weights, len(self.events)), shared))
        rest = {"full": self.full, "left": self.left, "right": self.right} if self.spare else {}
        seen = {name: level.totals(shared[name])[level.context, None] for name, level in rest.items()}
        self.tables = {
            name: np.stack([tables[name] for tables in found], axis=1) * seen.get(name, 1.0) for name in shared
        }
        share = self.weight @ self.styles + 0.1
        self.bias = share / share.sum()

    def _sums(self, counts: Array) -> dict[str, Array]:
        levels = {"left": self.left, "right": self.right, "bare": self.bare}
        sums = {name: _count(level.of_event, counts, len(level.keys)) for name, level in levels.items()}
        return {"full": counts, **sums}

    def _estimate(self, counts: Array) -> dict[str, Array]:
        """All styles together: absolute discounting, each level backing off to a shorter context."""
        sums, base = self._sums(counts), self.bare
        same = np.array([0.9 if _unchanged(*key) else 0.02 for key in base.keys])
        bare = (sums["bare"] + same) / (base.totals(sums["bare"]) + 1)[base.context]
        left = _discounted(self.left, sums["left"], bare[self.left.up])
        right = _discounted(self.right, sums["right"], bare[self.right.up])
        both = (left[self.left.of_event] + right[self.right.of_event]) / 2
        return {"full": _discounted(self.full, sums["full"], both), "left": left, "right": right, "bare": bare}

    def _adapt(self, counts: Array, shared: Mapping[str, Array]) -> dict[str, Array]:
        """One style: what it has more or less often than all, the more the more of it was seen."""
        sums = self._sums(counts)
        bare = _drawn(self.bare, sums["bare"], shared["bare"])
        ratio = bare / shared["bare"]
        left = _drawn(self.left, sums["left"], self.left.normed(shared["left"] * ratio[self.left.up]))
        right = _drawn(self.right, sums["right"], self.right.normed(shared["right"] * ratio[self.right.up]))
        change = np.sqrt(
            (left / shared["left"])[self.left.of_event] * (right / shared["right"])[self.right.of_event]
        )  # fmt: skip
        full = _drawn(self.full, sums["full"], self.full.normed(shared["full"] * change))
        return {"full": full, "left": left, "right": right, "bare": bare}

    def leanings(self, rounds: int = 40) -> tuple[list[str], Array, Array]:
        """Features of a name's source, how each speaks for each style, and the bias: a softmax regression."""
        from scipy.optimize import minimize
        from scipy.sparse import csr_matrix

        named = [at for at, example in enumerate(self.examples) if example.named]
        numbers: dict[str, int] = {}
        rows, columns = [], []
        for row, at in enumerate(named):
            example = self.examples[at]
            found = [feature for source, _ in example.words for feature in features(source)]
            for feature in [*found, of_origin(example.origin)]:
                rows.append(row)
                columns.append(numbers.setdefault(feature, len(numbers)))
        width = self.styles.shape[1]
        if not named:
            return [], np.zeros((0, width)), self.bias
        data = csr_matrix((np.ones(len(rows)), (rows, columns)), (len(named), len(numbers)))
        weight, wanted = self.weight[named, None], self.styles[named]

        def loss(flat: Array) -> tuple[float, Array]:
            slopes, bias = flat[:-width].reshape(-1, width), flat[-width:]
            score = data @ slopes + bias
            score = np.exp(score - score.max(axis=1, keepdims=True))
            given = score / score.sum(axis=1, keepdims=True)
            value = -(weight * wanted * np.log(given + 1e-12)).sum() + (slopes**2).sum()
            wrong = weight * (given - wanted)
            return float(value), np.concatenate([((data.T @ wrong) + 2 * slopes).ravel(), wrong.sum(axis=0)])

        start = np.concatenate([np.zeros(len(numbers) * width), np.log(self.bias)])
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x
        bias = np.exp(found[-width:] - found[-width:].max())
        return list(numbers), found[:-width].reshape(-1, width), bias / bias.sum()

    def word_table(self) -> dict[str, tuple[list[str], Array]]:
        """Of each source word of the named examples: its outputs and how often in each style."""
        counts: dict[str, dict[str, Array]] = defaultdict(dict)
        for example, words, styles in zip(self.examples, self.words, self.styles, strict=True):
            if not example.named:
                continue
            for source, target in words:
                old = counts[source].get(target, 0)
                counts[source][target] = old + styles * example.weight
        return {word: (list(forms), np.array(list(forms.values()))) for word, forms in counts.items()}

    def packed(self) -> dict[str, Any]:
        """The tables as `allonym.names.engine.letters` reads them, without what is unlikely in every style."""
        found = {}
        for name, level in (("full", self.full), ("left", self.left), ("right", self.right), ("bare", self.bare)):
            rows: dict[str, list[tuple[float, str, Array]]] = defaultdict(list)
            for (context, output), values in zip(level.keys, self.tables[name], strict=True):
                rows["\t".join(context)].append((-float(values @ self.bias), output, values))
            best = {context: _best(outputs) for context, outputs in sorted(rows.items())}
            found[name] = pack({context: choices for context, choices in best.items() if choices[0]})
        return found


def pack(table: Mapping[str, tuple[list[str], Array]]) -> dict[str, Any]:
    values = [rows for _, rows in table.values()]
    flat = np.concatenate(values) if values else np.zeros((0, 1))
    return {
        "outputs": {context: "\t".join(outputs) for context, (outputs, _) in table.items()},
        "values": _rounded(flat.astype(np.float16)).tobytes(),
    }


def _rounded(values: NDArray[np.float16]) -> NDArray[np.uint16]:
    """Positive numbers to seven binary digits, which is as much as they are known to: files are a fifth smaller."""
    bits = values.view(np.uint16).astype(np.uint32) + (1 << _DROPPED - 1)
    return (bits >> _DROPPED << _DROPPED).astype(np.uint16)


def _best(outputs: list[tuple[float, str, Array]]) -> tuple[list[str], Array]:
    kept = [entry for entry in sorted(outputs, key=lambda e: e[:2]) if entry[2].max() > _LEAST][:_MOST]
    return [output for _, output, _ in kept], np.array([values for _, _, values in kept])


def _count(numbers: NDArray[np.int64], weights: Array, size: int) -> Array:
    """The weights of each number below `size`, added up."""
    return np.asarray(np.bincount(numbers, weights, size), float)


def _discounted(level: Level, counts: Array, back: Array) -> Array:
    kept = np.maximum(counts - _DISCOUNT, 0)
    totals = level.totals(counts)
    rest = totals - level.totals(kept) + _MASS
    return np.asarray((kept + rest[level.context] * back) / (totals + _MASS)[level.context])


def _drawn(level: Level, counts: Array, back: Array) -> Array:
    return np.asarray((counts + _STYLE_MASS * back) / (level.totals(counts) + _STYLE_MASS)[level.context])


def _unchanged(context: tuple[str, ...], output: str) -> bool:
    grapheme = context[0]
    return output == ("" if grapheme in (START, END) else grapheme.lstrip(WHOLE))


def _supported(
    examples: Sequence[Example], aligned: Mapping[Pair, tuple[str, ...]]
) -> tuple[list[Example], list[list[Pair]]]:
    """The examples with the words whose every change is met in several words; the rest are slips and other names."""
    words: dict[tuple[str, str], set[str]] = defaultdict(set)
    for example in examples:
        for pair in example.words:
            if pair in aligned:
                for (grapheme, _, _), output in zip(graphemes(pair[0]), aligned[pair], strict=True):
                    words[grapheme, output].add(pair[0])

    def usual(pair: Pair) -> bool:
        return pair in aligned and all(
            _unchanged((grapheme,), output) or grapheme[0] == WHOLE or len(words[grapheme, output]) >= _SUPPORT
            for (grapheme, _, _), output in zip(graphemes(pair[0]), aligned[pair], strict=True)
        )

    kept = [(example, [pair for pair in example.words if usual(pair)]) for example in examples]
    kept = [(example, pairs) for example, pairs in kept if pairs]
    return [example for example, _ in kept], [pairs for _, pairs in kept]
