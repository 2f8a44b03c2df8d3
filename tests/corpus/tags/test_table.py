"""The reader of columns: the way by arithmetic against the way line by line, and against a plain loop."""

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from allonym.corpus.tags.dialect import Dialect
from allonym.corpus.tags.table import TokenTable, _clean, _general, _plain, read_table
from allonym.errors import InputError

TOKENS = ["a", "Homs", "x" * 70, "#", "#1", "-", "-DOCSTART-", "é", "名前", "O", "a\u00a0b", "\x0c"]
TAGS = ["O", "O", "O", "B-PER", "I-PER", "B-" + "L" * 40, "B", "B-ä", "X-a-b", "O-O"]
ODD = [
    *("", "", " ", "\t", " \t ", "# text = a b ", "#text = O", "# a", "-DOCSTART- -X- O O", "-DOCSTART-", "a", "a "),
    *(" a O", "a PER", "a  O", "a\tO ", "a O", "a\tO", "a\tb\tO", "# O", "#\tO", "\x0c\t\x0c", " \t ", "a B-"),
]
token_lines = st.tuples(st.sampled_from(TOKENS), st.lists(st.sampled_from(["NN", "O"]), max_size=2)).flatmap(
    lambda columns: st.sampled_from(TAGS).map(lambda tag: [columns[0], *columns[1], tag])
)


@st.composite
def files(draw: st.DrawFn, odd: bool = True) -> bytes:
    separator = draw(st.sampled_from([" ", "\t"]))
    plain = st.lists(token_lines.map(separator.join) | st.just(""), max_size=20)
    lines = draw(plain)
    if odd:
        for line in draw(st.lists(st.sampled_from(ODD), max_size=3)):
            lines.insert(draw(st.integers(0, len(lines))), line)
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return (draw(st.sampled_from(["", "\ufeff"])) + end.join(lines) + draw(st.sampled_from(["", end]))).encode()


def shown(table: TokenTable) -> tuple[object, ...]:
    tags = table.tags
    written = [(tags.unit[row], tags.place[row], tags.tag(row)) for row in range(len(tags.place))]
    return table.tokens(), table.line.tolist(), table.notes, tags.lengths.tolist(), written, tags.labels


@settings(max_examples=500)
@given(files())
@example(b"a \t\n\t\n")
@example(b"")
@example(b"-DOCSTART- O\na NN O\n# O\na O")
def test_both_ways_read_the_same(content: bytes) -> None:
    data = _clean(content, "file")
    for separator in (None, "\t", " "):
        dialect = Dialect(separator=separator)
        plain = _plain("file", data, dialect)
        try:
            general = shown(_general("file", data, dialect))
        except InputError:
            assert plain is None
        else:
            assert plain is None or shown(plain) == general


@given(files(odd=False))
def test_a_plain_loop_reads_the_same(content: bytes) -> None:
    """Sentences and tags as scripts read them; without the lines that are notes, and blanks within tokens."""
    text = content.decode("utf-8-sig").replace("\r\n", "\n")
    separator = "\t" if "\t" in text else " "
    rows = [line.split(separator) for line in text.split("\n")]
    if any(row[0] in ("#", "-DOCSTART-") for row in rows):
        return
    expected: list[list[str]] = [[]]
    for row in rows:
        if row == [""]:
            expected.append([])
        else:
            expected[-1].append(row[-1] if len(row[-1]) > 1 or row[-1] == "O" else f"{row[-1]}-_")
    table = read(content)
    assert table.tokens() == [row[0] for row in rows if row != [""]]
    assert [row for row, line in enumerate(rows) if line != [""]] == table.line.tolist()
    found = [["O"] * length for length in table.tags.lengths]
    for row, (unit, place) in enumerate(zip(table.tags.unit, table.tags.place, strict=True)):
        found[unit][place] = table.tags.tag(row)
    assert found == [sentence for sentence in expected if sentence]


def read(content: bytes) -> TokenTable:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.conll"
        path.write_bytes(content)
        return read_table(path)


@settings(max_examples=300)
@given(st.data())
def test_same_tokens(data: st.DataObject) -> None:
    """Tags differ anyhow, and sometimes another column, a token or a blank line."""
    lines = data.draw(st.lists(st.none() | st.sampled_from([t for t in TOKENS if t[0] not in "#-"]), max_size=15))
    other = list(lines)
    for _ in range(data.draw(st.integers(0, 2))):
        if other:
            other[data.draw(st.integers(0, len(other) - 1))] = data.draw(st.sampled_from([None, "a", "e", "xx"]))
    columns = data.draw(st.sampled_from([("", ""), ("\tNN", "\tNN"), ("\tNN", "\tX"), ("", "\tX")]))
    one, two = (
        read("".join(f"{t}{c}\t{data.draw(st.sampled_from(TAGS))}\n" if t else "\n" for t in side).encode())
        for side, c in ((lines, columns[0]), (other, columns[1]))
    )
    expected = one.tokens() == two.tokens() and np.array_equal(one.tags.lengths, two.tags.lengths)
    assert one.same_tokens(two) == two.same_tokens(one) == expected


def test_every_byte_is_compared() -> None:
    """One byte of any token changed, with long stretches between the tags."""
    content = b"".join(b"token%d O\n" % n if n % 7 else b"t B-X\n" for n in range(40))
    table = read(content)
    for at in range(len(content)):
        if content[at : at + 1] in b"0123456789tken":
            assert not table.same_tokens(read(content[:at] + b"z" + content[at + 1 :]))
    assert table.same_tokens(read(content.replace(b"O", b"I-LONG").replace(b"B-X", b"O")))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a O\nb \0 O\n", "file.conll:2: a NUL byte"),
        (b"a O\n\nb\xff O\n", "file.conll:3: byte 0xff is not UTF-8"),
        (b"a O\nb \xc3", "file.conll:2: byte 0xc3 is not UTF-8"),
        (b"\n# note\na O\nb\n", "file.conll:4: no tag in column -1 of 'b'"),
        (b"\r\na O\r\nb PER\r\n", "file.conll:3: 'PER' is no tag"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read(content)


def test_bytes_that_are_not_utf8_after_the_first_block() -> None:
    content = "é O\n".encode() * 300_000
    assert len(read(content).tags.lengths) == 1
    with pytest.raises(InputError, match=r":300001: byte 0xe9"):
        read(content + b"\xe9 O\n")
