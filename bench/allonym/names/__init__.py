"""A name's parts, the schemes that spell them, how two spellings differ, and the registry of entities."""

from allonym.names.name import Name, Part
from allonym.names.scheme import Options, Scheme

__all__ = ["Name", "Options", "Part", "Scheme"]
