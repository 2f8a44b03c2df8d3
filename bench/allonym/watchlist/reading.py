"""A list of names, line by line: what can be used, and of the rest what is wrong with which line."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import cache

from allonym import paths
from allonym.corpus.source import Source, endings, reading
from allonym.errors import InputError
from allonym.names.folds import skeleton
from allonym.names.languages import ORIGINS
from allonym.watchlist.formats import Record, format_of
from allonym.watchlist.scripts import script
from allonym.watchlist.types import TYPES
from allonym.watchlist.values import Listed

Say = Callable[[str], None]

MOST = 24
"""Spellings of one name that are tried, at most."""


def read_list(source: Source, say: Say) -> Iterator[Listed]:
    """The names of a list. What is wrong with a line is said with its line, and the rest goes on.

    Raises InputError where the file cannot be read or is no list at all.
    """
    seen: dict[tuple[str, str], int] = {}
    reader = format_of((endings(source) or [""])[-1], str(source))
    with reading(source) as file:
        lines = io.TextIOWrapper(file, "utf-8-sig", newline="")
        try:
            for line, record in reader.read(lines):
                where = f"{source}:{line}"
                listed = record if isinstance(record, str) else _listed(line, record)
                if isinstance(listed, str):
                    say(f"{where}: {listed}")
                elif (first := seen.setdefault((skeleton(listed.name) or listed.name, listed.label), line)) != line:
                    say(f"{where}: {listed.name!r} stands already on line {first}; passed over")
                else:
                    _remark(listed, where, say)
                    yield listed
        except InputError as error:
            raise InputError(error.what, where=error.where or str(source), todo=error.todo) from None
        except UnicodeDecodeError as error:
            raise InputError(f"not UTF-8: {error.reason}", where=str(source), todo="save the file as UTF-8") from None


def _listed(line: int, record: Record) -> Listed | str:
    """The record as a name, or what is wrong with it."""
    name = _text(record, "name")
    if not name:
        return "an empty name; passed over"
    if not script(name):
        return f"{name!r} has no letters; passed over"
    called = _text(record, "type", "schema", "label") or "PERSON"
    if (label := TYPES.get(called.casefold())) is None:
        return f"{name!r}: no type {called!r}; passed over (person, organization, place, or a label of the project)"
    origin = _text(record, "origin", "language", "lang")
    others = [text for key in ("spellings", "aliases", "alias", "weak_alias") for text in _texts(record, key)]
    return Listed(
        line=line,
        name=name,
        label=label,
        native=_text(record, "native"),
        scholarly=_text(record, "scholarly"),
        origin=ORIGINS.get(origin.casefold(), origin),
        spellings=tuple(dict.fromkeys(text for text in others if text != name)),
    )


def _texts(record: Record, key: str) -> list[str]:
    value = record.get(key, "")
    texts = [value] if isinstance(value, str) else value
    return [" ".join(text.split()) for text in texts if isinstance(text, str) and text.strip()]


def _text(record: Record, *keys: str) -> str:
    return next((text for key in keys for text in _texts(record, key)), "")


def _remark(listed: Listed, where: str, say: Say) -> None:
    """Say what is odd about a name that is used nevertheless."""
    count = 1 + len(listed.spellings)
    if count > MOST:
        say(f"{where}: {listed.name!r} has {count} spellings; the first {MOST} are tried")
    if listed.name.casefold() in common_words():
        say(f"{where}: {listed.name!r} is a common word; texts will hold it where nobody is meant")
    if listed.origin and listed.origin not in ORIGINS.values():
        say(f"{where}: {listed.name!r}: no tables for names of origin {listed.origin!r}; nothing is derived")
    if listed.scholarly and not listed.origin:
        say(f"{where}: {listed.name!r}: a scholarly form needs an origin (Arabic, Russian, ...); nothing is derived")


@cache
def common_words() -> frozenset[str]:
    """Words that the project's own texts write in small letters."""
    texts = (path.read_text("utf-8") for path in sorted(paths.GOLD.glob("*/*.txt")) if "articles" not in path.parts)
    return frozenset(word for text in texts for word in text.replace("’", " ").split() if _is_small(word))


def _is_small(word: str) -> bool:
    return word.isalpha() and word.islower()
