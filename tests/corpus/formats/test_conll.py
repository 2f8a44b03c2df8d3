from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.documents import documents, flat_document

from allonym.corpus import Document, Mention
from allonym.corpus.formats import FormatOptions, read, write
from allonym.corpus.tags import TAG_SCHEMES
from allonym.errors import InputError


def back(document_list: list[Document], path: Path, options: FormatOptions) -> list[Document]:
    write(document_list, path, "conll", options)
    return list(read(path, "conll", options))


@settings(max_examples=60)
@given(documents(flat_document(lines=True)), st.sampled_from(list(TAG_SCHEMES)), st.sampled_from(["\t", " "]))
def test_documents_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, written: list[Document], scheme: str, separator: str
) -> None:
    path = tmp_path_factory.mktemp("conll") / "a.conll"
    if scheme == "IO" and any(one.label == two.label for d in written for one, two in pairwise(d.mentions)):
        return  # two names side by side may be one
    assert back(written, path, FormatOptions(scheme=scheme, separator=separator)) == written


def test_columns_docstart_and_crlf(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_bytes(
        b"\xef\xbb\xbf-DOCSTART- -X- O O\r\n\r\nKarim NNP B-NP B-PER\r\nDaoud NNP I-NP I-PER\r\n\r\n# NN O O\r\n\r\n"
        b"-DOCSTART- -X- O O\r\n\r\nTripoli NNP B-NP B-LOC\r\n"
    )
    one, two = read(path, "conll")
    assert one == Document("#1", "Karim Daoud\n#", (Mention(0, 11, "PER"),))
    assert two == Document("#2", "Tripoli", (Mention(0, 7, "LOC"),))


def test_another_column_and_separator(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Karim Daoud,B-PER,x\nleft,O,x\n")
    (document,) = read(path, "conll", FormatOptions(column=1, separator=","))
    assert document == Document("#1", "Karim Daoud left", (Mention(0, 11, "PER"),))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Karim B-PER\nDaoud\n", r"a\.conll:2: no tag in column -1"),
        (b"Karim PER\n", r"a\.conll:1: 'PER' is no tag"),
        (b"Karim\x00 O\n", r"a\.conll:1: a NUL byte"),
        (b"ok O\nKar\xffim O\n", r"a\.conll:2: byte 0xff is not UTF-8"),
        (b"ok O\n\nKarim I-PER\n", r"a\.conll:3: I-PER is not valid IOB2 here"),
        (b"# newdoc id = a\n# text = Karim left\nKarim B-PER\nstayed O\n", r"a\.conll:4: token 'stayed' is not in the"),
    ],
)
def test_faults_are_named_with_file_and_line(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "a.conll"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        list(read(path, "conll"))


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (Document("a", "abc", (Mention(0, 2, "X"), Mention(1, 3, "Y"))), "cannot hold overlapping spans"),
        (Document("a", "a\nb", (Mention(0, 3, "X"),)), "goes over a line end"),
        (Document("a", "a b", (Mention(0, 2, "X"),)), "begins or ends with a blank"),
        (Document("a", "ab", (Mention(0, 2, "X Y"),)), "cannot hold the label"),
        (Document("a", "a\rb", ()), "without carriage returns"),
        (Document("a", None, ()), "needs a text"),
        (Document("a ", "a", ()), "id with blanks"),
    ],
)
def test_what_it_cannot_hold_is_an_error_and_nothing_is_written(
    tmp_path: Path, document: Document, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        write([document], tmp_path / "a.conll", "conll")
    assert not list(tmp_path.iterdir())


def test_a_file_without_tokens_has_no_documents(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_text("\n\n")
    assert list(read(path, "conll")) == []
