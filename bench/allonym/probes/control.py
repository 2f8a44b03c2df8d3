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
from allonym.names.registry import Entity, Registry
from allonym.names.written import rewrite
from allonym.probes.hosts import Host, Replacement, first_hosts, hosts, probed
from allonym.probes.people import can_host, written_for
from allonym.probes.slots import starts_sentence
from allonym.probes.values import Probed, Skipped

KINDS = ("english", "easy", "nonsense")
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"

RESPELLS = False


def probe(corpus: Corpus, registry: Registry, skipped: Skipped) -> Iterator[Probed]:
    """For each person that respell respells, in the first paragraph of each document: a name of each kind.

    english: of English origin; easy: frequent ones; nonsense: pronounceable, of the same length as the printed
    parts. Which name stands where depends on the site alone.
    """
    for host in first_hosts(hosts(corpus, registry, skipped)):
        if host.entity.label != "PERSON" or not host.entity.spellings:
            continue
        if not can_host(host):
            skipped["a control needs a given and a family name", host.entity.id] += 1
            continue
        for kind in KINDS:
            yield _controlled(host, kind)


def _controlled(host: Host, kind: str) -> Probed:
    guest = _guest(host, kind)
    forms = [part.printed for part in guest.parts]
    changed = []
    for place in host.places:
        written = written_for(place.written, host.entity, guest)
        form = rewrite(written, guest, forms, capital=starts_sentence(host.paragraph, place.name[0]))
        assert form is not None
        changed.append((place, form))
    return probed("control", host.paragraph, changed, Replacement((), guest.printed, f"control/{kind}"))


def _guest(host: Host, kind: str) -> Entity:
    random = Random(hashlib.sha256(f"{host.key}/{kind}".encode()).digest())
    if kind == "nonsense":
        given, family = (_nonsense(_longest(host.entity, role), random) for role in ("given", "family"))
    else:
        given, family = _drawn(kind, host.paragraph, random)
    return Entity(kind, "PERSON", "English", parts=(Part("given", "", given), Part("family", "", family)))


def _longest(entity: Entity, role: str) -> int:
    letters = [sum(c.isalpha() for c in strip_marks(part.printed)) for part in entity.parts if part.role == role]
    return max(3, *letters, 0)


def _drawn(kind: str, paragraph: str, random: Random) -> tuple[str, str]:
    """A given and a family name that the paragraph lacks and that together are no famous person's."""
    names = _names()[kind]
    while True:
        given, family = (random.choice([n for n in names[role] if n not in paragraph]) for role in ("given", "family"))
        if f"{given} {family}" not in names["famous"]:
            return given, family


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
