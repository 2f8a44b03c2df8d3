"""Tag sequences (B-PER I-PER O ...) as columns of integers, and the spans that they stand for.

This is the one door: what readers of tags and of columns need is imported from here. Behind it, files of columns become
sets of places in their bytes (layout, bits, intern); what is out of the ordinary is read line by line (rewrite), which
is also what tests hold the arithmetic to.
"""

from allonym.corpus.tags.bits import IntArray, Rank, members, where
from allonym.corpus.tags.chunks import REPAIRS, Chunks, decode
from allonym.corpus.tags.columns import TagColumns, offsets, read_blocks, read_tags
from allonym.corpus.tags.dialect import DOCSTART, Dialect, canonical, looks_tagged
from allonym.corpus.tags.intern import first_bytes, number_strings, words_at
from allonym.corpus.tags.schemes import TAG_SCHEMES, encode
from allonym.corpus.tags.table import TokenTable, read_table

__all__ = [
    "DOCSTART",
    "REPAIRS",
    "TAG_SCHEMES",
    "Chunks",
    "Dialect",
    "IntArray",
    "Rank",
    "TagColumns",
    "TokenTable",
    "canonical",
    "decode",
    "encode",
    "first_bytes",
    "looks_tagged",
    "members",
    "number_strings",
    "offsets",
    "read_blocks",
    "read_table",
    "read_tags",
    "where",
    "words_at",
]
