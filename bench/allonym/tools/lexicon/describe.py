"""What the lexicon holds, as a Markdown table: names and spellings of each language. docs/lexicon.md has it."""

from __future__ import annotations

from collections import Counter

from allonym.names.engine.families import family_of, has_tables
from allonym.names.engine.lexicon import Headword, lexicon
from allonym.show.forms.markdown import markdown
from allonym.show.table import Column, Table, text_column


def described() -> str:
    """The table, the language with most names first."""
    known = lexicon()
    entries = [*known]
    counted = map(Column, ("names", "spellings", "with a native form"))
    names = Counter(entry.origin for entry in entries)
    rows = tuple(_row(origin, [e for e in entries if e.origin == origin]) for origin, _ in names.most_common())
    return markdown(Table("", (text_column("language"), *counted, text_column("letter tables")), rows))


def _row(origin: str, entries: list[Headword]) -> tuple[str, ...]:
    spellings, native = sum(len(entry.forms) for entry in entries), sum(bool(entry.native) for entry in entries)
    return (origin, f"{len(entries):,}", f"{spellings:,}", f"{native:,}", family_of(origin) * has_tables(origin))


if __name__ == "__main__":
    print(described())
