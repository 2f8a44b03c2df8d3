"""The data card's numbers are those of the files."""

from pathlib import Path

from allonym.gold.card import card, renew

PAGE = Path(__file__).parents[2] / "docs" / "gold.md"


def test_the_page_has_the_numbers_of_the_files() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert renew(text, card()) == text, "run: make card"


def test_numbers_are_renewed_between_their_marks() -> None:
    page = "a\n<!-- card -->\nold\n<!-- end card -->\nb\n"
    assert renew(page, "new\n") == "a\n<!-- card -->\nnew\n<!-- end card -->\nb\n"
