import pytest

from allonym.corpus.inline import read_inline, write_inline
from allonym.errors import InputError

MARKED = "⟦Ali Mamlouk|PERSON|ali_mamlouk⟧’s talks in ⟦Moscow|GPE⟧"


def test_marks_become_mentions_and_marks_again() -> None:
    document = read_inline(MARKED, "a")
    assert document.text == "Ali Mamlouk’s talks in Moscow"
    assert [(m.start, m.end, m.label, m.entity) for m in document.mentions] == [
        (0, 11, "PERSON", "ali_mamlouk"),
        (23, 29, "GPE", None),
    ]
    assert write_inline(document) == MARKED


@pytest.mark.parametrize("broken", ["⟦Ali", "Ali⟧", "⟦Ali|person⟧", "⟦|PERSON⟧"])
def test_a_broken_mark_is_named(broken: str) -> None:
    with pytest.raises(InputError, match="a:2: a mark is not"):
        read_inline("first line\n" + broken, "a")
