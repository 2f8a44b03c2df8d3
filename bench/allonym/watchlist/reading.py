"""A list of names, line by line: what can be used, and of the rest what is wrong with which line."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from allonym import paths
from allonym.corpus.source import Source, endings, reading
from allonym.errors import InputError
from allonym.names.engine.fits import origin_weights
from allonym.names.engine.written import read
from allonym.names.languages import ORIGINS
from allonym.watchlist.cells import as_printed, bracketed, clean, fault, names_in
from allonym.watchlist.columns import NAMELESS, TYPES, by_field
from allonym.watchlist.formats import Record, format_of
from allonym.watchlist.values import Listed

Say = Callable[[str], None]
_SLASH = re.compile(r"\w/\w")

_FAMILY_FIRST = frozenset(("Chinese", "Cantonese", "Korean"))
_SURE = 0.6

MOST = 24
"""Spellings of one name that are tried, at most."""
LONGEST_SAID = 40
"""Letters of a name that a message repeats."""


def read_list(source: Source, say: Say) -> Iterator[Listed]:
    """The names of a list. What is wrong with a line is said with its line, and the rest goes on.

    Raises InputError where the file cannot be read or is no list at all.
    """
    reader = format_of((endings(source) or [""])[-1], str(source))
    nameless: Counter[str] = Counter()
    with reading(source) as file:
        lines = io.TextIOWrapper(file, "utf-8-sig", newline="")
        try:
            for line, record in reader.read(lines, source):
                where = f"{source}:{line}"
                listed = record if isinstance(record, str) else _listed(line, record, nameless)
                if isinstance(listed, str):
                    say(f"{where}: {listed}")
                elif listed:
                    _remark(listed, where, say)
                    yield listed
        except InputError as error:
            place = f"{source}{error.where}" if error.where.startswith(":") else error.where or str(source)
            raise InputError(error.what, where=place, todo=error.todo) from None
        except UnicodeDecodeError as error:
            raise InputError(f"not UTF-8: {error.reason}", where=str(source), todo="save the file as UTF-8") from None
    for schema, count in sorted(nameless.items()):
        say(f"{source}: {count:,} of schema {schema}: what it calls a name no model looks for; passed over")


def _listed(line: int, record: Record, nameless: Counter[str]) -> Listed | str | None:
    """The record as a name, or what is wrong with it; None where its schema, which is counted, has no such names."""
    found = by_field(record)
    named = [name for cell in found["name"] for name in names_in(cell)]
    called = _first(found, "type") or "PERSON"
    if called.casefold() in NAMELESS:
        nameless[called] += 1
        return None
    if not named:
        return "an empty name; passed over"
    if wrong := fault(named[0]):
        return f"{_short(named[0])} {wrong}; passed over"
    if (label := TYPES.get(called.casefold())) is None:
        types = "person, organization, place, or a label of the project"
        return f"{_short(named[0])}: no type {called!r}; passed over ({types})"
    if label == "PERSON" and _SLASH.search(named[0]):
        return f"{_short(named[0])} has a slash; passed over; write each name by itself, or a ; between them"
    others = [name for cell in found.get("spellings", ()) for name in names_in(cell)]
    texts = [*named, *others]
    if label in ("PERSON", "PER"):
        texts = [form for text in texts for name in bracketed(text) for form in _printed(name, _first(found, "origin"))]
    origin = _first(found, "origin")
    return Listed(
        line=line,
        name=texts[0],
        label=label,
        native=clean(_first(found, "native")),
        scholarly=clean(_first(found, "scholarly")),
        origin=ORIGINS.get(origin.casefold(), origin),
        spellings=tuple(text for text in dict.fromkeys(texts) if text != texts[0] and not fault(text)),
    )


def _printed(name: str, origin: str) -> list[str]:
    """A person's name as texts print it: of a language that has the family name first so too, and that before."""
    turned = as_printed(name)
    if turned == name:
        return [name]
    origin = ORIGINS.get(origin.casefold(), origin) or _likeliest(turned)
    if origin not in _FAMILY_FIRST:
        return [turned]
    last = as_printed(name.partition(",")[0] + ", X").removeprefix("X ")
    return [f"{last} {turned.removesuffix(last).strip()}", turned]


def _likeliest(name: str) -> str:
    """The origin that fits best, where one surely does."""
    try:
        origin, weight = max(origin_weights(read(name)).items(), key=lambda pair: pair[1])
    except InputError:
        return ""
    return origin if weight > _SURE else ""


def _first(found: Mapping[str, list[str]], field: str) -> str:
    return next(iter(found.get(field, ())), "")


def _short(name: str) -> str:
    return repr(name if len(name) <= LONGEST_SAID else f"{name[:LONGEST_SAID]}…")


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
    words = (word for text in texts for word in text.replace("’", " ").split())
    return frozenset(word for word in words if word.isalpha() and word.islower())
