"""Inline marks, the form in which people label: the text itself with ⟦surface|LABEL|entity⟧ in it."""

from __future__ import annotations

import re

from allonym.corpus.values import Document, Mention
from allonym.errors import InputError

_MARK = re.compile(r"⟦([^⟦⟧|]+)\|([A-Z_]+)(?:\|([a-z0-9_]+))?⟧")


def read_inline(marked: str, identifier: str, where: str = "") -> Document:
    """The document of a marked text.

    Raises InputError for a bracket that is not part of a whole mark.

    >>> document = read_inline("⟦Ali Mamluk|PERSON|ali_mamlouk⟧ left.", "a")
    >>> document.text, document.mentions[0].bounds
    ('Ali Mamluk left.', (0, 10))
    """
    pieces, mentions, length, position = [], [], 0, 0
    for mark in _MARK.finditer(marked):
        before, surface = marked[position : mark.start()], mark[1]
        start = length + len(before)
        mentions.append(Mention(start, start + len(surface), mark[2], mark[3]))
        pieces += [before, surface]
        length, position = start + len(surface), mark.end()
    text = "".join([*pieces, marked[position:]])
    if broken := re.search("[⟦⟧]", text):
        line = text.count("\n", 0, broken.start()) + 1
        raise InputError(
            "a mark is not ⟦surface|LABEL|entity⟧", where=f"{where or identifier}:{line}", todo="mend or remove it"
        )
    return Document(identifier, text, tuple(mentions))


def write_inline(document: Document) -> str:
    """The marked text of a document; InputError where it has no text or holds the brackets of a mark."""
    if document.text is None or re.search("[⟦⟧]", document.text):
        raise InputError("inline marks need a text without ⟦ and ⟧", where=document.id)
    pieces, position = [], 0
    for mention in document.mentions:
        entity = f"|{mention.entity}" if mention.entity else ""
        pieces += [document.text[position : mention.start], f"⟦{mention.of(document.text)}|{mention.label}{entity}⟧"]
        position = mention.end
    return "".join([*pieces, document.text[position:]])
