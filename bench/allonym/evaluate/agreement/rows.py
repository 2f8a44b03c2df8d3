"""Agreement as rows of the leaderboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from itertools import permutations

from allonym.evaluate.agreement.measure import Agreement
from allonym.evaluate.rows import Row


def agreement_rows(agreement: Agreement) -> Iterator[Row]:
    """Each number of the agreement: agreement.f1 with another model, consistency, alone."""
    numbers = range(len(agreement.models))
    row_of = [partial(Row, model=model, corpus=agreement.corpus) for model in agreement.models]
    for one, two in sorted(permutations(numbers, 2), key=lambda pair: (min(pair), max(pair))):
        n, both = agreement.mentions[one] + agreement.mentions[two], agreement.both[one][two]
        yield row_of[one](
            slice=f"with:{agreement.models[two]}", measure="agreement.f1", value=agreement.f1(one, two), n=n,
            counts={"both": both},
        )  # fmt: skip
    for model in numbers:
        repeated, alone, n = agreement.consistency[model], agreement.alone[model], agreement.mentions[model]
        always = repeated.all / repeated.n if repeated.n else None
        yield row_of[model](measure="consistency.all", value=always, n=repeated.n, counts=asdict(repeated))
        if len(numbers) > 1:
            yield row_of[model](measure="alone", value=alone / n if n else None, n=n, counts={"alone": alone})
