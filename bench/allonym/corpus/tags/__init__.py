"""Tag sequences (B-PER I-PER O ...) as columns of integers, and the spans that they stand for."""

from allonym.corpus.tags.chunks import REPAIRS, Chunks, decode
from allonym.corpus.tags.columns import TagColumns, read_tags
from allonym.corpus.tags.encode import encode
from allonym.corpus.tags.schemes import SCHEMES

__all__ = ["REPAIRS", "SCHEMES", "Chunks", "TagColumns", "decode", "encode", "read_tags"]
