"""A table of spans: CSV with a header and a row a span, of which document, start, end and label.

Columns are known by their usual names. A column with the surface is compared with the text of the other file; a column
with the whole text is the document's. A document without a row has no spans. Numbers count code points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from allonym.corpus.check import SAID, check_bounds
from allonym.corpus.files import read_text, writing
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.source import endings
from allonym.corpus.values import NOTHING, Document, Mention
from allonym.errors import InputError

SUFFIXES = (".csv",)
HOLDS_ENTITIES = False
SPARSE = True
"""Documents without spans are not in the file."""
_NAMES = {
    "id": ("id", "doc", "doc_id", "document", "document_id", "docid", "file", "filename", "text_id"),
    "start": ("start", "begin", "start_offset", "start_char", "offset_start"),
    "end": ("end", "stop", "end_offset", "end_char", "offset_end"),
    "label": ("label", "type", "entity_type", "tag", "category"),
    "text": ("surface", "mention", "span", "entity_text", "entity", "text"),
}
_DIGITS = 10


def recognise(path: Path, head: bytes) -> bool:
    if endings(path)[-1:] not in ([".csv"], [".tsv"], [".txt"], []):
        return False
    columns = _columns(head.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")[0])
    return {"id", "start", "end", "label"} <= columns.keys()


def _delimiter(line: str) -> str:
    return max(",\t;", key=line.count)


def _columns(line: str) -> dict[str, int]:
    """Where each column stands, by the header."""
    names = _names(line)
    found = {key: next((names.index(name) for name in known if name in names), -1) for key, known in _NAMES.items()}
    return {key: column for key, column in found.items() if column >= 0}


def _names(header: str) -> list[str]:
    return [name.strip().strip('"').lower() for name in header.split(_delimiter(header))]


def read(path: Path, options: FormatOptions) -> Iterator[Document]:
    content = read_text(path, options.encoding).replace("\r\n", "\n")
    header = content.split("\n")[0]
    columns = _columns(header)
    if missing := [key for key in ("id", "start", "end", "label") if key not in columns]:
        todo = f"name the columns id, start, end, label; there is {header[:100]!r}"
        raise InputError(f"no column for {', '.join(missing)}", where=str(path), todo=todo)
    names = _names(header)
    if twice := [names[column] for column in columns.values() if names.count(names[column]) > 1]:
        raise InputError(f"two columns {twice[0]!r}", where=str(path), todo="leave one of them")
    texts: dict[str, str | None] = {}
    mentions: dict[str, list[Mention]] = {}
    for where, row in _rows(content, _delimiter(header), str(path)):
        name = _cell(row, columns["id"])
        said = _cell(row, columns["text"]) if "text" in columns else ""
        spans = mentions.setdefault(name, [])
        texts.setdefault(name, None)
        if not _cell(row, columns["start"]) and not _cell(row, columns["end"]):
            texts[name] = said or texts[name]
            continue
        start, end = (_number(_cell(row, columns[key]), where) for key in ("start", "end"))
        surface = len(said) == end - start
        spans.append(Mention(start, end, _cell(row, columns["label"]), extra={SAID: said} if surface else NOTHING))
        if said and not surface:
            texts[name] = _one_text(texts[name], said, where)
    for name, spans in mentions.items():
        text = texts[name]
        check_bounds(spans, None if text is None else len(text), f"{path}, document {name!r}")
        yield Document(name, text, tuple(sorted(spans)))


def _one_text(before: str | None, said: str, where: str) -> str:
    if before not in (None, said):
        raise InputError(f"{said[:60]!r} is neither the span's surface nor the text of the rows before", where=where)
    return said


def _rows(content: str, delimiter: str, path: str) -> Iterator[tuple[str, list[str]]]:
    import csv
    import io

    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    try:
        titles = len(next(reader, ()))
        for row in reader:
            if any(row) and len(row) > titles:
                raise InputError(f"{len(row)} cells under {titles} titles", where=f"{path}:{reader.line_num}")
            if any(row):
                yield f"{path}:{reader.line_num}", row
    except csv.Error as error:
        raise InputError(f"no CSV: {error}", where=f"{path}:{reader.line_num}") from None


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _number(cell: str, where: str) -> int:
    if not (cell.isascii() and cell.isdigit() and len(cell) <= _DIGITS):
        raise InputError(f"{cell[:40]!r} is no offset", where=where)
    return int(cell)


def write(documents: Iterable[Document], path: Path, options: FormatOptions) -> None:
    import csv

    with writing(path) as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("id", "start", "end", "label", "surface"))
        for document in documents:
            for m in document.mentions:
                out.writerow(
                    (document.id, m.start, m.end, m.label, "" if document.text is None else m.of(document.text))
                )
