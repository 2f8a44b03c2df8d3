"""Marked blocks of a page: what stands between `<!-- NAME -->` and `<!-- end NAME -->`, which a command writes.

A block may be given something: `<!-- NAME: WHAT -->`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from allonym.corpus.files import read_text, writing
from allonym.show.forms.markdown import markdown
from allonym.show.table import Table

_BLOCK = re.compile(
    r"(?P<head><!-- (?P<name>[\w-]+(?::[\w-]+)?)(?:: (?P<given>[^\n]*?))? -->\n)(?P<body>.*?)<!-- end (?P=name) -->",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block: its name, what it is given, what stands in it, and the number of its first line."""

    name: str
    given: str
    body: str
    line: int


Writers = Mapping[str, Callable[[MarkedBlock], str]]
"""By a block's name: from the block to its new body, which ends with a line's end."""


def marked_blocks(text: str) -> Iterator[MarkedBlock]:
    """The blocks of a page, in their order.

    >>> [*marked_blocks("a <!-- x: y -->\\n1\\n<!-- end x --> b")]
    [MarkedBlock(name='x', given='y', body='1\\n', line=2)]
    """
    return map(_block, _BLOCK.finditer(text))


def _block(match: re.Match[str]) -> MarkedBlock:
    line = match.string.count("\n", 0, match.start("body")) + 1
    return MarkedBlock(match["name"], match["given"] or "", match["body"], line)


def rewritten(text: str, writers: Writers) -> str:
    """The page with each block that has a writer written again; the others stay.

    >>> rewritten("<!-- x -->\\n1\\n<!-- end x -->", {"x": lambda block: block.body * 2})
    '<!-- x -->\\n1\\n1\\n<!-- end x -->'
    """

    def again(match: re.Match[str]) -> str:
        name = match["name"]
        return f"{match['head']}{writers[name](_block(match))}<!-- end {name} -->" if name in writers else match[0]

    return _BLOCK.sub(again, text)


def of_tables(*tables: Table) -> str:
    """The body of a block that holds tables."""
    return "\n" + "\n".join(map(markdown, tables)) + "\n"


def rewrite(path: Path, writers: Writers) -> None:
    """Write the blocks of a file again; a file without any of them is left alone."""
    text = read_text(path)
    if any(block.name in writers for block in marked_blocks(text)):
        new = rewritten(text, writers)
        with writing(path) as file:
            file.write(new)
