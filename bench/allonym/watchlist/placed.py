"""The texts of a watchlist: every name, in every spelling, in every place; a stream that is read as often as wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from allonym.corpus.formats import DEFAULT, FormatOptions
from allonym.corpus.source import Source
from allonym.corpus.values import Document
from allonym.errors import NothingMeasured
from allonym.labels import TO_COARSE
from allonym.watchlist.reading import Say, read_list
from allonym.watchlist.sites import Filled, Template, own_places, project_places
from allonym.watchlist.spellings import registry, spelled
from allonym.watchlist.together import together
from allonym.watchlist.values import Spelled

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
        with self.file.open("rb") as lines:
            yield from map(_decode, lines)

    def fillings(self, name: Spelled) -> Iterator[Filled]:
        """A name's texts: spelling by spelling, each in all places."""
        places = self.places[TO_COARSE[name.label]]
        return (place.fill(form.form) for form in name.forms for place in places)


def place(
    source: Source, texts: str | None, sites: int, file: Path, say: Say, reading: FormatOptions = DEFAULT
) -> Placed:
    """Read and spell a list once, into `file`; choose the places. Raises NothingMeasured for a list without names."""
    places: dict[str, list[Template]] = {}
    names = count = 0
    with file.open("wb") as out:
        for listed in together(read_list(source, say), source, file.with_suffix(".listed"), say):
            name = spelled(listed, f"{source}:{listed.line}", say)
            if name is None:
                continue
            label = TO_COARSE[name.label]
            if label not in places:
                places[label] = (
                    own_places(texts, label, reading)[:sites] if texts else project_places(label, sites, registry())
                )
            if not places[label]:
                say(f"{source}:{name.line}: {name.name!r}: no place for a {label} in the project's texts; passed over")
                continue
            out.write(msgspec.json.encode(name) + b"\n")
            names += 1
            count += len(name.forms) * len(places[label])
    if not names:
        raise NothingMeasured(f"{source}: no name of this list can be put into a text")
    return Placed(str(source).rpartition("/")[2], file, places, names, count)
