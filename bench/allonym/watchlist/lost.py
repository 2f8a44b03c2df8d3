"""What models said where they lost a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from allonym.corpus.values import Mention
from allonym.match.mentions import FOUND, OUTCOMES
from allonym.watchlist.sites import Filled
from allonym.watchlist.values import Lost

MOST = 3
"""Examples kept of one name and model, each of another spelling."""
_AROUND = 60
"""Characters of the text that are shown on either side of the name."""


def lost(forms: Sequence[str], fillings: Sequence[Filled], predicted: Sequence[Sequence[Sequence[Mention]]],
         results: Sequence[Sequence[int]], models: Sequence[str]) -> tuple[Lost, ...]:  # fmt: skip
    """For each model the first place at which it lost each of its first `MOST` lost spellings.

    `fillings` are the texts, spelling by spelling; `predicted` and `results` have a model's mentions and the number of
    its outcome for each of them.
    """
    each = len(fillings) // len(forms)

    def of_model(number: int, model: str) -> Iterator[Lost]:
        for at, form in enumerate(forms):
            texts = range(at * each, (at + 1) * each)
            first = next((text for text in texts if results[text][number] != FOUND), None)
            if first is not None:
                filled, outcome = fillings[first], OUTCOMES[results[first][number]]
                yield Lost(model, form, filled.place, outcome, around(filled), said(filled, predicted[first][number]))

    return tuple(example for one in enumerate(models) for example in islice(of_model(*one), MOST))


def around(filled: Filled) -> str:
    """The name in its text, as much of it as a line holds."""
    start, end = max(0, filled.start - _AROUND), min(len(filled.text), filled.end + _AROUND)
    before, name = filled.text[start : filled.start], filled.text[filled.start : filled.end]
    after = filled.text[filled.end : end]
    if start:
        before = f"…{before.partition(' ')[2]}"
    if end < len(filled.text):
        after = f"{after.rpartition(' ')[0]}…"
    return f"{before}⟦{name}⟧{after}"


def said(filled: Filled, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The spans that overlap the name, each as its text and its label."""
    near = sorted(m for m in mentions if m.start < filled.end and filled.start < m.end)
    return tuple(f"{filled.text[m.start : m.end]} {m.label}" for m in near)
