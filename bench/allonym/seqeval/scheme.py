"""The tagging schemes under seqeval's names, and which of them some tags are written in."""

from __future__ import annotations

from typing import Any

from allonym.corpus.tags import TagColumns

IOB1, IOB2, IOE1, IOE2, IOBES, BILOU = "IOB1", "IOB2", "IOE1", "IOE2", "IOBES", "BILOU"
_OURS = {name: name for name in (IOB1, IOB2, IOE1, IOE2, BILOU)} | {IOBES: "BIOES"}
_NEEDED = {
    IOB2: ("BI", "B"),
    IOE2: ("EI", "E"),
    IOBES: ("BEIS", "BES", "BEI", "BE", "S"),
    BILOU: ("BLIU", "BLU", "BLI", "BL", "U"),
}
"""The sets of prefixes, O apart, by which seqeval knows each scheme."""


def name_of(scheme: Any) -> str:
    """The scheme's name here; it may be given by name, or as seqeval's class. ValueError for what is none."""
    name = str(getattr(scheme, "__name__", scheme))
    if name not in _OURS and name not in _OURS.values():
        raise ValueError(f"no tagging scheme {name!r}: there is {', '.join(_OURS)}")
    return _OURS.get(name, name)


def auto_detect(tags: TagColumns | None) -> str:
    """The scheme that the prefixes of some tags belong to, any where all are O; ValueError where they fit none."""
    if tags is None:
        return IOB2
    prefixes = {chr(code) for code in set(tags.prefix.tolist())}
    for name, sets in _NEEDED.items():
        if any(prefixes == set(one) for one in sets) and not (
            prefixes in ({"S"}, {"U"}) and len(tags.place) < tags.lengths.sum()
        ):
            return name_of(name)
    raise ValueError(f"no tagging scheme has the prefixes {', '.join(sorted(prefixes)) or 'O'} alone: name the scheme")
