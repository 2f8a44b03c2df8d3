"""The page's table of schemes is that of the files."""

from pathlib import Path

from allonym.tools.marked import of_tables, rewritten
from allonym.tools.scheme_tables import scheme_table

PAGE = Path(__file__).parents[2] / "docs" / "spellings.md"


def test_the_page_lists_every_scheme_under_its_register() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert rewritten(text, {"schemes": lambda _: of_tables(scheme_table())}) == text, "run: make card"
