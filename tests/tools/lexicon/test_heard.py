"""Latin forms as they sound: what tables of the press make of them."""

from __future__ import annotations

import pytest

from allonym.names.scheme import load_scheme
from allonym.tools.lexicon.heard import heard


@pytest.mark.parametrize(
    ("origin", "form", "scheme", "made"),
    [
        ("Persian", "shirin", "persian/german", "schirin"),
        ("Persian", "khatami", "persian/german", "chatami"),
        ("Arabic", "jamal", "arabic/german", "dschamal"),
        ("Arabic", "shadi", "arabic/turkish", "şadi"),
        ("Hebrew", "moshe", "hebrew/german", "mosche"),
        ("Hebrew", "yitzhak", "hebrew/israeli", "yitzhak"),
        ("Kurdish", "barzani", "kurdish/german", "barsani"),
    ],
)
def test_the_tables_make_of_it_what_is_printed(origin: str, form: str, scheme: str, made: str) -> None:
    assert load_scheme(scheme).spell_word(str(heard(origin, form))) == made


def test_what_may_be_french_and_other_origins_are_not_read() -> None:
    assert heard("Arabic", "chadli") is None
    assert heard("Russian", "shoigu") is None
