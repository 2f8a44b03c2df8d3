"""One name a line; lines that begin with # are notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from allonym.corpus.source import Source

SUFFIXES = (".txt", ".list", "")


def read(lines: Iterable[str], _: Source) -> Iterator[tuple[int, dict[str, str | list[str]]]]:
    for number, line in enumerate(lines, 1):
        if not line.startswith("#"):
            yield number, {"name": line.strip()}
