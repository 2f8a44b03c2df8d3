"""brat standoff: a folder of ID.txt with ID.ann, or one .ann file beside its .txt.

Entities are text-bound annotations (T); the entity registry's id is a normalization (N, `Reference T1 entity:ID`).
Other annotations (relations, events, attributes, notes) hold no spans and are passed over. The third column must be
the text under the span. A span over a line end is written in fragments, as brat does; fragments with anything but line
ends between them are an error unless their hull is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from allonym.corpus.check import check_bounds, check_surface
from allonym.corpus.files import read_text, writing
from allonym.corpus.formats.folders import document_files, files_for, id_in, text_of
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError

SUFFIXES = (".ann",)
HOLDS_ENTITIES = True
_BOUND = re.compile(r"(T\S*)\t(\S+) ([0-9]{1,10} [0-9]{1,10}(?:;[0-9]{1,10} [0-9]{1,10})*)(?:\t(.*))?")
_OTHERS = "RENAM#*"
"""What other annotations begin with."""
_ENTITY = re.compile(r"N\S*\tReference (T\S*) entity:(\S+)(?:\t.*)?")


def recognise_folder(path: Path) -> bool:
    return any(path.rglob("*.ann"))


def read(path: Path, options: FormatOptions) -> Iterator[Document]:
    for file in document_files(path, ".ann"):
        text = read_text(file.with_suffix(".txt"), options.encoding)
        annotations = read_text(file, options.encoding)
        yield Document(id_in(file, path), text, _mentions(annotations, text, str(file), options.discontinuous))


def _mentions(annotations: str, text: str, path: str, discontinuous: str) -> tuple[Mention, ...]:
    bounds: dict[str, tuple[int, int, str]] = {}
    entities: dict[str, str] = {}
    for number, line in enumerate(annotations.replace("\r\n", "\n").split("\n"), 1):
        where = f"{path}:{number}"
        if found := _BOUND.fullmatch(line):
            if found[1] in bounds:
                raise InputError(f"{found[1]} is there twice", where=where, todo="number the annotations anew")
            bounds[found[1]] = (*_bounds(found[3], found[4], text, where, discontinuous), found[2])
        elif line.startswith("T"):
            raise InputError("no text-bound annotation: T1, tab, LABEL START END, tab, TEXT", where=where)
        elif found := _ENTITY.fullmatch(line):
            entities[found[1]] = found[2]
        elif line.strip() and line[0] not in _OTHERS:
            raise InputError(f"no annotation: {line[:60]!r}", where=where)
    mentions = tuple(sorted(Mention(*span, entities.get(key)) for key, span in bounds.items()))
    check_bounds(mentions, len(text), path)
    return mentions


def _bounds(fragments: str, said: str | None, text: str, where: str, discontinuous: str) -> tuple[int, int]:
    """First start and last end; what lies between two fragments must be line ends, unless their hull is wanted."""
    pairs = [(int(start), int(end)) for start, end in (fragment.split() for fragment in fragments.split(";"))]
    for (_, end), (start, _) in pairwise(pairs):
        if text[end:start].strip("\r\n") and discontinuous != "hull":
            todo = "spans have no gaps: keep one piece, or take the stretch around them: --discontinuous hull"
            raise InputError(f"a span in pieces, {fragments}", where=where, todo=todo)
    if len(pairs) == 1:
        check_surface(text, *pairs[0], said, where)
    elif said is not None:
        pieces = " ".join(text[start:end] for start, end in pairs)
        check_surface(pieces, 0, len(pieces), said, where)
    return min(start for start, _ in pairs), max(end for _, end in pairs)


def write(documents: Iterable[Document], path: Path, options: FormatOptions) -> None:
    documents = list(documents)
    files = files_for(documents, path, ".ann")
    lines = [_lines(document, text_of(document, "brat")) for document in documents]
    for document, file, content in zip(documents, files, lines, strict=True):
        with writing(file.with_suffix(".txt") if file == path else file.parent / f"{document.id}.txt") as out:
            out.write(document.text or "")
        with writing(file) as out:
            out.write(content)


def _lines(document: Document, text: str) -> str:
    lines = []
    for number, mention in enumerate(document.mentions, 1):
        for word in (mention.label, mention.entity or "-"):
            if not word or re.search(r"\s", word):
                raise InputError(f"brat cannot hold the label or entity {word!r}", where=f"document {document.id!r}")
        pieces = [
            (m.start() + mention.start, m.end() + mention.start) for m in re.finditer(r"[^\r\n]+", mention.of(text))
        ]
        if not pieces or (pieces[0][0], pieces[-1][1]) != mention.bounds:
            raise InputError(
                f"brat cannot hold span {mention.start}-{mention.end}, which begins or ends with a line end",
                where=f"document {document.id!r}",
            )
        surface = " ".join(text[start:end] for start, end in pieces).replace("\t", " ")
        bounds = ";".join(f"{start} {end}" for start, end in pieces)
        lines.append(f"T{number}\t{mention.label} {bounds}\t{surface}\n")
        if mention.entity:
            lines.append(f"N{number}\tReference T{number} entity:{mention.entity}\t{surface}\n")
    return "".join(lines)
