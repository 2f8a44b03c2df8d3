"""The code blocks of a Markdown page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from allonym.tools.marked import marked_blocks

_TITLE = re.compile(r'title="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code: its language ("" for an indented one), the file that it is, the line on which it begins."""

    language: str
    title: str
    content: str
    line: int


def blocks_of(path: Path) -> Iterator[Block]:
    """The fenced and indented blocks of a page, in their order, by the rules of CommonMark."""
    from markdown_it import MarkdownIt

    for token in MarkdownIt().parse(path.read_text(encoding="utf-8")):
        if token.type in ("fence", "code_block"):
            language, _, rest = token.info.partition(" ")
            title = _TITLE.search(rest)
            assert token.map
            yield Block(language.strip(), title.group(1) if title else "", token.content, token.map[0] + 1)


def inline_code(path: Path) -> Iterator[tuple[int, str]]:
    """Line and content of each piece of code within the sentences of a page."""
    from markdown_it import MarkdownIt

    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(path.read_text(encoding="utf-8")):
        for child in token.children or ():
            if child.type == "code_inline":
                yield (token.map or [0])[0] + 1, " ".join(child.content.split())


def marked_lines(path: Path, *names: str) -> set[int]:
    """Numbers of the lines of the marked blocks of a page, which a command writes: of all, or of those named."""
    blocks = marked_blocks(path.read_text(encoding="utf-8"))
    marked = [block for block in blocks if not names or block.name in names]
    return {line for block in marked for line in range(block.line, block.line + block.body.count("\n"))}


@dataclass(frozen=True, slots=True)
class Step:
    """A command of a console block, and what it prints; `...` stands for anything."""

    command: str
    output: str


def steps(content: str) -> Iterator[Step]:
    """The `$ ` lines of a console block, each with the lines below it.

    >>> list(steps("$ echo a\\na\\n$ true\\n"))
    [Step(command='echo a', output='a\\n'), Step(command='true', output='')]
    """
    for part in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield Step(command, output)
