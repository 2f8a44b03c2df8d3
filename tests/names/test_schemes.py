"""Every table against spellings that others have published."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from allonym.names.engine.schemes import whole_in_scheme
from allonym.names.name import parse_scholarly
from allonym.names.scheme import load_scheme, scheme_names

PUBLISHED = Path(__file__).parent / "published"


def examples(scheme: str) -> list[tuple[str, str, str]]:
    """Scholarly form, published spelling and who published it, of one scheme."""
    lines = (PUBLISHED / f"{scheme}.tsv").read_text(encoding="utf-8").splitlines()
    return [(scholarly, published, where) for scholarly, published, where in (line.split("\t") for line in lines)]


def fewest(scheme: str) -> int:
    first = scheme.partition("/")[0] in ("arabic", "hebrew", "kurdish", "persian", "russian", "turkish")
    return 25 if first else 10


@pytest.mark.parametrize("scheme", scheme_names())
def test_every_scheme_gives_the_published_spellings(scheme: str) -> None:
    given = {
        scholarly: whole_in_scheme(parse_scholarly(scholarly), load_scheme(scheme))
        for scholarly, _, _ in examples(scheme)
    }
    wanted = {scholarly: unicodedata.normalize("NFC", published) for scholarly, published, _ in examples(scheme)}
    assert given == wanted
    assert len(wanted) >= fewest(scheme)
