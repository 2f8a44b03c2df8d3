"""The raw material: name items in all scripts, counted pools, and people with several Latin labels."""

from __future__ import annotations

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import chain, repeat
from pathlib import Path

import msgspec

from allonym.names.engine.key import key
from allonym.names.engine.neighbours import skeletons
from allonym.names.scripts import script
from allonym.tools.lexicon.whole import is_whole

_ARABIC, _PERSIAN = "Arabic", "Persian"
_ALIKE = 0.6
_ARTICLES = frozenset(["al", "el"])
_LABEL = re.compile(r"(.+?) \((\w+)\)(?:\||$)")


@dataclass(frozen=True, slots=True)
class Item:
    """A name item: its forms by script."""

    forms: dict[str, tuple[str, ...]]

    @property
    def latin(self) -> tuple[str, ...]:
        return self.forms.get("LATIN", ())


@dataclass(frozen=True, slots=True)
class CountedName:
    """A counted name of one origin: its native form and its Latin forms."""

    origin: str
    native: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Person:
    """A person with labels in Latin letters, each with its language ("alias" for further English ones)."""

    key: str
    country: str
    labels: tuple[tuple[str, str], ...]

    @property
    def english(self) -> str | None:
        return next((form for form, language in self.labels if language == "en"), None)

    @property
    def origin(self) -> str:
        """The language that the person's country suggests."""
        return _PERSIAN if self.country == "IR" else _ARABIC

    def held_out(self, part: int = 2) -> bool:
        """Whether a hash puts the person among those who are measured, one in `part`."""
        return sha256(self.key.encode()).digest()[0] % part == 1

    def others(self) -> dict[str, str]:
        """The labels' keys that differ from the English one's and have as many words, with their languages."""
        if self.english is None:
            return {}
        first = key(self.english)
        keys = {key(form): language for form, language in reversed(self.labels)}
        return {k: v for k, v in keys.items() if k != first and len(k.split()) == len(first.split())}


def items(folder: Path) -> Iterator[Item]:
    with gzip.open(folder / "person_names.txt.gz", "rt", encoding="utf-8") as file:
        for line in file:
            forms: dict[str, list[str]] = {}
            for form in line.rpartition(" => ")[0].split(","):
                forms.setdefault(script(form), []).append(form.strip())
            yield Item({kind: tuple(texts) for kind, texts in forms.items()})


_POOLS = {"arabic": _ARABIC, "persian": _PERSIAN, "turkish": "Turkish", "russian": "Russian"}


def pools(folder: Path) -> Iterator[CountedName]:
    for line in (folder / "unseen_pool.jsonl").read_text("utf-8").splitlines():
        record = msgspec.json.decode(line)
        counts: Counter[str] = Counter()
        for variant in record["variants"]:
            counts[variant["form"].lower()] += variant.get("n", 1)
        natives = [record.get("arabic_key", ""), *record.get("cyrillic", []), *record.get("arabic", [])]
        origin = _POOLS[record["pool"].partition("_")[0]]
        native = next(filter(None, natives), "")
        yield CountedName(origin, native, _whole(origin, native, counts))


def _whole(origin: str, native: str, counts: Mapping[str, int]) -> dict[str, int]:
    """The forms without those that, in Arabic letters, are of a part of the name or of a longer one."""
    if not native or origin not in (_ARABIC, _PERSIAN):
        return dict(counts)
    return {form: count for form, count in counts.items() if is_whole(native, form)}


_SPELLED = Path(__file__).parent / "spelled.tsv"


_BY_ORDER = (2, 1, 1)
"""As how often seen the forms of a listed name count by their order, commonest first; further ones as not at all."""


def spelled() -> Iterator[CountedName]:
    """Arabic and Persian names that the makers know, with the forms under which people bear them, commonest first:
    counted nowhere, so that each counts as if it had been seen once."""
    for line in _SPELLED.read_text("utf-8").splitlines():
        origin, native, forms = line.split("\t")
        yield CountedName(origin, native, dict.fromkeys(forms.split(","), 1))


def by_order(names: Iterable[CountedName]) -> Iterator[CountedName]:
    """Listed names with their forms counted by their order.

    >>> [*by_order([CountedName("Persian", "", dict.fromkeys(["fathi", "fathy", "fethi", "fatehi"], 1))])][0].counts
    {'fathi': 2, 'fathy': 1, 'fethi': 1, 'fatehi': 0}
    """
    for name in names:
        times = chain(_BY_ORDER, repeat(0))
        counts = dict(zip(name.counts, times, strict=False))
        yield replace(name, counts=counts)


def people(path: Path) -> list[Person]:
    """The people of the list of full names: key, country, `form (language)` parted by bars."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]
    return [Person(row[0], row[1], tuple(_LABEL.findall(row[2]))) for row in rows if len(row) == 3]


def borne(persons: Iterable[Person]) -> Iterator[CountedName]:
    """The words of people's native names, with those that stand in their place in labels with as many words."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for person in persons:
        natives = person.key.split()
        for label in sorted({form for form, _ in person.labels}):
            words = [word for word in key(label).split() if word not in _ARTICLES]
            for native, word in zip(natives, words, strict=True) if len(natives) == len(words) else ():
                if len(word) > 1 and is_whole(native, word):
                    counts[person.origin, native][word] += 1
    for (origin, native), forms in sorted(counts.items()):
        yield CountedName(origin, native, dict(sorted(_alike(forms).items())))


def _alike(forms: Counter[str]) -> dict[str, int]:
    """The forms that have the commonest one's consonants, or much the same letters; the others are other names."""
    most = max(sorted(forms), key=forms.__getitem__)
    own = skeletons([most])[0]
    return {
        form: count
        for form, count in forms.items()
        if skeletons([form])[0] == own or SequenceMatcher(None, form, most).ratio() >= _ALIKE
    }
