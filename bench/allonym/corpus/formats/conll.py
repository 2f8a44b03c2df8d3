"""CoNLL columns: one token a line with its tag, a blank line between sentences.

Documents begin at a comment `# newdoc id = ID` or `# document_id = ID` or at -DOCSTART-; in a file without, each
sentence is one. Text is the tokens with blanks between them and sentences on lines of their own, or what a comment
`# text = ...` before a sentence says. The writer makes a sentence of each line of the text and notes the text where it
is not its tokens with one blank between them, so that a document comes back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path

from allonym.corpus.check import numbered
from allonym.corpus.files import writing
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.formats.tagged import TokenSpan, by_sequence, found_in, mentions_of
from allonym.corpus.formats.tokens import flat, token_spans, tokenize
from allonym.corpus.tags import DOCSTART, TokenTable, decode, encode, looks_tagged, offsets, read_table
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError

SUFFIXES = (".conll", ".conllu", ".iob", ".iob2", ".bio", ".bioes", ".bilou", ".tsv", ".txt")
HOLDS_ENTITIES = False
_NOTE = re.compile(r"# ?(newdoc id|sent_id|text|(?:hipe\d+:)?document_id) ?= ?(.*)", re.DOTALL)
_SAID = "the text that the comment before it says"
_SHOWS = 20
"""Lines by which a file is taken for one of columns."""


@dataclass(slots=True)
class _Sentence:
    line: int
    tokens: list[str]
    spans: list[TokenSpan]
    text: str | None = None


@dataclass(slots=True)
class _Draft:
    """A document while its sentences are gathered."""

    id: str | None
    sentences: list[_Sentence] = field(default_factory=list)


def guess(head: bytes) -> bool:
    """Whether the lines have columns, and the same one of them has tags."""
    text = head.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = [line for line in text.split("\n")[:-1] if line.strip() and not line.startswith(("#", "-DOCSTART-"))]
    rows = [line.split("\t") if "\t" in lines[0] else line.split() for line in lines[:_SHOWS]]
    width = min(map(len, rows), default=0)
    return width > 1 and any(looks_tagged({row[column].strip() for row in rows}) for column in (-1, *range(1, width)))


def read(path: Path, options: FormatOptions) -> Iterator[Document]:
    tables = [(read_table(path, one), one) for one in options.of_levels()]
    for number, draft in enumerate(_drafts(tables), 1):
        yield _document(draft, number, str(path))


Tables = Sequence[tuple[TokenTable, FormatOptions]]
"""The file with the tags of each level."""


def _drafts(tables: Tables) -> list[_Draft]:
    """The sentences under their documents, with what the notes before them say."""
    notes = tables[0][0].notes
    sentences = {sentence.line: sentence for sentence in _sentences(tables)}
    split = any(_heads(note) for note in notes.values())
    drafts: list[_Draft] = []
    text: str | None = None
    for line in sorted({*sentences, *notes}):
        if sentence := sentences.get(line):
            if not split or not drafts:
                drafts.append(_Draft(None))
            sentence.text, text = text, None
            drafts[-1].sentences.append(sentence)
            continue
        note = notes[line]
        if _heads(note):
            named = _NOTE.fullmatch(note.decode().rstrip())
            drafts.append(_Draft(named[2].strip() if named else None))
        elif (said := _NOTE.fullmatch(note.decode())) and said[1] == "text":
            text = said[2]
            if line + 1 not in notes and line + 1 not in sentences:
                # A line of the text without tokens.
                if not drafts:
                    drafts.append(_Draft(None))
                drafts[-1].sentences.append(_Sentence(line, [], [], text))
                text = None
    return drafts


def _heads(note: bytes) -> bool:
    """Whether a note begins a document."""
    if note.startswith((DOCSTART, b"# newdoc", b"#newdoc")):
        return True
    found = _NOTE.match(note.decode()) if b"document_id" in note else None
    return found is not None and found[1].endswith("document_id")


def ids_in(table: TokenTable, *, of_sentences: bool = False) -> list[str]:
    """The ids of the documents, or of the sentences, that have one, in order."""
    chosen = (lambda note: b"sent_id" in note) if of_sentences else _heads
    noted = (_NOTE.fullmatch(note.decode().rstrip()) for note in table.notes.values() if chosen(note))
    return [one[2].strip() for one in noted if one and (one[1] == "sent_id") == of_sentences]


def _sentences(tables: Tables) -> list[_Sentence]:
    table = tables[0][0]
    tokens, first = table.tokens(), offsets(table.tags.lengths).tolist()
    lines = table.line.tolist()
    sentences = [_Sentence(lines[a], tokens[a:b], []) for a, b in pairwise(first)]
    for level, options in tables:
        chunks = decode(level.tags, options.scheme, options.repair, level.where)
        for sentence, spans in zip(sentences, by_sequence(chunks, level.tags), strict=True):
            sentence.spans += spans
    return sentences


def _document(draft: _Draft, number: int, path: str) -> Document:
    lines, mentions, place = [], list[Mention](), 0
    for sentence in draft.sentences:
        line = " ".join(sentence.tokens) if sentence.text is None else sentence.text
        place_of = partial(_place, path, sentence)
        mentions += mentions_of(sentence.spans, found_in(line, sentence.tokens, place_of, _SAID), place_of, place)
        lines.append(line)
        place += len(line) + 1
    return numbered(draft.id, number, "\n".join(lines), mentions, path)


def _place(path: str, sentence: _Sentence, token: int) -> str:
    return f"{path}:{sentence.line + token + 1}"


def write(documents: Iterable[Document], path: Path, options: FormatOptions) -> None:
    separator = options.separator or "\t"
    with writing(path) as file:
        for document in documents:
            for line in _lines(document, options.scheme, separator):
                file.write(line + "\n")


def _lines(document: Document, scheme: str, separator: str) -> Iterator[str]:
    where = f"document {document.id!r}"
    if document.text is None or re.search(r"[\r\0]", document.text) or re.search(r"[\r\n]", document.id):
        raise InputError("CoNLL needs a text and an id without carriage returns and NUL", where=where)
    if document.id != document.id.strip() or not document.id:
        raise InputError("CoNLL cannot hold an id with blanks at its ends", where=where)
    mentions = flat(document.mentions, where, "CoNLL")
    if strange := next((m.label for m in mentions if re.search(rf"\s|{re.escape(separator)}", m.label)), None):
        raise InputError(f"CoNLL cannot hold the label {strange!r}", where=where)
    yield f"# newdoc id = {document.id}"
    place, at = 0, 0
    for line in document.text.split("\n"):
        end = place + len(line)
        inside = []
        while at < len(mentions) and mentions[at].start <= end:
            inside.append(Mention(mentions[at].start - place, mentions[at].end - place, mentions[at].label))
            at += 1
        if any(mention.end > len(line) for mention in inside):
            raise InputError("CoNLL cannot hold a span that goes over a line end", where=where)
        yield from _sentence(line, inside, scheme, separator, where)
        yield ""
        place = end + 1


def _sentence(line: str, mentions: list[Mention], scheme: str, separator: str, where: str) -> Iterator[str]:
    bounds = tokenize(line, [bound for mention in mentions for bound in mention.bounds])
    tokens = [line[start:end] for start, end in bounds]
    if any(re.search(rf"[\s{re.escape(separator)}]", token) for token in tokens):
        raise InputError(f"a token holds the separator {separator!r}", where=where, todo="write with tabs")
    if not tokens or line != " ".join(tokens):
        yield f"# text = {line}"
    tags = encode(token_spans(mentions, bounds, where), len(tokens), scheme)
    yield from (f"{token}{separator}{tag}" for token, tag in zip(tokens, tags, strict=True))
