"""Tables in a terminal's width."""

from __future__ import annotations

import io

from allonym.show.forms.terminal import write
from allonym.show.table import Column, Table, columns, text_column

WORDS = "regressed: fell by 0.17 points, 0 allowed, but it can be chance"


def printed(table: Table, width: int) -> str:
    file = io.StringIO()
    write([table], file, width)
    return file.getvalue()


def test_long_texts_are_folded_between_words_before_a_table_is_put_into_parts() -> None:
    table = Table(
        "Gate", (text_column("model"), Column("now"), text_column("verdict")), (("m" * 30, 5.0, WORDS),), keys=1
    )
    lines = printed(table, 80).splitlines()
    assert max(map(len, lines)) <= 80
    assert not any("continued" in line for line in lines)
    assert " ".join("".join(line[40:].strip() + " " for line in lines[4:]).split()) == WORDS
    assert any(f"  {'m' * 30} " in line for line in lines), "a key is whole"


def test_numbers_are_not_folded_but_stand_in_parts() -> None:
    heads = (text_column("model"), *(Column(f"measure {number}") for number in range(20)))
    shown = printed(Table("Board", heads, (("m", *map(float, range(20))),), keys=1), 80)
    assert shown.count("continued") >= 2
    assert all(f" {number} " in shown.replace("\n", " ") for number in range(20))


def test_a_table_that_fits_is_not_folded() -> None:
    table = Table("Gate", columns(text_column("verdict").kind, ("model", "verdict")), (("m", WORDS[:40]),), keys=1)
    assert WORDS[:40] in printed(table, 80)
