"""Allonym: which NER models still find a name when it is spelled another way."""

__version__ = "0.1.0"
