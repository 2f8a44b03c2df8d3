"""control: other names in the sites of respell, to tell what the name costs from what the sentence costs."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

from allonym.corpus.values import Corpus
from allonym.names.folds import strip_marks
from allonym.names.name import Part
from allonym.names.register import PRESS, register
from allonym.names.registry import Entity, Registry
from allonym.probes.hosts import Host, Replacement, can_host, hosted, hosts, probed
from allonym.probes.values import Probed, Skipped

ENGLISH = "control/english"
"""The scheme of the English names."""
OTHERS = ("easy", "nonsense")
NAMES = 6
"""English names in a place."""
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"

RESPELLS = False


def probe(corpus: Corpus, registry: Registry, skipped: Skipped) -> Iterator[Probed]:
    """For each person with another press spelling: six English names in each paragraph, in the first also the others.

    Of a corpus in which nobody has one, for each person.

    english: of English origin; easy: a frequent one; nonsense: pronounceable, of the same length as the printed
    parts. Which names stand where depends on the site alone.
    """
    first: set[tuple[str, str]] = set()
    people = [host for host in hosts(corpus, registry, skipped) if host.entity.label == "PERSON"]
    spelled = [host for host in people if any(register(one) == PRESS for one in host.entity.spellings)]
    for host in spelled or people:
        if not can_host(host):
            skipped["a control needs a given and a family name", host.entity.id] += 1
            continue
        random = _random(host, ENGLISH)
        yield from (_controlled(host, "english", *name) for name in _drawn("english", host.paragraph, NAMES, random))
        key = host.places[0].site.document, host.entity.id
        if key not in first:
            first.add(key)
            yield from (_controlled(host, kind, *_other(host, kind)) for kind in OTHERS)


def _controlled(host: Host, kind: str, given: str, family: str) -> Probed:
    guest = Entity(kind, "PERSON", "English", parts=(Part("given", "", given), Part("family", "", family)))
    return probed("control", host.paragraph, hosted(host, guest), Replacement((), guest.printed, f"control/{kind}"))


def _random(host: Host, kind: str) -> Random:
    return Random(hashlib.sha256(f"{host.key}/{kind}".encode()).digest())


def _other(host: Host, kind: str) -> tuple[str, str]:
    random = _random(host, kind)
    if kind == "nonsense":
        given, family = (_nonsense(_longest(host.entity, role), random) for role in ("given", "family"))
        return given, family
    return _drawn(kind, host.paragraph, 1, random)[0]


def _longest(entity: Entity, role: str) -> int:
    letters = [sum(c.isalpha() for c in strip_marks(part.printed)) for part in entity.parts if part.role == role]
    return max(3, *letters, 0)


def _drawn(kind: str, paragraph: str, count: int, random: Random) -> list[tuple[str, str]]:
    """Given and family names, all different, that the paragraph lacks and that together are no famous person's."""
    names = _names()[kind]
    absent = [[name for name in names[role] if name not in paragraph] for role in ("given", "family")]
    while True:
        found = list(zip(*(random.sample(some, count) for some in absent), strict=True))
        if not any(f"{given} {family}" in names["famous"] for given, family in found):
            return found


def _nonsense(length: int, random: Random) -> str:
    """A capitalised word of `length` letters, consonants and vowels in turn, that is not known to be a word or name."""
    while True:
        letters = (random.choice(_VOWELS if at % 2 else _CONSONANTS) for at in range(length))
        word = "".join(letters).capitalize()
        if word not in _names()["nonsense"]["avoid"]:
            return word


@cache
def _names() -> dict[str, dict[str, list[str]]]:
    names: dict[str, dict[str, list[str]]] = tomllib.loads(
        Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    )
    return names
