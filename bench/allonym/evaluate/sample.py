"""What of the probes a run asks without `--full`: what the headline needs, and no more places than its interval needs.

People in press spellings, English names in the same places, marks and capitals, unseen people. Places are drawn by
the hash of where they are, so that a draw depends on nothing else and a larger one holds a smaller one. How many there
are is from `python -m allonym.tools.places`, which docs/methods.md shows.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

from allonym.names.register import CAPITALS, MARKS, PRESS
from allonym.probes.control import ENGLISH
from allonym.probes.values import Probed

PLACES = {"respell": 400, "control": 225, "fold": 30, "unseen": 30}
"""Places, a paragraph and an entity each, of a corpus that reads like news; a probe that is not here has all."""
PLACES_ELSEWHERE = {"respell": 80, "control": 40, "fold": 30, "unseen": 30}
"""The same of a corpus that is no part of the headline."""
_RESPELL, _CONTROL = "respell", "control"
_NEEDED = (PRESS, MARKS, CAPITALS)

Sample = Mapping[str, frozenset[str]]
"""By corpus and probe the places that were drawn, where there were more."""


def is_needed(probed: Probed) -> bool:
    """Whether the headline, or what stands beside it, needs a paragraph."""
    first = probed.pairs[0]
    if probed.probe == _CONTROL:
        return first.scheme == ENGLISH
    return probed.probe not in PLACES or (first.site.label == "PER" and first.register in _NEEDED)


def part_of(probed: Probed) -> str:
    """The corpus and the probe."""
    return f"{probed.pairs[0].site.corpus}/{probed.probe}"


def place_of(probed: Probed) -> str:
    """The paragraph and the entity."""
    site = probed.pairs[0].site
    return f"{site.document}/{site.paragraph}/{site.entity}"


def draw(stream: Iterable[Probed], prose: Iterable[str]) -> tuple[dict[str, list[str]], dict[str, tuple[int, int]]]:
    """The places drawn of each corpus and probe that has more than are needed; and how many of how many these are.

    English names are put where spellings are, and nowhere else.
    """
    places: dict[str, set[str]] = defaultdict(set)
    for probed in stream:
        places[part_of(probed)].add(place_of(probed))
    news = set(prose)
    drawn: dict[str, list[str]] = {}
    for part, known in places.items():
        corpus, _, probe = part.rpartition("/")
        spelled = places.get(f"{corpus}/{_RESPELL}", known) if probe == _CONTROL else known
        most = (PLACES if corpus in news else PLACES_ELSEWHERE).get(probe, len(known))
        kept = first(known & spelled, most)
        if len(kept) < len(known):
            drawn[part] = kept
    return drawn, {part: (len(kept), len(places[part])) for part, kept in drawn.items()}


def first(places: Iterable[str], most: int) -> list[str]:
    """The places that are drawn first, at most so many."""
    return sorted(places, key=lambda place: hashlib.sha256(place.encode()).digest())[:most]


def is_drawn(probed: Probed, sample: Sample) -> bool:
    """Whether a paragraph's place was drawn."""
    kept = sample.get(part_of(probed))
    return kept is None or place_of(probed) in kept
