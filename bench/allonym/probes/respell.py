"""respell: at every site of a registry entity, each of its spellings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from allonym.corpus.values import Corpus
from allonym.names.folds import skeleton
from allonym.names.operations import Stratum
from allonym.names.register import register
from allonym.names.registry import Registry, Spelling
from allonym.probes.hosts import Host, Replacement, hosts, replaced
from allonym.probes.values import Probed, Skipped

RESPELLS = True


def probe(corpus: Corpus, registry: Registry, skipped: Skipped) -> Iterator[Probed]:
    """All mentions of an entity in a paragraph together, short forms in step with full ones."""
    for host in hosts(corpus, registry, skipped):
        if not host.entity.spellings:
            skipped["no other spelling is known", host.entity.id] += 1
        for spelling in host.entity.spellings:
            forms = spelling.parts or (spelling.form,)
            new = Replacement(forms, spelling.form, spelling.scheme, _beyond(host, spelling), register(spelling))
            if result := replaced("respell", host, new, skipped):
                yield result


def _beyond(host: Host, spelling: Spelling) -> Stratum | None:
    """relay or exonym where one of the printed and the new spelling is one and the other is not."""
    printed = _strata(host.entity.spellings).get(skeleton(host.paragraph[slice(*host.places[0].name)]))
    kinds: tuple[Stratum, ...] = ("exonym", "relay")
    for kind in kinds:
        if (spelling.stratum == kind) != (printed == kind):
            return kind
    return None


@lru_cache(maxsize=4096)
def _strata(spellings: tuple[Spelling, ...]) -> Mapping[str, Stratum]:
    """Of each form's letters the stratum of the first spelling that has them."""
    return {skeleton(spelling.form): spelling.stratum for spelling in reversed(spellings)}
