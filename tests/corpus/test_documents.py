from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.corpus import Document, Mention
from allonym.corpus.documents import decode_document, read_documents, write_documents
from allonym.errors import InputError


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
    bounds = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda b: b[0] < b[1])
    spans = draw(st.lists(st.tuples(bounds, st.sampled_from(["PERSON", "GPE"]), st.none() | st.just("who"))))
    mentions = sorted((Mention(*b, label, entity) for b, label, entity in spans), key=lambda m: m.bounds)
    return Document(draw(st.text(st.characters(codec="utf-8"))), text, tuple(mentions), {"kind": "test"})


@given(document=documents())
def test_what_is_written_is_read_again(document: Document, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("documents") / "a.jsonl"
    with path.open("w", encoding="utf-8") as file:
        write_documents([document], file)
    (again,) = read_documents(path)
    assert again == document
    assert again.extra == document.extra


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"id": "a", "text": "x"', "not a JSON object"),
        ("[1]", "not a JSON object"),
        ('{"text": "x"}', 'no "id"'),
        ('{"id": "a", "text": 3}', '"text" is not a string'),
        ('{"id": "a", "spans": 3}', '"spans" is not a list'),
        ('{"id": "a", "spans": [{"start": 0}]}', "is not {start"),
        ('{"id": "a", "text": "xy", "spans": [{"start": 0, "end": 3, "label": "ORG"}]}', "ends after the text"),
        ('{"id": "a", "text": "xy", "spans": [{"start": 1, "end": 1, "label": "ORG"}]}', "not a stretch"),
        ('{"id": "a", "text": "xy", "spans": [{"start": -1, "end": 1, "label": "ORG"}]}', "not a stretch"),
        ('{"id": "a", "text": "\\ud800"}', "lone surrogate"),
    ],
)
def test_a_faulty_line_is_named(line: str, what: str) -> None:
    with pytest.raises(InputError, match=what) as error:
        decode_document(line.encode(), "gold.jsonl:7")
    assert str(error.value).startswith("gold.jsonl:7: ")


def test_an_id_stands_once(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a"}\n\n{"id": "a"}\n')
    with pytest.raises(InputError, match=r"a\.jsonl:3: document 'a' stands already on line 1"):
        list(read_documents(path))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        list(read_documents(tmp_path / "none.jsonl"))
