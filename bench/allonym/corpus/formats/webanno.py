"""WebAnno TSV 3, the export of INCEpTION and WebAnno: a .tsv file a document, or a folder of them.

Offsets are UTF-16 units in the file. A sentence is a line of the text, or several where what lies between two lines is
more than line ends, which the format does not record. Spans may overlap; their entity is the feature `identifier`.
In a folder of folders, as INCEpTION exports a project, each document's folder has a file of each annotator.
Which layer is read: NamedEntity, or the only span layer with the feature `value` or with any feature.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from allonym.corpus.check import check_bounds, check_surface
from allonym.corpus.files import read_text, writing
from allonym.corpus.formats.folders import document_files, files_for, files_in, text_of
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.formats.tokens import token_spans, tokenize
from allonym.corpus.utf16 import code_points
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError

SUFFIXES: tuple[str, ...] = ()
HOLDS_ENTITIES = True
MARK = b"#FORMAT=WebAnno TSV"
_VERSION = "#FORMAT=WebAnno TSV 3"
_LAYER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_HEAD = f"#FORMAT=WebAnno TSV 3.3\n#T_SP={_LAYER}|identifier|value\n\n"
_ROW = re.compile(r"([0-9]{1,10})-([0-9]{1,10})(?:\.[0-9]+)?\t([0-9]{1,10})-([0-9]{1,10})\t(.*)")
_NUMBERED = re.compile(r"((?:\\.|[^\\\[])*)\[([0-9]{1,10})\]")
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}


def recognise_folder(path: Path) -> bool:
    first = next((file for file in files_in(path) if file.suffix == ".tsv"), None)
    return first is not None and first.read_bytes().removeprefix(BOM_UTF8).startswith(MARK)


@dataclass(slots=True)
class _Draft:
    """A text while its sentences are read; offsets in UTF-16 units. `tokens`: their bounds, words and lines."""

    where: str
    largest: int
    text: str = ""
    size: int = 0
    sentence: list[str] = field(default_factory=list)
    tokens: list[tuple[int, int, str, int]] = field(default_factory=list)
    spans: dict[tuple[int, int | tuple[int, int]], list[tuple[int, int]]] = field(default_factory=dict)
    values: dict[tuple[int, int | tuple[int, int]], tuple[str, str | None]] = field(default_factory=dict)

    def close(self, start: int) -> None:
        """Put the sentence, which begins at `start`, behind what there is."""
        gap, said = start - self.size, "\n".join(self.sentence)
        if not 0 <= gap <= self.largest:
            raise InputError(f"a sentence at {start}, after text up to {self.size}", where=self.where)
        self.text += "\n" * gap + said
        self.size += gap + len(said.encode("utf-16-le", "surrogatepass")) // 2
        self.sentence = []


def read(path: Path, options: FormatOptions) -> Iterator[Document]:
    warned: set[str] = set()
    for name, file in _files(path, options.annotator):
        yield _document(name, file, options, warned)


def _files(path: Path, annotator: str | None) -> Iterator[tuple[str, Path]]:
    """The files with the ids of their documents. In a folder of folders, a document's has a file of each annotator."""
    by_document: dict[Path, list[Path]] = {}
    for file in document_files(path, ".tsv"):
        by_document.setdefault(file.parent, []).append(file)
    for folder, files in by_document.items():
        named = [file for file in files if annotator in (None, file.stem)]
        if path.is_dir() and folder != path:
            if len(named) != 1:
                people = ", ".join(file.stem for file in files)
                todo = "name whose annotation counts: --annotator"
                raise InputError(f"annotations of {people}", where=str(folder), todo=todo)
            yield folder.relative_to(path).as_posix(), named[0]
        else:
            yield from ((file.stem, file) for file in named)


def _document(name: str, file: Path, options: FormatOptions, warned: set[str]) -> Document:
    content = read_text(file, options.encoding)
    if not content.startswith(_VERSION):
        raise InputError("no WebAnno TSV 3", where=str(file), todo="export it as WebAnno TSV 3")
    lines = content.replace("\r\n", "\n").split("\n")
    label, entity = _columns(lines, str(file), options, warned)
    draft = _Draft(str(file), len(content))
    for number, line in enumerate(lines, 1):
        if line.startswith("#Text="):
            draft.sentence.append(_unescape(line.removeprefix("#Text=")))
        elif row := _ROW.fullmatch(line):
            if draft.sentence:
                draft.close(int(row[3]))
            word, *cells = row[5].split("\t")
            if len(cells) <= max(label, entity or 0) or not cells[label]:
                raise InputError("fewer columns than the layers need", where=f"{file}:{number}")
            draft.tokens.append((int(row[3]), int(row[4]), _unescape(word), number))
            try:
                _gather(draft, (int(row[3]), int(row[4])), cells[label], cells[entity] if entity is not None else "")
            except ValueError as error:
                raise InputError(str(error), where=f"{file}:{number}") from None
        elif line.strip() and not line.startswith("#"):
            raise InputError(f"no token: {line[:60]!r}", where=f"{file}:{number}")
    return Document(name, draft.text, _placed(draft, options.discontinuous == "hull"))


def _placed(draft: _Draft, hull: bool) -> tuple[Mention, ...]:
    """The spans in code points; the tokens are where the file says that they are."""
    places = code_points(draft.text)
    for start, end, word, number in draft.tokens:
        check_surface(draft.text, places.get(start, 0), places.get(end, 0), word, f"{draft.where}:{number}")
    mentions = []
    for key, pieces in draft.spans.items():
        label, entity = draft.values[key]
        start, end = pieces[0][0], max(end for _, end in pieces)
        if start not in places or end not in places:
            raise InputError(f"offsets {start}-{end} are not in the text", where=draft.where)
        gaps = (draft.text[places[one] : places[two]] for (_, one), (two, _) in pairwise(pieces) if one < two)
        if not hull and any(map(str.strip, gaps)):
            todo = "keep one piece, or take the stretch around them: --discontinuous hull"
            raise InputError(f"a span {label} in pieces from {start} to {end}", where=draft.where, todo=todo)
        mentions.append(Mention(places[start], places[end], label, entity))
    check_bounds(mentions, len(draft.text), draft.where)
    return tuple(sorted(mentions))


def _columns(lines: list[str], where: str, options: FormatOptions, warned: set[str]) -> tuple[int, int | None]:
    """The columns, after the token, of the label and of the entity."""
    layers, at = [], 0
    for line in lines:
        if line.startswith(("#T_SP=", "#T_CH=", "#T_RL=")):
            name, *features = line.split("=", 1)[1].split("|")
            if line.startswith("#T_SP="):
                layers.append((name, features, at))
            at += max(len(features), 1)
    named = [layer for layer in layers if layer[0].endswith("NamedEntity")]
    fit = named or [layer for layer in layers if "value" in layer[1]] or [layer for layer in layers if layer[1]]
    if len(fit) != 1:
        shown = ", ".join(layer[0] for layer in layers) or "none"
        raise InputError(f"which layer holds the names? There is {shown}", where=where, todo="export NamedEntity alone")
    for other in layers:
        if other != fit[0] and other[0] not in warned:
            warned.add(other[0])
            options.warn(f"{where}: layer {other[0]} is not read")
    _, features, at = fit[0]
    label = features.index("value") if "value" in features else 0
    return at + label, at + features.index("identifier") if "identifier" in features else None


def _gather(draft: _Draft, bounds: tuple[int, int], labels: str, entities: str) -> None:
    """Note a token's values; those with the same number in brackets are one span. ValueError where they differ."""
    if labels == "_":
        return
    names = [value for value, _ in _split(entities)]
    for place, (value, number) in enumerate(_split(labels)):
        key = (0, int(number)) if number else (1 + place, bounds)
        entity = names[place] if place < len(names) and names[place] not in ("*", "_", "") else None
        label = _unescape(value)
        if draft.values.setdefault(key, (label, _unescape(entity) if entity else None))[0] != label:
            raise ValueError(f"the span with the number {number} has two values")
        draft.spans.setdefault(key, []).append(bounds)


def _split(cell: str) -> list[tuple[str, str | None]]:
    """The stacked values of a cell with their numbers.

    >>> _split("PER[1]|X\\\\|Y[2]|_")
    [('PER', '1'), ('X\\\\|Y', '2'), ('_', None)]
    """
    values = re.findall(r"(?:\\.|[^\\|])+", cell)
    return [(one[1], one[2]) if (one := _NUMBERED.fullmatch(value)) else (value, None) for value in values]


def _unescape(value: str) -> str:
    return re.sub(r"\\(->|.)", lambda m: _CONTROLS.get(m[1], m[1]), value)


def write(documents: Iterable[Document], path: Path, options: FormatOptions) -> None:
    documents = list(documents)
    files = files_for(documents, path, ".tsv")
    contents = ["".join(_lines(document, text_of(document, "WebAnno TSV"))) for document in documents]
    for file, content in zip(files, contents, strict=True):
        with writing(file) as out:
            out.write(content)


def _lines(document: Document, text: str) -> Iterator[str]:
    where = f"document {document.id!r}"
    if "\x0c" in text or "\r" in text:
        raise InputError("WebAnno TSV cannot hold form feeds and carriage returns", where=where)
    tokens = tokenize(text, [bound for mention in document.mentions for bound in mention.bounds])
    cells = _cells(document, tokens, where)
    if (text and not tokens) or (tokens and text[: tokens[0][0]].strip("\n")):
        raise InputError("WebAnno TSV cannot hold blanks before the first word", where=where)
    units = list(code_points(text))  # in UTF-16, by their place in code points
    yield _HEAD
    for sentence, (first, last, end) in enumerate(_sentences(text, tokens), 1):
        yield "\n"
        for line in text[tokens[first][0] : end].split("\n"):
            yield f"#Text={_control(line)}\n"
        for place in range(first, last):
            start, stop = tokens[place]
            bounds = f"{units[start]}-{units[stop]}"
            yield f"{sentence}-{place - first + 1}\t{bounds}\t{_control(text[start:stop])}\t{cells[place]}\t\n"


def _sentences(text: str, tokens: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """(first token, past the last token, end of the text) of each sentence.

    A sentence ends where the gap to the next is line ends only, and the last one with the text.
    """
    first = 0
    for place in range(len(tokens)):
        rest = text[tokens[place][1] : tokens[place + 1][0] if place + 1 < len(tokens) else len(text)]
        if place + 1 == len(tokens):
            yield first, place + 1, len(text)
        elif "\n" in rest and not rest.lstrip(" ").strip("\n"):
            yield first, place + 1, tokens[place][1] + len(rest) - len(rest.lstrip(" "))
            first = place + 1


def _cells(document: Document, tokens: list[tuple[int, int]], where: str) -> list[str]:
    """The two columns of each token: entity and label of its spans, or underscores."""
    stacks: list[list[tuple[str, str]]] = [[] for _ in tokens]
    spans = token_spans(document.mentions, tokens, where)
    for number, ((first, last, label), mention) in enumerate(zip(spans, document.mentions, strict=True), 1):
        if not label or label in "*_":
            raise InputError(f"WebAnno TSV cannot hold the label {label!r}", where=where)
        values = (f"{_escape(mention.entity) if mention.entity else '*'}[{number}]", f"{_escape(label)}[{number}]")
        for place in range(first, last):
            stacks[place].append(values)
    return ["\t".join("|".join(column) for column in zip(*stack, strict=True)) if stack else "_\t_" for stack in stacks]


def _escape(value: str) -> str:
    if re.search(r"[\r\n\f]", value):
        raise InputError(f"WebAnno TSV cannot hold the label or entity {value!r}")
    return re.sub(r"->|[\\\[\]|_;*]", lambda m: "\\" + m[0], value).replace("\t", "\\t")


def _control(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\t", "\\t")
