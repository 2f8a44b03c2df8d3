"""The verdict in words: of runs in which models win, tie, fail, stand alone, or had no text."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from support.headline import headline, ranking
from support.rows import row

from allonym.evaluate.rows import Row
from allonym.runs.headline import standings
from allonym.runs.verdict import verdict


def models(*names: str, **failed: str) -> dict[str, dict[str, Any]]:
    fine: dict[str, dict[str, Any]] = {
        name: {"status": "ok", "reason": "", "words_per_cpu_second": 1000.0, "reference": name == "capitalised-runs"}
        for name in names
    }
    return fine | {name: {"status": "failed", "reason": reason} for name, reason in failed.items()}


def rows(*found: list[Any] | Any) -> tuple[Row, ...]:
    flat = [one for some in found for one in (some if isinstance(some, list) else [some])]
    return msgspec.convert(flat, tuple[Row, ...])


def test_a_winner() -> None:
    said = verdict(
        models("good", "poor"), rows(headline("good", 0.7), headline("poor", 0.4)), [ranking("good", "poor", beaten=1)]
    )
    assert said == (
        "good ranks first: it finds 70.0% (95%: 65.0–75.0) of 400 mentions of people under both of two press "
        "spellings; of what it calls a person there, 70.0% is one.",
        "Where it finds a person under at least one of the two, it misses the other in 25.0% of cases.",
        "Of English names in the same places it finds 90.0% both ways.",
        "It is better than every other model, by a paired test.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("others", "said"),
    [
        (["b"], "b is not significantly worse."),
        (["b", "c"], "b and c are not significantly worse."),
        (["b", "c", "d", "e"], "b, c and 2 others are not significantly worse."),
    ],
)
def test_a_tie_names_who_is_as_good(others: list[str], said: str) -> None:
    names = ["a", *others]
    found = rows(*(headline(name, 0.6 - 0.01 * place) for place, name in enumerate(names)), headline("z", 0.1))
    assert said in verdict(models(*names, "z"), found, [ranking(*names, "z", beaten=1)])


def test_without_a_test_that_is_said() -> None:
    said = verdict(models("a", "b"), rows(headline("a", 0.6), headline("b", 0.5)))
    assert said[-1] == "Whether a is better than the others was not tested."


def test_a_model_alone_is_compared_with_nobody() -> None:
    said = verdict(models("a"), rows(headline("a", 0.6, split=0)))
    assert said[0].startswith("a finds 60.0%")
    assert said[1].startswith("It loses nobody to the spelling")
    assert not any("significantly" in one or "better" in one or "tested" in one for one in said)


def test_finding_more_is_not_being_right() -> None:
    found = rows(headline("a", 0.6, precision=0.9), headline("b", 0.7, precision=0.3))
    said = verdict(models("a", "b"), found)
    assert said[0].startswith("a ranks first: it finds")
    assert said[1] == "b finds more, 70.0%, but 30.0% is right."


def test_the_reference_is_never_the_best() -> None:
    found = rows(headline("capitalised-runs", 0.95, precision=0.9), headline("a", 0.6), headline("b", 0.5))
    order = standings(models("capitalised-runs", "a", "b"), found)
    assert [one.model for one in order] == ["a", "b", "capitalised-runs"]
    said = verdict(models("capitalised-runs", "a", "b"), found)
    assert said[0].startswith("a ranks first: it finds 60.0%")
    assert said[-1].startswith("capitalised-runs finds 95.0%, but only 90.0%")


def test_a_run_of_a_reference_alone_has_numbers_and_no_order() -> None:
    said = verdict(models("capitalised-runs"), rows(headline("capitalised-runs", 0.5)))
    assert said[0] == "Only a reference was run, a line to read models by: it is shown, and not ranked."


def test_failures_are_named_with_their_reason() -> None:
    said = verdict(models("a", b="killed after 60 s.\nlog", c="no such file"), rows(headline("a", 0.6)))
    assert said[-2:] == ("b was not measured: killed after 60 s. log.", "c was not measured: no such file.")
    many = verdict(models("a", **dict.fromkeys("bcde", "no")), rows(headline("a", 0.6)))
    assert many[-1] == "4 of 5 models were not measured: b, c and 2 others."


def test_nothing_measured() -> None:
    assert verdict(models(a="no such file"), ()) == ("No model was measured.", "a was not measured: no such file.")


def test_without_texts_the_order_is_that_of_what_is_printed() -> None:
    said = verdict(models("a", "b"), rows(row("a", 0.5), row("b", 0.8)))
    assert said[0].startswith("Found both ways was not measured")
    assert said[1] == "As printed, b has the best F1, 80.0%."
    assert verdict(models("a"), rows(row("a", 0.5)))[1] == "As printed, a has an F1 of 50.0%."


def test_f1_as_printed_is_pooled_by_counts() -> None:
    counts = {"correct": 8, "incorrect": 1, "partial": 0, "missed": 1, "spurious": 1}
    more = {"correct": 1, "incorrect": 0, "partial": 0, "missed": 1, "spurious": 0}
    [one] = standings(models("a"), rows(row("a", 0.8, counts=counts), row("a", 0.5, corpus="two", counts=more)))
    assert one.printed == pytest.approx(2 * 9 / (12 + 11))
