"""The data card's numbers, and the table of schemes, are those of the files."""

from pathlib import Path

from allonym.tools.card import card, scheme_table
from allonym.tools.marked import of_tables, rewritten

DOCS = Path(__file__).parents[2] / "docs"


def test_the_pages_have_what_the_files_say() -> None:
    for page, block, body in (("gold", "card", card()), ("spellings", "schemes", of_tables(scheme_table()))):
        text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
        assert rewritten(text, {block: lambda _, body=body: body}) == text, "run: make card"
