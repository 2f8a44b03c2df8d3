"""The data card's numbers are those of the files."""

from pathlib import Path

from allonym.tools.card import card
from allonym.tools.marked import rewritten

PAGE = Path(__file__).parents[2] / "docs" / "gold.md"


def test_the_page_has_the_numbers_of_the_files() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert rewritten(text, {"card": lambda _: card()}) == text, "run: make card"
