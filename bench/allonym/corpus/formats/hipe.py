"""The columns of HIPE 2020 and 2022: a header of names, TOKEN first, and comments that begin documents.

The tags are those of NE-COARSE-LIT unless --column names another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from allonym.corpus.formats import conll
from allonym.corpus.formats.options import FormatOptions
from allonym.corpus.values import Document

SUFFIXES: tuple[str, ...] = ()
HOLDS_ENTITIES = False
MARK = b"TOKEN\tNE-"


def as_columns(options: FormatOptions) -> FormatOptions:
    """The options with which these files are read as CoNLL is."""
    return options if options.column != -1 else replace(options, column="NE-COARSE-LIT")


def read(path: Path, options: FormatOptions) -> Iterator[Document]:
    return conll.read(path, as_columns(options))
