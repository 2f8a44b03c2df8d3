"""A name in one family of tables: its words' outputs joined in one style at a time, and what gave each form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from allonym.names.engine.letters import Choices, Letters, Vector
from allonym.names.engine.written import WrittenWord

_BEAM = 160
_WHOLE = 0.5
"""The weight of names that follow a scheme in every part, beside all that letters and usage give."""

Label = tuple[str, str, str]
"""Register, scheme and evidence."""


@dataclass(frozen=True)
class Joined:
    """Forms of a name, likeliest first: the place of each word's output among its choices, a row a form; the forms'
    weights (forms,), and the style that gives each most."""

    tables: Letters
    words: Sequence[WrittenWord]
    choices: Sequence[Choices]
    places: list[list[int]]
    weights: Vector
    styles: list[int]

    def outputs(self, at: int) -> list[str]:
        """The outputs of the words of one form."""
        return [texts[place] for (texts, _), place in zip(self.choices, self.places[at], strict=True)]

    def label(self, at: int) -> Label:
        """What gives a form: a scheme, or for a learned style usage or letters."""
        style = self.tables.styles[self.styles[at]]
        if style.scheme:
            return style.register, style.scheme, f"scheme: {style.scheme}"
        counted = [known[place] for known, place in zip(self._counted, self.places[at], strict=True)]
        return style.register, "", "usage: counted forms" if all(counted) else "letters: learned from attested pairs"

    def unchanged(self) -> set[int]:
        """The places of the forms in which every word stays what it is."""
        own = [texts.index(word.key) if word.key in texts else -1
               for (texts, _), word in zip(self.choices, self.words, strict=True)]  # fmt: skip
        return {at for at, row in enumerate(self.places) if row == own}

    @cached_property
    def _counted(self) -> list[list[bool]]:
        """For each word which of its outputs are counted forms or the word itself."""
        counts = self.tables.counts
        return [
            [text == word.key or counts.get(text, 0) > 1 for text in texts]
            for (texts, _), word in zip(self.choices, self.words, strict=True)
        ]


def join(tables: Letters, words: Sequence[WrittenWord], choices: Sequence[Choices], style: Vector, most: int, *,
         whole: bool = True) -> Joined:  # fmt: skip
    """The `most` likeliest ways to take one output of each word, by the weight of each style.

    `whole` adds for each scheme the name with the likeliest output of every word in that scheme.
    """
    table = choices[0][1]
    places = np.arange(len(table))[:, None]
    for _, values in choices[1:]:
        worth = ((table * style) @ values.T).ravel()
        keep = (-worth).argpartition(_BEAM)[:_BEAM] if len(worth) > _BEAM else np.arange(len(worth))
        rows, columns = np.divmod(keep, len(values))
        table = table[rows] * values[columns]
        places = np.concatenate([places[rows], columns[:, None]], axis=1)
    by_style = table * style
    worth = np.add.reduce(by_style, axis=1)
    order = (-worth).argsort(kind="stable")[:most]
    likeliest, weights, best = places[order].tolist(), worth[order], by_style[order].argmax(axis=1).tolist()
    if whole and (numbers := tables.schemed):
        likeliest += [[int(values[:, number].argmax()) for _, values in choices] for number in numbers]
        weights = np.concatenate([weights, _WHOLE * weights.sum() * style[numbers] / style.sum()])
        best += numbers
    return Joined(tables, words, choices, likeliest, weights, best)
