"""corrector: a run is a person where the sentence and the rest of the text say so; it never sees the name itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from allonym.mending.cases import case_of
from allonym.mending.evidence import Page, evidence, read_page
from allonym.mending.lying import INSIDE, SAME, WITHIN
from allonym.mending.means import RemedyMeans
from allonym.mending.replacing import replaced
from allonym.mending.values import Ask, MendedSpan, Spans
from allonym.mending.vocabulary import is_english
from allonym.mending.weights import PERSON, Weights, shipped

CHANGES = frozenset({"adds", "labels", "bounds"})
NAME = "corrector"
_ALIKE = 0.8
"""How much alike the places of one name are: 1 where the second says nothing that the first did not, 0 where all do."""


def remedy(ask: Ask, means: RemedyMeans) -> Ask:
    """The model with the persons that it missed or called something else; none that it found is taken away."""
    weights = means.weights or shipped()

    def asked(texts: Sequence[str]) -> Iterator[Spans]:
        for text, spans in zip(texts, ask(texts), strict=True):
            yield mended(text, spans, means, weights)

    return asked


def mended(text: str, spans: Spans, means: RemedyMeans, weights: Weights) -> Spans:
    """The spans of a text with more persons."""
    page = read_page(text, spans, means.labels)
    numbers, limits = open_runs(page), weights.thresholds[means.setting]
    if not numbers:
        return spans
    chances = persons(page, numbers, weights)
    changes = []
    for number, chance in zip(numbers, chances.tolist(), strict=True):
        if chance > (least := limits[case_at(page, number)]):
            run, lying = page.runs[number], page.lies[number]
            why = f"{chance:.2f} that it is a person, where {least:.2f} is asked for"
            bounds = spans[lying.touching[0]][:2] if lying.how == SAME else (run.start, run.end)
            changes.append((MendedSpan(*bounds, means.labels.person, NAME, why), lying.touching))
    return replaced(spans, changes)


def open_runs(page: Page) -> list[int]:
    """The numbers of the runs about which there is a question: those in no longer name and not found as persons."""
    return [
        number
        for number, lying in enumerate(page.lies)
        if lying.how != WITHIN
        and not (lying.how == SAME and lying.label == "PER")
        and not (lying.how == INSIDE and lying.label == "PER" and _spare_is_english(page, number))
    ]


def _spare_is_english(page: Page, number: int) -> bool:
    """Whether the outer word of a run of which the model found a part is an English word: Comedian Ali Omar."""
    run, edges = page.runs[number], page.lies[number].edges
    outer = {"begin": [run.last - 1], "end": [run.first]}.get(edges, [run.first, run.last - 1])
    return any(is_english(page.words.forms[at]) for at in outer)


def persons(page: Page, numbers: Sequence[int], weights: Weights) -> NDArray[np.float64]:
    """The probability of each of the runs to be a person; the members of a group share what speaks for each."""
    logits = weights.logits([evidence(page, number, weights.common) for number in numbers])
    return chances(logits.astype(np.float64), pools(page, numbers))


def pools(page: Page, numbers: Sequence[int]) -> list[list[int]]:
    """Which of the runs are of one group: the places of two or more in `numbers`."""
    places = {number: at for at, number in enumerate(numbers)}
    found = ([places[number] for number in members if number in places] for members in page.groups)
    return [some for some in found if len(some) > 1]


def chances(logits: NDArray[np.float64], pooled: Sequence[Sequence[int]]) -> NDArray[np.float64]:
    """The probability (runs,) to be a person by what speaks for each label (runs, labels).

    What speaks for one of a pool speaks for all: of n places together n ** _ALIKE times less than of as many names.
    """
    for some in pooled:
        logits[some] = logits[some].sum(axis=0) / len(some) ** _ALIKE
    logits -= logits.max(axis=1, keepdims=True)
    powers = np.exp(logits)
    return np.asarray(powers[:, PERSON] / powers.sum(axis=1))


def case_at(page: Page, number: int) -> int:
    """The number of a run's case in CASES."""
    mates = (page.lies[other] for other in page.mates(number))
    met = any(mate.how == SAME and mate.label == "PER" for mate in mates)
    return case_of(page.lies[number], page.runs[number].size, met)
