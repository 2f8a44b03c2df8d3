"""How a file of columns is written, as far as the file does not say so itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from allonym.corpus.tags.schemes import KINDS

DOCSTART = b"-DOCSTART-"
_BEGINS = re.compile(rb"# ?(?:newdoc|newpar|sent_id|text)\b")
_ASSIGNS = re.compile(rb"# ?\w+(?:[ :]\w+)* ?=")
_KEYED = re.compile(rb"# \w+(?:[ :]\w+)* =|# ?(?:newdoc|newpar)\b")
_BLANKS = b" \t\r"
_SPACES = re.compile(rb"[ \t]+")
_LETTERS = "".join(KINDS)
_PREFIXED = re.compile(rf"[{_LETTERS}][-_].+", re.IGNORECASE | re.DOTALL)
_SUFFIXED = re.compile(rf"(?:.+[-_][{_LETTERS}]|[^A-Z]+[-_][{_LETTERS.lower()}])", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Dialect:
    """`column`: the tag's, by number, from 0 or from the end, or by its name in the header; `token_column`: the
    token's, None for the first that is no running number; `separator`: None for the tab if the first line has one,
    else blanks; `header`: lines before the first token that are passed over; `comments`: what a comment begins with,
    "" for none, None for what looks like one; `encoding`: of the bytes; `scheme`: of the tags, under IO also labels
    without a prefix.
    """

    column: int | str = -1
    token_column: int | None = None
    separator: str | None = None
    header: int = 0
    comments: str | None = None
    encoding: str = "utf-8"
    scheme: str = "IOB2"

    @property
    def bare(self) -> bool:
        """Whether tags are labels without a prefix."""
        return self.scheme == "IO"


def split(line: bytes, separator: str | None) -> list[bytes]:
    """The columns of a line; blanks at its end are none."""
    line = line.rstrip(_BLANKS)
    return _SPACES.split(line.lstrip(_BLANKS)) if separator is None else line.split(separator.encode())


def cell(parts: list[bytes], column: int) -> bytes:
    """A column without blanks around it; empty where there is none."""
    return parts[column].strip(_BLANKS) if -len(parts) <= column < len(parts) else b""


def is_note(line: bytes, dialect: Dialect, column: int, usual: int) -> bool:
    """Whether a line that is not blank is a comment or -DOCSTART-, and no token.

    `usual`: how many columns lines of tokens have, 0 where nobody knows.

    >>> lines = (b"# text = #1 O", b"# O", b"-DOCSTART- O", b"#", b"#a=1 O", b"# by hand O")
    >>> [is_note(line, Dialect(), -1, 2) for line in lines]
    [True, False, True, True, False, True]
    """
    if dialect.comments is not None:
        return line.startswith(DOCSTART) or (bool(dialect.comments) and line.startswith(dialect.comments.encode()))
    if not line.startswith(b"#"):
        return line.startswith(DOCSTART)
    parts = split(line, dialect.separator)
    if _KEYED.match(line) or len(parts) < 2 or not _looks_like_tag(cell(parts, column), dialect.bare):
        return True
    return len(parts) != (usual or len(parts)) and (parts[0].strip() == b"#" or bool(_ASSIGNS.match(line)))


def begins_sentence(note: bytes) -> bool:
    """Whether a sentence ends before this note; other comments may stand inside one."""
    return note.startswith(DOCSTART) or bool(_BEGINS.match(note))


def _looks_like_tag(tag: bytes, bare: bool) -> bool:
    text = tag.decode()
    return len(text) == 1 or text[1:2] in ("-", "_") or bool(_SUFFIXED.fullmatch(text) or (text and bare))


def looks_tagged(tags: set[str]) -> bool:
    """Whether all of these are tags with a prefix or O: what a column of tags is known by."""
    inside = tags - {"O", "o"}
    return bool(tags) and (all(map(_PREFIXED.fullmatch, inside)) or all(map(_SUFFIXED.fullmatch, inside)))


def canonical(tags: set[str], bare: bool) -> dict[str, str]:
    """The distinct tags of a column, each as O or PREFIX-LABEL; what is no tag is left out.

    A column is written in one way: B-PER, B_PER, b-PER, PER-B or, where `bare`, PER.

    >>> canonical({"PER-B", "o"}, bare=False) == {"PER-B": "B-PER", "o": "O"}
    True
    >>> canonical({"PER", "O"}, bare=True) == {"PER": "I-PER", "O": "O"}
    True
    """
    outside = dict.fromkeys(tags & {"O", "o"}, "O")
    inside = tags - outside.keys()
    bases = {tag: tag.upper() for tag in inside if len(tag) == 1 and tag.upper() in KINDS}
    words = inside - bases.keys()
    if all(map(_PREFIXED.fullmatch, words)) and not (bare and bases):
        return outside | bases | {tag: f"{tag[0].upper()}-{tag[2:]}" for tag in words}
    if bare:
        return outside | {tag: f"I-{tag}" for tag in inside}
    if all(map(_SUFFIXED.fullmatch, words)):
        return outside | bases | {tag: f"{tag[-1].upper()}-{tag[:-2]}" for tag in words}
    return outside | bases | {tag: tag for tag in words if len(tag) > 2 and tag[1] == "-" and "!" <= tag[0] <= "~"}
