"""OFAC's sdn.xml and consolidated.xml: an sdnEntry a name, with its aliases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.parsers import expat

from allonym.corpus.source import Source
from allonym.errors import InputError
from allonym.watchlist.formats import Record

SUFFIXES = (".xml",)
_ENTRY, _ALIAS = "sdnEntry", "aka"
_NAMED = ("firstName", "lastName", "sdnType")


class _Entries:
    """Takes the parser's events; `done` has the entries that have ended, with their lines."""

    def __init__(self) -> None:
        self.done: list[tuple[int, Record]] = []
        self.seen = 0
        self._text = ""
        self._levels: list[dict[str, str]] = []
        self._aliases: list[str] = []
        self._line = 0
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = _refused

    def _start(self, tag: str, _: object) -> None:
        self._text = ""
        if _plain(tag) in (_ENTRY, _ALIAS):
            self._levels.append({})
        if _plain(tag) == _ENTRY:
            self._line, self._aliases = self.parser.CurrentLineNumber, []

    def _characters(self, text: str) -> None:
        self._text += text

    def _end(self, tag: str) -> None:
        name, text = _plain(tag), " ".join(self._text.split())
        self._text = ""
        if name in _NAMED and self._levels:
            self._levels[-1][name] = text
        elif name == _ALIAS and self._levels:
            self._aliases.append(_whole(self._levels.pop()))
        elif name == _ENTRY:
            entry = self._levels.pop()
            self.seen += 1
            self.done.append(
                (self._line, {"name": _whole(entry), "type": entry.get("sdnType", ""), "aliases": self._aliases})
            )


def _plain(tag: str) -> str:
    return tag.rpartition(":")[2]


def _whole(entry: dict[str, str]) -> str:
    return ", ".join(filter(None, (entry.get("lastName"), entry.get("firstName"))))


def _refused(*_: object) -> None:
    raise InputError("has a document type of its own", todo="take OFAC's file as it comes")


def read(lines: Iterable[str], _: Source) -> Iterator[tuple[int, Record | str]]:
    """Entries as they end: the file is never in memory whole, unless it is one line."""
    entries = _Entries()
    try:
        for line in lines:
            entries.parser.Parse(line)
            yield from entries.done
            entries.done.clear()
        entries.parser.Parse("", True)
    except expat.ExpatError as error:
        what = f"not XML: {expat.ErrorString(error.code)}"
        raise InputError(what, where=f":{error.lineno}", todo="take OFAC's file as it comes") from None
    if not entries.seen:
        raise InputError("no sdnEntry in this XML", todo="use OFAC's sdn.xml, or a list as CSV or JSON Lines")
