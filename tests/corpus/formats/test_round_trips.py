"""Every format: documents come back as they were, and what it cannot hold is an error that leaves nothing behind."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.documents import documents, flat_document

from allonym.corpus import Document, Mention
from allonym.corpus.formats import format_names, format_of, holds_entities, read, write
from allonym.errors import InputError

ENDINGS = {"jsonl": ".jsonl", "conll": ".conll", "docbin": ".spacy", "doccano": ".doccano", "label_studio": ".json"}
FOLDERS = ("brat", "webanno")


def test_these_are_the_formats() -> None:
    assert {*ENDINGS, *FOLDERS} == set(format_names(written=True)) - {"span_table"}


@pytest.mark.parametrize("name", [*ENDINGS, *FOLDERS])
@settings(max_examples=60)
@given(written=documents(flat_document(lines=True)), entity=st.booleans())
def test_documents_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, name: str, written: list[Document], entity: bool
) -> None:
    if entity and holds_entities(name):
        marked = [tuple(Mention(m.start, m.end, m.label, "e_1") for m in d.mentions) for d in written]
        written = [Document(d.id, d.text, mentions) for d, mentions in zip(written, marked, strict=True)]
    path = tmp_path_factory.mktemp(name) / f"all{ENDINGS.get(name, '')}"
    write(written, path, name)
    assert list(read(path, name)) == written
    assert name == "doccano" or format_of(path) == name


@pytest.mark.parametrize("name", ["jsonl", "brat", "doccano", "label_studio", "webanno"])
def test_overlapping_spans_come_back_where_the_format_can_hold_them(tmp_path: Path, name: str) -> None:
    mentions = (Mention(0, 10, "FAC"), Mention(0, 10, "ORG"), Mention(3, 6, "PER"), Mention(4, 14, "LOC"))
    document = Document("a", "a b_c|d->e*f\\g [1]", mentions)
    path = tmp_path / f"all{ENDINGS.get(name, '')}"
    write([document], path, name)
    assert list(read(path, name)) == [document]


@pytest.mark.parametrize("name", ["conll", "docbin"])
def test_overlapping_spans_are_an_error_where_it_cannot(tmp_path: Path, name: str) -> None:
    document = Document("a", "Ali left", (Mention(0, 3, "PER"), Mention(0, 8, "ORG")))
    with pytest.raises(InputError, match=r"cannot hold overlapping spans 0-3 PER and 0-8 ORG"):
        write([document], tmp_path / "a", name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", [*ENDINGS, *FOLDERS])
def test_a_text_that_is_not_there(tmp_path: Path, name: str) -> None:
    if name == "jsonl":  # recorded predictions have none
        write([Document("a", None, (Mention(0, 1, "X"),))], tmp_path / "a.jsonl", name)
        assert next(read(tmp_path / "a.jsonl")).text is None
        return
    with pytest.raises(InputError, match=r"needs (the|a) text"):
        write([Document("a", None, ())], tmp_path / "a", name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "document", "message"),
    [
        ("brat", Document("a", "Ali", (Mention(0, 3, "two words"),)), "cannot hold the label or entity 'two words'"),
        ("brat", Document("a", "Ali\n", (Mention(0, 4, "PER"),)), "begins or ends with a line end"),
        ("brat", Document("a/b", "Ali", ()), "is no file name"),
        ("webanno", Document("a", " Ali", ()), "cannot hold blanks before the first word"),
        ("webanno", Document("a", "Ali ", (Mention(0, 4, "PER"),)), "begins or ends with a blank"),
        ("webanno", Document("a", "Ali", (Mention(0, 3, "*"),)), "cannot hold the label"),
        ("docbin", Document("a", "Ali ", (Mention(0, 4, "PER"),)), "begins or ends with a blank"),
    ],
)
def test_what_a_format_cannot_hold(tmp_path: Path, name: str, document: Document, message: str) -> None:
    with pytest.raises(InputError, match=message):
        write([document], tmp_path / "all", name)
    assert not list(tmp_path.iterdir())


def test_one_file_for_one_document(tmp_path: Path) -> None:
    one, two = Document("a", "Ali", (Mention(0, 3, "PER"),)), Document("b", "left", ())
    for name, ending in (("brat", ".ann"), ("webanno", ".tsv")):
        write([one], tmp_path / f"a{ending}", name)
        assert list(read(tmp_path / f"a{ending}")) == [one]
        with pytest.raises(InputError, match="one file holds one document"):
            write([one, two], tmp_path / f"a{ending}", name)
        with pytest.raises(InputError, match="document 'a' is there twice"):
            write([one, one], tmp_path / "folder", name)
