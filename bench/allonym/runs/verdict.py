"""A run in words: which model keeps most names, what it still loses, which is as good, and what was not measured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from allonym.evaluate.entry import OK
from allonym.evaluate.ranking import Ranking
from allonym.evaluate.rows import Row
from allonym.runs.headline import BOTH, PRECISION, SPLIT, HeadlineModel, standings, tied

NAMED = 3
"""Models that are named one by one; of more their number is told."""


_WITHOUT_GOLD = "The texts have no gold: no model has a score, and the models are compared with one another."


def verdict(
    models: Mapping[str, Mapping[str, Any]], rows: Iterable[Row], rankings: Iterable[Ranking] = ()
) -> tuple[str, ...]:
    """The sentences, of a run's models by id with status and reason, its rows and its rankings."""
    order = standings(models, rows)
    failed = {name: model for name, model in models.items() if model["status"] != OK}
    without_gold = not order and len(failed) < len(models)
    return (*([_WITHOUT_GOLD] if without_gold else _of(order, rankings)), *_not_measured(failed, len(models)))


def _of(order: Sequence[HeadlineModel], rankings: Iterable[Ranking]) -> Iterator[str]:
    if not order:
        yield "No model was measured."
        return
    yield from _ranked(order, rankings)
    yield from _lacking(order)


def _ranked(order: Sequence[HeadlineModel], rankings: Iterable[Ranking]) -> Iterator[str]:
    ranked = [one for one in order if one.ranked]
    if not ranked:
        yield from _unranked(order)
        yield from _as_printed(order)
        return
    best = ranked[0]
    most = max(ranked, key=lambda one: (one.value(BOTH) or 0, one is best))
    yield _best(best, "" if len(ranked) == 1 else "ranks first: it ")
    if most is not best:
        more, right = (_percent(most.value(name)) for name in (BOTH, PRECISION))
        yield f"{most.model} finds more, {more}%, but {right}% is right."
    yield from _lost(best)
    yield from _ties(best, ranked, tied(order, rankings))
    yield from _reference(best, order)


def _best(best: HeadlineModel, leads: str) -> str:
    both = best.rows[BOTH]
    interval = "" if both.low is None or both.high is None else f" (95%: {_percent(both.low)}–{_percent(both.high)})"
    kept = f"finds {_percent(both.value)}%{interval} of {both.n:,} mentions of people under both of two press spellings"
    precision = best.value(PRECISION)
    right = "" if precision is None else f"; of what it calls a person there, {_percent(precision)}% is one"
    return f"{best.model} {leads}{kept}{right}."


def _lost(best: HeadlineModel) -> Iterator[str]:
    if (split := best.value(SPLIT)) is not None:
        if split == 0:
            yield "It loses nobody to the spelling: whoever it finds under one of the two, it finds under the other."
        else:
            missed = f"it misses the other in {_percent(split)}% of cases"
            yield f"Where it finds a person under at least one of the two, {missed}."
    both, english = best.value(BOTH), best.english
    if both is not None and english is not None and english > both:
        yield f"Of English names in the same places it finds {_percent(english)}% both ways."


def _ties(best: HeadlineModel, ranked: Sequence[HeadlineModel], others: Sequence[str] | None) -> Iterator[str]:
    if len(ranked) == 1:
        return
    if others is None:
        yield f"Whether {best.model} is better than the others was not tested."
    elif not others:
        yield "It is better than every other model, by a paired test."
    else:
        yield f"{listed(others)} {'is' if len(others) == 1 else 'are'} not significantly worse."


def _reference(best: HeadlineModel, order: Sequence[HeadlineModel]) -> Iterator[str]:
    """Where the reference line finds more than the best model, why it is no model to use."""
    for one in order:
        both, most = one.value(BOTH), best.value(BOTH)
        if one.reference and both is not None and most is not None and both >= most:
            yield (
                f"{one.model} finds {_percent(both)}%, but only {_percent(one.value(PRECISION))}% of what it says is "
                "right: it is a reference, not a model to use."
            )


def _lacking(order: Sequence[HeadlineModel]) -> Iterator[str]:
    for one in order:
        if one.incomplete and one.value(BOTH) is not None:
            kept = f"it finds people under both of two press spellings in {_percent(one.value(BOTH))}% of places"
            yield f"{one.model} lacks answers: where it has them all {kept}; it is not ranked."


def _unranked(order: Sequence[HeadlineModel]) -> Iterator[str]:
    measured = [one for one in order if one.value(BOTH) is not None]
    if not measured:
        yield "Found both ways was not measured: no other spelling was put into these texts."
    elif all(one.reference for one in measured):
        yield "Only a reference was run, a line to read models by: it is shown, and not ranked."


def _as_printed(order: Sequence[HeadlineModel]) -> Iterator[str]:
    best = next((one for one in order if not one.aside), order[0])
    if best.printed is not None:
        yield (
            f"As printed, {best.model} has the best F1, {_percent(best.printed)}%."
            if len(order) > 1
            else (f"As printed, {best.model} has an F1 of {_percent(best.printed)}%.")
        )


def _not_measured(failed: Mapping[str, Mapping[str, Any]], of: int) -> Iterator[str]:
    if not failed:
        return
    if len(failed) > NAMED:
        yield f"{len(failed)} of {of} models were not measured: {listed(list(failed))}."
        return
    for name, model in failed.items():
        reason = " ".join(str(model.get("reason") or model["status"]).split())
        yield f"{name} was not measured: {reason.rstrip('.')}."


def listed(names: Sequence[str]) -> str:
    """Names as a sentence has them, many of them as their number.

    >>> listed(["a"]), listed(["a", "b", "c"]), listed(["a", "b", "c", "d", "e"])
    ('a', 'a, b and c', 'a, b and 3 others')
    """
    if len(names) > NAMED:
        return f"{', '.join(names[:2])} and {len(names) - 2} others"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}"
