"""The file formats: one module each, found by file name.

A module NAME.py has `SUFFIXES`, the endings that name it; `HOLDS_ENTITIES`, whether it keeps a mention's entity;
`read(path, options)`, which yields Documents one at a time and raises InputError with the place; and, if it is also
written, `write(documents, path, options)`, which raises InputError for what the format cannot hold. A path may be a
folder where the format is one (brat). What recognises a file, where a module has it: JSON by its first record,
`fits(record)`; others by their first bytes, `MARK`, or what `recognise(path, head)` says of them; folders,
`recognise_folder(path)`; and where no ending is known, `guess(head)`.
"""

from allonym.corpus.formats.find import format_names, format_of, holds_entities, read, write
from allonym.corpus.formats.options import DEFAULT, FormatOptions

__all__ = ["DEFAULT", "FormatOptions", "format_names", "format_of", "holds_entities", "read", "write"]
