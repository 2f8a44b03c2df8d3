"""Files of columns of any make, line by line: the general way, where allonym.corpus.tags.layout cannot tell."""

from __future__ import annotations

import re

from allonym.errors import InputError

DOCSTART = b"-DOCSTART-"
MARK = 0
"""The byte between the columns that `rewrite` makes."""
_SPACES = re.compile(rb"[ \t]+")
_COMMENT = re.compile(rb"# ?\w+(?: \w+)* ?=")


def rewrite(data: bytes, where: str, column: int, separator: str | None) -> tuple[bytes, dict[int, bytes]]:
    """The file as `token NUL tag` lines, and the notes by line number, whose lines are left blank."""
    lines, notes = [], {}
    for number, line in enumerate(data.removesuffix(b"\n").split(b"\n")):
        if not line.strip():
            lines.append(b"")
        elif is_note(line, column, separator):
            notes[number] = line
            lines.append(b"")
        else:
            parts = _split(line, separator)
            tag = _tag(parts, column)
            if len(parts) < 2 or not tag or not parts[0]:
                raise InputError(
                    f"no tag in column {column} of {line.decode()[:60]!r}",
                    where=f"{where}:{number + 1}",
                    todo="name the column and the separator",
                )
            lines.append(parts[0] + bytes([MARK]) + tag)
    return b"\n".join(lines) + b"\n", notes


def is_note(line: bytes, column: int, separator: str | None) -> bool:
    """Whether a line that is not blank is a comment or -DOCSTART-, and no token.

    >>> [is_note(line, -1, None) for line in (b"# text = #1 O", b"# O", b"-DOCSTART- O", b"#")]
    [True, False, True, True]
    """
    if not line.startswith(b"#"):
        return line.startswith(DOCSTART)
    parts = _split(line, separator)
    tag = _tag(parts, column)
    is_tag = len(parts) > 1 and (tag == b"O" or tag[1:2] == b"-" or len(tag) == 1)
    return bool(_COMMENT.match(line)) or not is_tag


def _tag(parts: list[bytes], column: int) -> bytes:
    return parts[column] if -len(parts) <= column < len(parts) else b""


def _split(line: bytes, separator: str | None) -> list[bytes]:
    return _SPACES.split(line.strip(b" \t")) if separator is None else line.split(separator.encode())
