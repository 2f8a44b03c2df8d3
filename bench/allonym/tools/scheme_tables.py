"""The table of schemes in docs/spellings.md: python -m allonym.tools.scheme_tables docs/spellings.md writes it."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from allonym.names.scheme import REGISTERS, load_scheme, scheme_names
from allonym.show.table import Table, text_column
from allonym.tools.marked import of_tables, rewrite


def scheme_table() -> Table:
    """The schemes of each origin by register."""
    named: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in scheme_names():
        scheme = load_scheme(name)
        named[scheme.origin][scheme.register].append(name.partition("/")[2])
    rows = tuple(
        (origin.title(), *(", ".join(by_register[register]) for register in REGISTERS))
        for origin, by_register in named.items()
    )
    return Table("", tuple(map(text_column, ("origin", *REGISTERS))), rows)


if __name__ == "__main__":
    for page in sys.argv[1:]:
        rewrite(Path(page), {"schemes": lambda _: of_tables(scheme_table())})
