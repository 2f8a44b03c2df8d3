"""Names that a list has more than once: in the same letters, or in another spelling on a line of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from allonym.names.folds import HYPHENS, skeleton
from allonym.watchlist.reading import Say
from allonym.watchlist.values import Listed

_decode = msgspec.json.Decoder(Listed).decode
_HYPHENS = str.maketrans(dict.fromkeys(HYPHENS, " "))


def together(names: Iterable[Listed], source: object, file: Path, say: Say) -> Iterator[Listed]:
    """The names, each with the spellings that stand on later lines; the list lies in `file` while its end is not known.

    A later line is a spelling of a name where they differ in marks, case and apostrophes only, or where one of them
    joins words that the other parts. Letters that are cut into other words are another name (Anna Lee, Ann Alee), and
    so is a line with aliases or native letters of its own: two people may have one name.
    """
    first: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    others: dict[int, list[str]] = defaultdict(list)
    with file.open("wb") as out:
        for name in names:
            known = first[skeleton(name.name) or name.name, name.label]
            same = next((one for one in known if is_spelling(one[1], name.name)), None)
            if same is None or name.spellings or name.native or name.scholarly:
                known.append((name.line, name.name))
                out.write(msgspec.json.encode(name) + b"\n")
                continue
            line, text = same
            where = f"{source}:{name.line}"
            if name.name in (text, *others[line]):
                say(f"{where}: {name.name!r} stands already on line {line}; passed over")
            else:
                say(f"{where}: {name.name!r} is tried as a spelling of {text!r} on line {line}")
                others[line].append(name.name)
    with file.open("rb") as lines:
        for name in map(_decode, lines):
            more = [text for text in others.get(name.line, ()) if text != name.name and text not in name.spellings]
            yield msgspec.structs.replace(name, spellings=(*name.spellings, *more)) if more else name
    file.unlink()


def is_spelling(one: str, two: str) -> bool:
    """Whether two names with one skeleton are cut into words alike, or one is only cut more often.

    >>> is_spelling("Jose Testoz", "José Testóz"), is_spelling("Abdel Rahman Testi", "Abdelrahman Testi")
    (True, True)
    >>> is_spelling("Anna Lee", "Ann Alee"), is_spelling("Marco Brien", "Marc O'Brien")
    (False, False)
    """
    first, second = _cuts(one), _cuts(two)
    return first <= second or second <= first


def _cuts(name: str) -> frozenset[int]:
    """Where the skeleton of a name is cut into words."""
    places, at = [], 0
    for word in name.translate(_HYPHENS).split():
        at += len(skeleton(word))
        places.append(at)
    return frozenset(places)
