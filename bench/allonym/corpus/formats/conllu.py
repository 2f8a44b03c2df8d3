"""CoNLL-U with names in the last column, MISC: `NER=B-PER`, also `name=`, `NE=` and `ner=`, or `--column KEY`.

Words of several tokens (1-2) and tokens that are not in the text (1.1) are passed over; `SpaceAfter=No` joins a token
to the next. Documents are told by comments as in CoNLL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from allonym.corpus.check import numbered
from allonym.corpus.files import read_text
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.formats.tagged import joined, mentions_of, spans_of_tags
from allonym.corpus.tags import looks_tagged
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError

SUFFIXES: tuple[str, ...] = ()
HOLDS_ENTITIES = False
_COLUMNS = 10
_SHOWS = 40
"""Lines by which a file is taken for CoNLL-U."""
_WORD = re.compile("[0-9]+")
_BESIDE = re.compile("[0-9]+[-.][0-9]+")
"""The numbers of words of several tokens, and of tokens that are not in the text."""
_KEYS = ("name", "NE", "NER", "ner")


@dataclass(slots=True)
class _Sentence:
    """Lines of the file and words, the text as it was or None, whether a blank follows each, and MISC."""

    lines: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    blank: list[bool] = field(default_factory=list)
    misc: list[dict[str, str]] = field(default_factory=list)


def recognise(path: Path, head: bytes) -> bool:
    lines = [line for line in head.split(b"\n", _SHOWS)[:_SHOWS] if line.strip() and not line.startswith(b"#")]
    rows = [line.decode("utf-8", "replace").rstrip("\r").split("\t") for line in lines]
    if not rows or any(len(row) != _COLUMNS or not row[0][:1].isdigit() for row in rows):
        return False
    return not looks_tagged({row[-1].strip() for row in rows})


def read(path: Path, options: FormatOptions) -> Iterator[Document]:
    documents = list(_documents(read_text(path, options.encoding), str(path)))
    sentences = [sentence for _, part in documents for sentence in part]
    key = _key(sentences, options, str(path))
    written = ((misc.get(key, "_") for misc in sentence.misc) for sentence in sentences)
    tags = [["O" if tag == "_" else tag for tag in some] for some in written]
    spans = spans_of_tags(tags, options, lambda unit, token: _place(path, sentences[unit], token))
    at = 0
    for number, (name, part) in enumerate(documents, 1):
        text, mentions = "", list[Mention]()
        for sentence, own in zip(part, spans[at : at + len(part)], strict=True):
            start = len(text) + bool(text)
            line, bounds = joined(sentence.words, sentence.blank)
            text += ("\n" if text else "") + line.rstrip(" ")
            mentions += mentions_of(own, bounds, partial(_place, path, sentence), start)
        at += len(part)
        yield numbered(name, number, text, mentions, str(path))


def _place(path: Path, sentence: _Sentence, token: int) -> str:
    return f"{path}:{sentence.lines[token] + 1}"


def _documents(content: str, path: str) -> Iterator[tuple[str | None, list[_Sentence]]]:
    """The sentences under the names of their documents; without documents, each by itself."""
    sentences: list[tuple[str | None, bool, _Sentence]] = []
    name, begins, sentence = None, False, _Sentence()
    for number, line in enumerate([*content.replace("\r\n", "\n").split("\n"), ""]):
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            if key.split()[:1] == ["newdoc"]:
                name, begins = value.strip() or None, True
        elif not line.strip():
            if sentence.words:
                sentences.append((name, begins, sentence))
                begins, sentence = False, _Sentence()
        else:
            _add(sentence, line.split("\t"), number, path)
    if not any(begins for _, begins, _ in sentences):
        yield from ((None, [one]) for _, _, one in sentences)
        return
    part: list[_Sentence] = []
    for place, (_, begins, one) in enumerate(sentences):
        if begins and part:
            yield sentences[place - 1][0], part
            part = []
        part.append(one)
    yield sentences[-1][0], part


def _add(sentence: _Sentence, row: list[str], number: int, path: str) -> None:
    if len(row) != _COLUMNS:
        raise InputError(f"{len(row)} columns, CoNLL-U has {_COLUMNS}", where=f"{path}:{number + 1}")
    where, pairs = f"{path}:{number + 1}", [one.split("=", 1) for one in row[9].strip().split("|") if "=" in one]
    misc = dict(pairs)
    if not _WORD.fullmatch(row[0]):
        if not _BESIDE.fullmatch(row[0]):
            raise InputError(f"{row[0]!r} is no number of a word", where=where)
        if tagged := [key for key in _KEYS if misc.get(key, "_") not in ("_", "O")]:
            raise InputError(f"{row[0]} is passed over, and has {tagged[0]}={misc[tagged[0]]}", where=where)
        return
    if not row[1].strip():
        raise InputError("a word without a form", where=where)
    if len(misc) < len(pairs):
        raise InputError("a key of MISC stands twice", where=where)
    sentence.lines.append(number)
    sentence.words.append(row[1])
    sentence.blank.append(misc.get("SpaceAfter") != "No")
    sentence.misc.append(misc)


def _key(sentences: list[_Sentence], options: FormatOptions, path: str) -> str:
    """The key of MISC that holds the tags: the one that was named, or the only known one that there is."""
    there = {key for sentence in sentences for misc in sentence.misc for key in misc}
    if isinstance(options.column, str):
        if options.column not in there:
            raise InputError(f"no {options.column}= in MISC among {', '.join(sorted(there)) or 'nothing'}", where=path)
        return options.column
    known = [key for key in _KEYS if key in there]
    if len(known) != 1:
        shown = ", ".join(known or sorted(there)) or "nothing"
        raise InputError(
            f"which key of MISC holds the names? There is {shown}", where=path, todo="name it: --column KEY"
        )
    return known[0]
