"""The entries of the lexicon: items and pools of one origin and native form are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from allonym.names.engine.key import key
from allonym.names.engine.lexicon import Headword
from allonym.names.engine.native import LATIN, native_key
from allonym.tools.lexicon.known import known
from allonym.tools.lexicon.origins import origins
from allonym.tools.lexicon.own_forms import own_forms
from allonym.tools.lexicon.sources import CountedName, Item

_MOST = 24
_UNUSABLE = set(":,\t\n")


def collected(items: Iterable[Item], pools: Iterable[CountedName]) -> tuple[dict[str, list[Item]], list[Headword]]:
    """The items by origin, and all entries. A form of an item counts once, one of a pool as often as it stood."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    by_origin: dict[str, list[Item]] = defaultdict(list)
    for pool in pools:
        counts[pool.origin, _native(pool.origin, pool.native, pool.counts)].update(
            {f: n + 1 for f, n in pool.counts.items()}
        )
    for item in items:
        for origin, native in dict(origins(item)).items():
            by_origin[origin].append(item)
            own = own_forms(origin, native, [form.lower() for form in item.latin])
            counts[origin, _native(origin, native, item.latin)].update(dict.fromkeys(own, 1))
    for entry in known():
        counts[entry.origin, entry.native].update(dict(entry.forms))
    return by_origin, [_entry(*names, forms) for names, forms in counts.items() if forms]


def _native(origin: str, native: str, forms: Iterable[str]) -> str:
    """The form from which the tables start: in Latin letters the one with the most marks, of Chinese Pinyin."""
    if origin == "Chinese":
        return min((form for form in forms if key(form) == form and " " not in form), key=len, default="")
    if origin in LATIN:
        return max(sorted(forms), key=lambda form: (sum(not c.isascii() for c in form), form.isascii()), default="")
    return native_key(native)


def _entry(origin: str, native: str, counts: Counter[str]) -> Headword:
    forms = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return Headword(origin, native, tuple((f, n) for f, n in forms if key(f) and not set(f) & _UNUSABLE)[:_MOST])
