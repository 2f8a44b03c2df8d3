"""The short way through JSON Lines files declines whatever the full reader would not take."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.documents import documents, flat_document

from allonym.corpus import Document
from allonym.corpus.documents import read_documents
from allonym.corpus.formats import write
from allonym.errors import InputError
from allonym.scoring.files import Side, score_files
from allonym.scoring.jsonlines import read_columns


@settings(max_examples=300)
@given(documents(flat_document(lines=True)), st.data())
def test_a_damaged_file_is_read_as_the_full_reader_reads_it_or_not_at_all(
    tmp_path_factory: pytest.TempPathFactory, gold: list[Document], data: st.DataObject
) -> None:
    whole = tmp_path_factory.mktemp("damaged") / "whole.jsonl"
    damaged = whole.with_name("damaged.jsonl")
    write(gold, whole, "jsonl")
    content = whole.read_bytes()
    at = data.draw(st.integers(0, len(content)))
    content = content[:at] + data.draw(st.binary(max_size=2)) + content[at + data.draw(st.integers(0, 2)) :]
    damaged.write_bytes(content)
    found = [read_columns(*sides) for sides in ((whole, damaged), (damaged, whole))]
    try:
        list(read_documents(damaged))
    except InputError:
        assert found == [None, None]


@pytest.mark.parametrize("place", [b'"id":"', b'"text":"', b'"label":"', b'{"'])
def test_what_is_not_utf_8_is_one_line_that_says_where(tmp_path: Path, place: bytes) -> None:
    line = b'{"id":"a","text":"Ali left","spans":[{"start":0,"end":3,"label":"PER"}]}\n'
    for name, content in (("whole", line), ("damaged", line.replace(place, place + b"\x90", 1))):
        (tmp_path / f"{name}.jsonl").write_bytes(content)
    sides = [Side(tmp_path / f"{name}.jsonl") for name in ("whole", "damaged")]
    for one, two in (sides, reversed(sides)):
        with pytest.raises(InputError, match=r"damaged\.jsonl:1: not a JSON object"):
            score_files(one, two)
