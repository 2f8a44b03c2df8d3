"""Every table against spellings that others have published."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from allonym.names.name import parse_scholarly
from allonym.names.scheme import load_scheme, scheme_names
from allonym.names.spell import spell_whole

PUBLISHED = Path(__file__).parent / "published"


def examples(scheme: str) -> list[tuple[str, str, str]]:
    """Scholarly form, published spelling and who published it, of one scheme."""
    lines = (PUBLISHED / f"{scheme}.tsv").read_text(encoding="utf-8").splitlines()
    return [(scholarly, published, where) for scholarly, published, where in (line.split("\t") for line in lines)]


@pytest.mark.parametrize("scheme", scheme_names())
def test_every_scheme_gives_the_published_spellings(scheme: str) -> None:
    given = {
        scholarly: spell_whole(parse_scholarly(scholarly), load_scheme(scheme)) for scholarly, _, _ in examples(scheme)
    }
    wanted = {scholarly: unicodedata.normalize("NFC", published) for scholarly, published, _ in examples(scheme)}
    assert given == wanted
    assert len(wanted) >= 10
