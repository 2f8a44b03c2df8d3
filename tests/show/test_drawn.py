"""A table that needs no folding is the same drawn at once and by the library that folds and colours."""

import io

from hypothesis import given
from hypothesis import strategies as st

from allonym.show.drawn import drawn
from allonym.show.forms.terminal import write
from allonym.show.kinds import AMOUNT, PERCENT, TEXT
from allonym.show.table import Column, Table, text_column

WIDTH = 60
texts = st.text(st.sampled_from("aB 1.–é|:[]/\\x\n\t\u0301\u200b漢"), max_size=12)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    kinds = draw(st.lists(st.sampled_from([TEXT, AMOUNT, PERCENT]), min_size=1, max_size=4))
    cells = [texts if kind is TEXT else st.one_of(st.none(), st.floats(0, 9e5), texts) for kind in kinds]
    columns = tuple(Column(draw(texts), kind) for kind in kinds)
    rows = tuple(draw(st.lists(st.tuples(*cells), min_size=1, max_size=4)))
    return Table(
        draw(texts), columns, rows, tuple(draw(st.lists(texts, max_size=2))), draw(st.frozensets(st.integers(0, 4)))
    )


@given(tables())
def test_it_is_as_the_other_draws_it(table: Table) -> None:
    lines = drawn(table, WIDTH)
    if lines is not None:
        file = io.StringIO()
        write([table], file, WIDTH)
        assert "\n".join(lines) + "\n" == file.getvalue()


def test_most_tables_are_drawn_at_once_and_wide_ones_are_not() -> None:
    plain = Table("A title", (text_column("name"), Column("n")), (("é–", 1),), ("a note",))
    assert drawn(plain, WIDTH) is not None
    assert drawn(plain, 5) is None
    assert drawn(Table("", (text_column("a"),), (("漢",),)), WIDTH) is None
