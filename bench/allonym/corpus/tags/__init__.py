"""Tag sequences (B-PER I-PER O ...) as columns of integers, and the spans that they stand for."""

from allonym.corpus.tags.chunks import REPAIRS, Chunks, decode
from allonym.corpus.tags.columns import TagColumns, read_tags
from allonym.corpus.tags.encode import encode
from allonym.corpus.tags.schemes import TAG_SCHEMES

__all__ = ["REPAIRS", "TAG_SCHEMES", "Chunks", "TagColumns", "decode", "encode", "read_tags"]
