"""Which Latin forms of an item belong to its native name."""

from __future__ import annotations

import pytest

from allonym.tools.lexicon.own_forms import own_forms


@pytest.mark.parametrize(
    ("origin", "native", "own", "others"),
    [
        ("Russian", "азаров", ["azarov", "asarow"], ["azarova", "azarovs", "nikola"]),
        ("Russian", "азарова", ["azarova", "asarowa"], ["azarov"]),
        ("Russian", "никита", ["nikita", "nikyta"], ["nikit"]),
        ("Greek", "σαμαράς", ["samaras"], ["samara"]),
        ("Chinese", "zhang", ["zhang"], ["zhanɡ"]),
        ("Turkish", "ahmet", ["ahmet"], ["əhmət", "axmet"]),
        ("Korean", "박", ["park", "pak"], ["bok", "kim"]),
        ("Korean", "은정", ["eunjeong", "eun-jung"], ["elizabeth"]),
    ],
)
def test_forms_of_another_name_and_of_the_other_gender_are_left_out(
    origin: str, native: str, own: list[str], others: list[str]
) -> None:
    assert own_forms(origin, native, [*own, *others]) == own


def test_a_native_form_that_no_table_reads_keeps_all() -> None:
    assert own_forms("Arabic", "خالد", ["khaled", "chalid"]) == ["khaled", "chalid"]
