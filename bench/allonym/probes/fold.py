"""fold: the printed spelling as keyboards, old fonts, data bases and typesetters change it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from allonym.corpus.values import Corpus
from allonym.names.folds import APOSTROPHES, HYPHENS, ascii_fold, latin1_fold, skeleton, turkish_upper
from allonym.names.register import CAPITALS, MARKS
from allonym.names.registry import Entity, Registry
from allonym.names.written import rewrite
from allonym.probes.hosts import Host, HostMention, Replacement, first_hosts, hosts, probed
from allonym.probes.values import Probed, Skipped

Fold = Callable[[str], str]

_SIGNS = {"straight": "'", "curly": "’", "turned": "‘", "modifier": "ʼ", "half ring": "ʿ", "grave": "`", "acute": "´"}
_HYPHENS = {"hyphen": "‐", "no-break hyphen": "‑", "en dash": "–"}

RESPELLS = True


def _all_to(signs: frozenset[str], new: str) -> Fold:
    return lambda text: "".join(new if c in signs else c for c in text)


FOLDS: dict[str, Fold] = {
    "nfd": lambda text: unicodedata.normalize("NFD", text),
    "ascii": ascii_fold,
    "latin-1": latin1_fold,
    **{f"apostrophe {name}": _all_to(APOSTROPHES, sign) for name, sign in _SIGNS.items()},
    **{name: _all_to(HYPHENS, sign) for name, sign in _HYPHENS.items()},
    "no-break space": lambda text: text.replace(" ", "\N{NO-BREAK SPACE}"),
    "upper case": str.upper,
}
"""Each fold by name. nfd, the hyphens and the no-break space change nothing that a reader sees."""


def probe(corpus: Corpus, registry: Registry, skipped: Skipped) -> Iterator[Probed]:
    """Each fold that changes an entity's name, in the entity's first paragraph of each document.

    Names of English origin are left out, and so is a fold whose result another fold has given already.
    """
    for host in first_hosts(hosts(corpus, registry, skipped)):
        if host.entity.origin == "English":
            continue
        seen: set[str] = set()
        for name in (*FOLDS, "restored", "turkish upper case"):
            result = _folded(host, name)
            if result is not None and result.text not in seen:
                seen.add(result.text)
                yield result
        if not seen:
            skipped["no fold changes the name", host.entity.id] += 1


def _folded(host: Host, name: str) -> Probed | None:
    changed = []
    for place in host.places:
        surface = host.paragraph[slice(*place.name)]
        form = _form(host.entity, place, surface, name)
        if form is not None and form != surface:
            changed.append((place, form))
    kind = CAPITALS if "upper case" in name else MARKS
    new = Replacement((), name, f"fold/{name}", register=kind)
    return probed("fold", host.paragraph, changed, new) if changed else None


def _form(entity: Entity, place: HostMention, surface: str, name: str) -> str | None:
    if name == "turkish upper case":
        return _turkish_capitals(entity, place, surface) if entity.origin == "Turkish" else None
    if name == "restored":
        return _restored(entity, place, surface)
    return FOLDS[name](surface)


def _turkish_capitals(entity: Entity, place: HostMention, surface: str) -> str | None:
    """The surface in Turkish capitals: i to İ, but to I where it stands for ı; None where its spelling is not known."""
    scholarly = [part.scholarly for part in entity.parts] or [entity.scholarly or entity.native]
    own = rewrite(place.written, entity, scholarly)
    if own is None or len(own) != len(surface) or skeleton(own) != skeleton(surface):
        return None
    return "".join("I" if ours in "ıI" else turkish_upper(c) for c, ours in zip(surface, own, strict=True))


def _restored(entity: Entity, place: HostMention, surface: str) -> str | None:
    """The name with the marks of its own orthography, where it differs from the surface by marks only."""
    if entity.origin not in ("Turkish", "Kurdish") or not entity.parts:
        return None
    form = rewrite(place.written, entity, [part.scholarly for part in entity.parts])
    return form if form and skeleton(form) == skeleton(surface) else None
