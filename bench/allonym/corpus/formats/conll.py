"""CoNLL columns: one token a line with its tag, a blank line between sentences.

Documents begin at a comment `# newdoc id = ID` or at -DOCSTART-; in a file with neither, each sentence is one.
Text is the tokens with blanks between them and sentences on lines of their own, or what a comment `# text = ...`
before a sentence says. The writer makes a sentence of each line of the text and notes the text where it is not its
tokens with one blank between them, so that a document comes back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from allonym.corpus.files import writing
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.formats.tokens import flat, token_spans, tokenize
from allonym.corpus.tags import decode, encode
from allonym.corpus.tags.columns import offsets
from allonym.corpus.tags.rewrite import DOCSTART
from allonym.corpus.tags.table import TokenTable, read_table
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError

SUFFIXES = (".conll", ".conllu", ".iob", ".iob2", ".bio", ".bioes", ".bilou", ".tsv", ".txt")
HOLDS_ENTITIES = False
_NOTE = re.compile(r"# ?(newdoc id|text) ?= ?(.*)", re.DOTALL)
Span = tuple[int, int, str]


@dataclass(slots=True)
class _Sentence:
    line: int
    tokens: list[str]
    spans: list[Span]
    text: str | None = None


@dataclass(slots=True)
class _Draft:
    """A document while its sentences are gathered."""

    id: str | None
    sentences: list[_Sentence] = field(default_factory=list)


def read(path: Path, options: FormatOptions) -> Iterator[Document]:
    table = read_table(path, options.column, options.separator)
    drafts = _drafts(table, options)
    for number, draft in enumerate(drafts, 1):
        yield _document(draft, f"#{number}", str(path))


def _drafts(table: TokenTable, options: FormatOptions) -> list[_Draft]:
    """The sentences under their documents, with what the notes before them say."""
    sentences = {sentence.line: sentence for sentence in _sentences(table, options)}
    split = any(_heads(note) for note in table.notes.values())
    drafts: list[_Draft] = []
    text: str | None = None
    for line in sorted({*sentences, *table.notes}):
        if sentence := sentences.get(line):
            if not split or not drafts:
                drafts.append(_Draft(None))
            sentence.text, text = text, None
            drafts[-1].sentences.append(sentence)
            continue
        note = table.notes[line]
        if _heads(note):
            named = _NOTE.fullmatch(note.decode())
            drafts.append(_Draft(named[2] if named else None))
        elif (said := _NOTE.fullmatch(note.decode())) and said[1] == "text":
            text = said[2]
            if line + 1 not in table.notes and line + 1 not in sentences:
                # A line of the text without tokens.
                if not drafts:
                    drafts.append(_Draft(None))
                drafts[-1].sentences.append(_Sentence(line, [], [], text))
                text = None
    return drafts


def _heads(note: bytes) -> bool:
    """Whether a note begins a document."""
    return note.startswith((DOCSTART, b"# newdoc", b"#newdoc"))


def _sentences(table: TokenTable, options: FormatOptions) -> list[_Sentence]:
    chunks = decode(table.tags, options.scheme, options.repair, table.where)
    tokens, first = table.tokens(), offsets(table.tags.lengths).tolist()
    lines = table.line.tolist()
    sentences = [_Sentence(lines[a], tokens[a:b], []) for a, b in pairwise(first)]
    rows = zip(chunks.unit.tolist(), chunks.start.tolist(), chunks.end.tolist(), chunks.label.tolist(), strict=True)
    for unit, start, end, label in rows:
        sentences[unit].spans.append((start, end, table.tags.labels[label]))
    return sentences


def _document(draft: _Draft, unnamed: str, path: str) -> Document:
    lines, mentions, place = [], [], 0
    for sentence in draft.sentences:
        line = " ".join(sentence.tokens) if sentence.text is None else sentence.text
        bounds = _bounds(sentence, line, path)
        mentions += [Mention(place + bounds[a][0], place + bounds[b - 1][1], label) for a, b, label in sentence.spans]
        lines.append(line)
        place += len(line) + 1
    return Document(draft.id or unnamed, "\n".join(lines), tuple(mentions))


def _bounds(sentence: _Sentence, line: str, path: str) -> list[tuple[int, int]]:
    """Where the tokens lie in their line, in order."""
    bounds, place = [], 0
    for number, token in enumerate(sentence.tokens):
        start = line.find(token, place)
        if start < 0:
            raise InputError(
                f"token {token!r} is not in the text that the comment before it says",
                where=f"{path}:{sentence.line + number + 1}",
            )
        place = start + len(token)
        bounds.append((start, place))
    return bounds


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
