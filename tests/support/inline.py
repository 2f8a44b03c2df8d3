"""Inline marks, the form in which tests label a text: itself with ⟦surface|LABEL|entity⟧ in it."""

from __future__ import annotations

import re

from allonym.corpus.values import Document, Mention

_MARK = re.compile(r"⟦([^⟦⟧|]+)\|([A-Z_]+)(?:\|([a-z0-9_]+))?⟧")


def read_inline(marked: str, identifier: str) -> Document:
    """The document of a marked text.

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
    assert not re.search("[⟦⟧]", text), "a mark is not ⟦surface|LABEL|entity⟧"
    return Document(identifier, text, tuple(mentions))
