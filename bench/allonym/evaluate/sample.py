"""What of the probes a run asks without `--full`: what the headline needs, and no more places than its interval needs.

Press spellings, English names, marks and capitals, unseen people. Of texts that read like news every place is
respelled; elsewhere, and for the other probes, places are drawn by the hash of where they are, so that a draw depends
on nothing else and a larger one holds a smaller one. Of 150 places a share has an interval of 8 points either way.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

from allonym.names.register import CAPITALS, MARKS, PRESS
from allonym.probes.control import ENGLISH
from allonym.probes.values import Probed

_NEEDED = (PRESS, MARKS, CAPITALS)
_MOST = {"respell": 300, "control": 150, "fold": 150, "unseen": 150}
"""Places, a paragraph and an entity each, of a corpus; a probe that is not here has all."""

Sample = Mapping[str, frozenset[str]]
"""By corpus and probe the places that were drawn, where there were more."""


def is_needed(probed: Probed) -> bool:
    """Whether the headline, or what stands beside it, needs a paragraph."""
    first = probed.pairs[0]
    if probed.probe == "control":
        return first.scheme == ENGLISH
    return first.register in _NEEDED or probed.probe not in _MOST


def part_of(probed: Probed) -> str:
    """The corpus and the probe."""
    return f"{probed.pairs[0].site.corpus}/{probed.probe}"


def place_of(probed: Probed) -> str:
    """The paragraph and the entity."""
    site = probed.pairs[0].site
    return f"{site.document}/{site.paragraph}/{site.entity}"


def draw(stream: Iterable[Probed], prose: Iterable[str]) -> tuple[dict[str, list[str]], dict[str, tuple[int, int]]]:
    """The places drawn of each corpus and probe that has more than are needed; and how many of how many these are."""
    places: dict[str, set[str]] = defaultdict(set)
    for probed in stream:
        places[part_of(probed)].add(place_of(probed))
    whole = {f"{corpus}/respell" for corpus in prose}
    drawn: dict[str, list[str]] = {}
    for part, known in places.items():
        most = _MOST.get(part.rpartition("/")[2], len(known))
        if len(known) > most and part not in whole:
            drawn[part] = sorted(known, key=lambda place: hashlib.sha256(place.encode()).digest())[:most]
    return drawn, {part: (len(kept), len(places[part])) for part, kept in drawn.items()}


def is_drawn(probed: Probed, sample: Sample) -> bool:
    """Whether a paragraph's place was drawn."""
    kept = sample.get(part_of(probed))
    return kept is None or place_of(probed) in kept
