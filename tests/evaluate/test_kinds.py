"""What is kept of finished work names every room that it comes from, and no room beyond those."""

from __future__ import annotations

import pytest
from test_house import imports, room_of

from allonym.evaluate.people import PEOPLE
from allonym.evaluate.plan import COUNTED
from allonym.evaluate.predictions import ANSWERS
from allonym.evaluate.ranking import RANKINGS
from allonym.evaluate.scored import SCORES
from allonym.predict.memo import ResultKind
from allonym.report.figures import FIGURES
from allonym.show.gold_agreement import AGREED

MADE_IN = [
    (PEOPLE, ["allonym.evaluate.people"]),
    (COUNTED, ["allonym.evaluate.plan"]),
    (ANSWERS, ["allonym.evaluate.predictions"]),
    (SCORES, ["allonym.evaluate.scored"]),
    (RANKINGS, ["allonym.evaluate.ranking"]),
    (AGREED, ["allonym.gold.agreement", "allonym.gold.readings"]),
]
"""Each kind of result, and the modules whose work it is."""
WITHOUT_RESULTS = {"errors", "paths", "temporary"}
"""Rooms that a result does not come from, whoever imports them."""
MEMO = "allonym.predict.memo"


def closure(modules: list[str]) -> set[str]:
    """The modules and all that they import, with the packages around them; nothing that errors or the memo need."""
    found: set[str] = set()
    left = list(modules)
    while left:
        module = left.pop()
        if module in found or module in ("allonym", MEMO) or room_of(module) in WITHOUT_RESULTS:
            continue
        found.add(module)
        left += [*imports()[module], module.rpartition(".")[0]]
    return found


@pytest.mark.parametrize(("kind", "modules"), MADE_IN, ids=[kind.name for kind, _ in MADE_IN])
def test_a_kind_names_the_rooms_that_its_results_come_from(kind: ResultKind[object], modules: list[str]) -> None:
    assert {room_of(module) for module in closure(modules)} == set(kind.rooms)


def test_pictures_name_the_modules_of_the_page_that_draw_them() -> None:
    """Of the page no more than these: a changed template draws no picture again."""
    drawing = {module.removeprefix("allonym.") for module in closure(["allonym.report.figures"])}
    named = {name for name in FIGURES.rooms if name.startswith("report/")}
    assert {module.replace(".", "/") for module in drawing if module.startswith("report.")} == named
