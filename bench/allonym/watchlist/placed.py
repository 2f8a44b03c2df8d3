"""The texts of a watchlist: every name, in every spelling, in every place; a stream that is read as often as wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from allonym.corpus.formats import DEFAULT, FormatOptions
from allonym.corpus.source import Source
from allonym.corpus.values import Document
from allonym.errors import InputError, NothingMeasured, some_of
from allonym.labels import TO_COARSE
from allonym.names.listing import registry
from allonym.watchlist.reading import Say, read_list
from allonym.watchlist.sites import PLACEHOLDER, Filled, OwnTexts, Template, project_places
from allonym.watchlist.spellings import spelled
from allonym.watchlist.standing import standing
from allonym.watchlist.together import together
from allonym.watchlist.values import Form, Spelled

SOUGHT = 50
"""Spellings of a name that are looked for in the user's texts, beside those that are tried."""

_decode = msgspec.json.Decoder(Spelled).decode


@dataclass(frozen=True, slots=True)
class Placed:
    """Spelled names in a file, a line each, and the places of each coarse label; `title` is the list's file name.

    Iterates over the documents that models are asked about, name by name.
    """

    title: str
    file: Path
    places: Mapping[str, Sequence[Template]]
    names: int
    texts: int

    def __len__(self) -> int:
        return self.texts

    def __iter__(self) -> Iterator[Document]:
        for name in self.spelled_names():
            for filled in self.fillings(name):
                yield Document("", filled.text)

    def spelled_names(self) -> Iterator[Spelled]:
        """The names in the order of the list."""
        return _names(self.file)

    def fillings(self, name: Spelled) -> Iterator[Filled]:
        """A name's texts: spelling by spelling, each in all places."""
        places = (*name.stands, *self.places[TO_COARSE[name.label]])
        return (place.fill(form.form) for form in name.forms for place in places)


def place(
    source: Source,
    texts: str | None,
    sites: int,
    file: Path,
    say: Say,
    reading: FormatOptions = DEFAULT,
    likely: int = 0,
) -> Placed:
    """Read and spell a list once, into `file`; choose the places. Raises NothingMeasured for a list without names.

    `likely` is how many of a person's likeliest spellings are tried beside those of the list and the tables.
    """
    draft = file.with_suffix(".spelled")
    labels = _spell(source, draft, say, likely, SOUGHT if texts else 0)
    if not labels:
        raise NothingMeasured(f"{source}: no name of this list can be put into a text")
    own = OwnTexts(texts, reading) if texts else None
    places = {label: own.places(label, sites) if own else project_places(label, sites, registry()) for label in labels}
    stands = standing(own, _names(draft), sites, labelled=own.labelled) if own else {}
    placed = _put(draft, file, Placed(str(source).rpartition("/")[2], file, places, 0, 0), stands, say)
    draft.unlink()
    if not placed.names:
        what = f"none of these names stands in these texts, and no {PLACEHOLDER}"
        raise InputError(what, where=str(texts), todo=f"write {PLACEHOLDER} where a name is to go") if texts else (
            NothingMeasured(f"{source}: no name of this list can be put into a text")
        )  # fmt: skip
    return placed


def _spell(source: Source, draft: Path, say: Say, likely: int, sought: int) -> list[str]:
    """Write the names with their spellings; the coarse labels that there are."""
    labels = set()
    listed = together(read_list(source, say), source, draft.with_suffix(".listed"), say)
    with draft.open("wb") as out:
        for one in listed:
            if name := spelled(one, f"{source}:{one.line}", say, likely, sought):
                labels.add(TO_COARSE[name.label])
                out.write(msgspec.json.encode(name) + b"\n")
    return sorted(labels)


def _names(file: Path) -> Iterator[Spelled]:
    with file.open("rb") as lines:
        yield from map(_decode, lines)


def _put(draft: Path, file: Path, placed: Placed, stands: Mapping[int, Sequence[Template]], say: Say) -> Placed:
    """Write the names that have a place, with those that are theirs alone; say which have none."""
    nowhere: list[str] = []
    names = texts = 0
    with file.open("wb") as out:
        for number, name in enumerate(_names(draft)):
            there = _standing(name, stands.get(number, ()))
            count = len(there.stands) + len(placed.places[TO_COARSE[name.label]])
            if not count:
                nowhere.append(name.name)
                continue
            out.write(msgspec.json.encode(there) + b"\n")
            names += 1
            texts += len(there.forms) * count
    if nowhere:
        few = f"{len(nowhere):,} of {names + len(nowhere):,} names have no place in the texts ({some_of(nowhere)})"
        say(f"{placed.title}: {few}; passed over")
    return replace(placed, names=names, texts=texts)


def _standing(name: Spelled, places: Sequence[Template]) -> Spelled:
    """The name with these places of its own, and with what stands there as a spelling."""
    known = {form.form for form in name.forms}
    written = dict.fromkeys(place.written for place in places if place.written not in known)
    forms = (*name.forms, *(Form(text, "texts") for text in written))
    return msgspec.structs.replace(name, forms=forms, stands=tuple(places), sought=())
