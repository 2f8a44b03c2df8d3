"""Agreement as rows of the leaderboard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import permutations

from allonym.evaluate.agreement.measure import Agreement
from allonym.evaluate.rows import Row
from allonym.measures.main import ALL


def agreement_rows(agreement: Agreement) -> Iterator[Row]:
    """Each number of the agreement: agreement.f1 with another model, consistency, alone."""
    numbers = range(len(agreement.models))
    for one, two in sorted(permutations(numbers, 2), key=lambda pair: (min(pair), max(pair))):
        n, both = agreement.mentions[one] + agreement.mentions[two], agreement.both[one][two]
        part = f"with:{agreement.models[two]}"
        yield _row(agreement, one, "agreement.f1", agreement.f1(one, two), n, {"both": both}, part)
    for model in numbers:
        repeated, alone = agreement.consistency[model], agreement.alone[model]
        yield _share(agreement, model, "consistency.all", repeated.all, repeated.n, asdict(repeated))
        if len(numbers) > 1:
            yield _share(agreement, model, "alone", alone, agreement.mentions[model], {"alone": alone})


def _share(agreement: Agreement, model: int, measure: str, part: int, n: int, counts: Mapping[str, int]) -> Row:
    return _row(agreement, model, measure, part / n if n else None, n, counts)


def _row(
    agreement: Agreement,
    model: int,
    measure: str,
    value: float | None,
    n: int,
    counts: Mapping[str, int],
    part: str = ALL,
) -> Row:
    return Row(
        model=agreement.models[model], corpus=agreement.corpus, slice=part, measure=measure, value=value,
        n=n, counts=counts,
    )  # fmt: skip
