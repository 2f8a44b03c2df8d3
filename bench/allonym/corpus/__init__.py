"""Texts with their mentions, as frozen values on character offsets; how they are read and written."""

from allonym.corpus.values import Corpus, Document, Mention

__all__ = ["Corpus", "Document", "Mention"]
