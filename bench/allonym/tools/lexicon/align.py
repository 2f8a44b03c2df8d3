"""Which letters of one form came from which graphemes of another: monotone alignment, learned by hard EM."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from allonym.names.engine.key import END, START, WHOLE, graphemes

Pair = tuple[str, str]
"""A source word's key and a target form."""
Prior = Mapping[str, Counter[str]]

_ROUNDS = 2
_IMPOSSIBLE = -1e9
_VOWELS = frozenset("aeiouyw")


def alignments(pairs: Mapping[Pair, float]) -> dict[Pair, tuple[str, ...]]:
    """For each pair the output of every grapheme of its source; pairs that cannot be aligned are left out.

    >>> alignments({("khaled", "chaled"): 1.0})["khaled", "chaled"]
    ('', 'ch', 'a', 'l', 'e', 'd', '')
    """
    counts: Prior = {}
    found: dict[Pair, tuple[str, ...]] = {}
    for _ in range(_ROUNDS):
        cost = _Costs(counts)
        found = {pair: outputs for pair in pairs if (outputs := _aligned(*pair, cost)) is not None}
        counts = _counted(found, pairs)
    return found


def _counted(found: Mapping[Pair, Iterable[str]], weights: Mapping[Pair, float]) -> Prior:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for pair, outputs in found.items():
        for (grapheme, _, _), output in zip(graphemes(pair[0]), outputs, strict=True):
            counts[grapheme][output] += weights[pair]  # type: ignore[assignment]
    return counts


class _Costs(dict[tuple[str, str], float]):
    """The log probability of a grapheme's output, computed when it is first asked for."""

    def __init__(self, counts: Prior) -> None:
        self._counts = counts
        self._totals = {grapheme: sum(known.values()) for grapheme, known in counts.items()}

    def __missing__(self, asked: tuple[str, str]) -> float:
        grapheme, output = asked
        seen = self._counts[grapheme][output] if grapheme in self._counts else 0
        value = math.log((seen + resemblance(grapheme, output)) / (self._totals.get(grapheme, 0) + 2))
        self[asked] = value
        return value


@cache
def resemblance(grapheme: str, output: str) -> float:
    """How likely an output looks before any pair is seen; 1 where nothing changes."""
    if grapheme in (START, END):
        return 1.0 if not output else 0.002 * 0.3 ** len(output)
    if grapheme.startswith(WHOLE):
        word = grapheme[1:]
        return 1.0 if word == output else 0.02 * 0.5 ** abs(len(word) - len(output)) * (1 if output else 0.2)
    if grapheme == output:
        return 1.0
    if not output:
        return 0.02 if grapheme[0] in "aeiouyh" or len(grapheme) > 1 else 0.005
    alike = 0.05 if (grapheme[0] in _VOWELS) == (output[0] in _VOWELS) else 0.004
    return alike * (4 if set(grapheme) & set(output) else 1) * 0.5 ** abs(len(grapheme) - len(output))


def _aligned(source: str, target: str, costs: _Costs) -> tuple[str, ...] | None:
    units = [grapheme for grapheme, _, _ in graphemes(source)]
    if "".join(units[1:-1]).lstrip(WHOLE) == target:
        return tuple(unit.lstrip(WHOLE) if unit not in (START, END) else "" for unit in units)
    length = len(target)
    row = [0.0] + [_IMPOSSIBLE] * length
    backs: list[list[int]] = []
    for unit in units:
        reached, back = [_IMPOSSIBLE] * (length + 1), [0] * (length + 1)
        longest = 7 if len(unit) > 2 else 4
        for start, so_far in enumerate(row):
            if so_far == _IMPOSSIBLE:
                continue
            for end in range(start, min(length, start + longest) + 1):
                value = so_far + costs[unit, target[start:end]]
                if value > reached[end]:
                    reached[end], back[end] = value, start
        row = reached
        backs.append(back)
    return _traced(backs, target) if row[length] > _IMPOSSIBLE else None


def _traced(backs: list[list[int]], target: str) -> tuple[str, ...]:
    outputs, end = [], len(target)
    for back in reversed(backs):
        outputs.append(target[back[end] : end])
        end = back[end]
    return tuple(reversed(outputs))
