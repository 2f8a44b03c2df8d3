"""The glossary defines what is printed, each term once."""

import re
from collections import Counter
from pathlib import Path

from support.checkout import ROOT

from allonym.evaluate.spelling_rows import FACTORS
from allonym.match.causes import CAUSES
from allonym.match.counts import MUC, SCHEMES
from allonym.match.mentions import OUTCOMES
from allonym.measures import catalogue
from allonym.measures.costs import COSTS
from allonym.measures.main import PROBE_COLUMNS, TEXT_COLUMNS
from allonym.probes.discover import probes

PAGE: Path = ROOT / "docs" / "glossary.md"


def terms() -> Counter[str]:
    """The terms that the tables define."""
    found: Counter[str] = Counter()
    for line in PAGE.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and cells[0] not in ("term", "heading", "measure"):
            found.update(_defined(*cells[:2]))
    return found


def _defined(first: str, second: str) -> list[str]:
    """What the first cells of a line define: a measure and its title, a cost, or terms with commas between."""
    if first in catalogue():
        return [first, second]
    return [first] if first in {cost.title for cost in COSTS} else first.split(", ")


def test_each_term_is_defined_once() -> None:
    twice = {term for term, times in terms().items() if times > 1}
    assert twice <= {"found", "spurious"}, "a measure may bear the name of an outcome, nothing else"


def test_what_is_printed_is_defined() -> None:
    known = set(terms())
    assert {*catalogue(), *(one.title for one in catalogue().values())} <= known
    assert {*OUTCOMES, *MUC} <= known
    assert {*FACTORS, "operation", "spelling"} <= known
    assert {heading for heading, _ in (*TEXT_COLUMNS, *PROBE_COLUMNS)} <= known
    assert {cost.title for cost in COSTS} <= known


def test_what_stands_within_a_definition_is_all_that_there_is() -> None:
    text = " ".join(PAGE.read_text("utf-8").split())
    assert all(re.search(rf"\b{name}\b", text) for name in (*SCHEMES, *probes(), *list(CAUSES)[:4]))
