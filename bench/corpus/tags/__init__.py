"""Tag sequences (B-PER I-PER O ...) as columns of integers, and the spans that they stand for."""

from bench.corpus.tags.chunks import REPAIRS, Chunks, decode
from bench.corpus.tags.columns import TagColumns, read_tags
from bench.corpus.tags.encode import encode
from bench.corpus.tags.schemes import SCHEMES

__all__ = ["REPAIRS", "SCHEMES", "Chunks", "TagColumns", "decode", "encode", "read_tags"]
