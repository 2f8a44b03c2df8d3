"""The letter tables of each family of languages: styles learned from attested pairs, or those of the schemes."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any
from zlib import crc32

import numpy as np

from allonym.names.engine.evidence import EVIDENCE
from allonym.names.engine.key import PARTICLES, key
from allonym.names.engine.lexicon import Headword
from allonym.names.engine.native import notation
from allonym.names.scheme import Scheme, load_scheme, schemes
from allonym.tools.lexicon.align import Pair, alignments
from allonym.tools.lexicon.heard import heard
from allonym.tools.lexicon.known import known
from allonym.tools.lexicon.mixture import Array, Example, Mixture, pack
from allonym.tools.lexicon.ranking import Ranked, ranked, weights
from allonym.tools.lexicon.sources import CountedName, Item, Person

STYLES, _FRENCH = 8, 4
_REGIONS = (frozenset({"IR"}), frozenset({"DZ", "MA", "TN", "LY"}), frozenset({"EG", "SD"}))
"""Iran, the Maghreb, the Nile; all other countries are a fourth region. Those of French labels are styles 4 to 7."""
PARTS = 4
"""Of the people: the weights of the evidence come from asking the tables of all other parts."""
_ROUNDS = 20
"""Of expectation and maximisation; the tables that only the weights come from have half of them."""
_POOL, _ITEM = 0.3, 0.03
"""Weights of a pair of counted forms and of two forms of one item, beside a pair of one person's labels."""
_SIMILAR = 0.55
FOREIGN = ("arabic/german", "arabic/turkish", "persian/german")
"""Tables of the press abroad that Arabic and Persian have beside the styles that are learned, for whose spellings the
list of people has no labels; the weight of a pair that they give, and the share that each has of all spellings."""
_TABLE, _ABROAD, _HEARD = 0.02, 0.01, 3
_USAGE = "usage"
_WORDS, _FEWEST = 600, 60
_USES = {"press": 1.0, "foreign": 0.6, "official": 0.5, "library": 0.2, "relay": 0.1, _USAGE: 0.9}
"""How often a spelling of each register is met in texts, beside the others; a prior, not a measurement."""


_GIVEN = {"press": 1.0, "official": 0.6, _USAGE: 0.4, "foreign": 0.02, "relay": 0.05}
_BY_WAY = {"Belarusian": 0.3}
"""Origins whose names English papers have by way of another language as often as by themselves."""
"""How often a name that is asked about is spelled in each register: mostly as English papers and passports have it."""


def similar(one: str, two: str) -> bool:
    """Whether two words may be one name: particles of each other's, as al and el are, or much the same letters."""
    if one in PARTICLES and two in PARTICLES:
        return True
    return SequenceMatcher(None, one, two).ratio() >= _SIMILAR


def attested(
    people: Sequence[Person], pools: Iterable[CountedName], items: Iterable[Item], entries: Sequence[Headword],
    counts: Mapping[str, int],
) -> dict[str, Any]:  # fmt: skip
    """Arabic and Persian: styles learned from people's labels, counted forms and items; the weights of the evidence
    from people that the tables they are asked of did not learn from."""
    pools = list(pools)
    others = [*_pools(pools), *_items(items), *_abroad(pools)]
    examples: list[tuple[Ranked, ...]] = []
    for part in range(PARTS):
        learners = [person for person in people if _part(person) != part]
        tables = _tables(learners, others, counts, PLAIN, _ROUNDS // 2)
        examples += ranked(tables, entries, [person for person in people if _part(person) == part])
    return _tables(people, others, counts, weights(examples), _ROUNDS)


def _part(person: Person) -> int:
    return crc32(person.key.encode()) % PARTS


def _tables(
    people: Sequence[Person], others: Sequence[Example], counts: Mapping[str, int], marks: Sequence[float], rounds: int
) -> dict[str, Any]:
    model = _learnt([*_labels(people), *others], rounds, known=STYLES)
    foreign = _foreign_share(model)
    styles = [(f"style {n}", "foreign" if foreign[n] > 0.6 else "press", "") for n in range(STYLES)]
    styles += [(name, "foreign", name) for name in FOREIGN]
    return _stored(model, styles, _with_labels(people, counts), marks) | {"near": True}


def _with_labels(people: Iterable[Person], counts: Mapping[str, int]) -> dict[str, int]:
    """The counts, and a word of a person's labels once more for each person."""
    found = Counter(counts)
    for person in people:
        found.update({word for form, _ in person.labels for word in key(form).split()})
    return dict(sorted(found.items()))


_MEAN, _FLUENT = 2.0, 0.3
"""What a usual letter costs in `fluency`, and the weight of that where no pairs teach it."""


def plain(share: float, count: float, fluency: float = 0.0) -> list[float]:
    """Weights of the evidence where no pairs teach them: of a form's share in the lexicon, of its count, and of how
    usual its letters are, which costs a longer form no more than a shorter one."""
    given = {"letters": -1.0, "letters and share": 1.0, "share": share, "count": count,
             "fluency": fluency, "longer": _MEAN * fluency}  # fmt: skip
    return [given.get(name, 0.0) for name in EVIDENCE]


PLAIN = plain(0.5, 0.2)


def usual(counts: Mapping[str, int]) -> dict[str, float]:
    """Logarithms of how often a letter follows two others in words that are counted."""
    threes: dict[str, float] = defaultdict(float)
    twos: dict[str, float] = defaultdict(float)
    for word, count in counts.items():
        padded = f"^^{word}$"
        for at in range(len(padded) - 2):
            threes[padded[at : at + 3]] += math.log1p(count)
            twos[padded[at : at + 2]] += math.log1p(count)
    return {three: round(math.log(count / (twos[three[:2]] + 5)), 2) for three, count in sorted(threes.items())}


def grouped(entries: Iterable[Headword], counts: Mapping[str, int]) -> dict[str, Any]:
    """A language whose native script does not tell the sounds: styles learned from the forms of its names."""
    groups = [dict.fromkeys(entry.counts, 1) for entry in entries]
    model = _learnt([e for group in groups for e in _pairs(group, 1.0, np.full(STYLES, 1 / STYLES))], rounds=4)
    styles = [(f"style {n}", "press", "") for n in range(STYLES)]
    words = Counter(counts)
    words.update(form for group in groups for form in group if " " not in form)
    return _stored(model, styles, counts, plain(0.5, 0.2, _FLUENT)) | {"trigrams": usual(words)}


def by_schemes(origin: str, entries: Sequence[Headword], counts: Mapping[str, int]) -> dict[str, Any] | None:
    """A language with tables from its native script: one style a scheme, and one for what usage has beside them."""
    tables = schemes(origin)
    readable = [entry for entry in entries if _read(origin, entry)]
    listed = {entry.native for entry in known() if entry.origin == origin}
    order = {entry: (entry.native not in listed, crc32(entry.native.encode()), entry.native) for entry in readable}
    chosen = sorted(readable, key=order.__getitem__)[:_WORDS]
    examples = [example for entry in chosen for example in _scheme_pairs(origin, entry, tables)]
    if len(chosen) < _FEWEST:
        return None
    model = _learnt(examples, rounds=0, spare=False)
    registers = [*(scheme.register for scheme in tables), _USAGE]
    weights = np.array([_USES[register] for register in registers])
    model.bias = weights / weights.sum()
    styles = [*((s.title, s.register, s.name) for s in tables), (_USAGE, "press", "")]
    stored = _stored(model, styles, counts, plain(0.3, 0.1, _FLUENT))
    return stored | {"trigrams": usual(_words(readable, counts))}


def _words(entries: Iterable[Headword], counts: Mapping[str, int]) -> dict[str, int]:
    """The counts, and every form of an entry once."""
    found = Counter(counts)
    for entry in entries:
        found.update({form: 1 for form in entry.counts if " " not in form})
    return dict(sorted(found.items()))


def _read(origin: str, entry: Headword) -> str | None:
    """The entry as the tables of its origin read it: its native form, or how its first Latin form sounds."""
    return notation(origin, entry.native) or (heard(origin, key(entry.forms[0][0])) if entry.forms else None)


def _scheme_pairs(origin: str, entry: Headword, tables: Sequence[Scheme]) -> list[Example]:
    word = _read(origin, entry)
    if word is None or " " in word:
        return []
    made = [scheme.spell_word(word).lower() for scheme in tables]
    known = {key(form) for form in made}
    usage = [form for form, _ in entry.forms if key(form) not in known and any(similar(key(form), k) for k in known)]
    sources: dict[str, float] = {}
    registers = [*(table.register for table in tables), *(_USAGE for _ in usage)]
    for form, register in zip([*made, *usage], registers, strict=True):
        weight = _BY_WAY.get(origin, _GIVEN["relay"]) if register == "relay" else _GIVEN.get(register, 0.0)
        if (source := key(form)) and " " not in source and weight:
            sources[source] = max(weight, sources.get(source, 0.0))
    examples: list[Example] = []
    for source, weight in sorted(sources.items()):
        for number, form in enumerate(made):
            examples.append(_one(source, form, number, len(tables) + 1, weight))
        for form in usage or [source]:
            examples.append(_one(source, form, len(tables), len(tables) + 1, weight / max(1, len(usage))))
    return examples


def _one(source: str, form: str, style: int, styles: int, weight: float = 1.0) -> Example:
    chosen = np.zeros(styles)
    chosen[style] = 1
    return Example(weight, chosen, ((source, form),))


def _labels(people: Sequence[Person]) -> list[Example]:
    """Each pair of a person's labels with as many words; from the English label with full weight."""
    examples: list[Example] = []
    for person in people:
        for first, language in person.labels:
            for second, other in person.labels:
                one, two = key(first).split(), key(second).split()
                words = tuple(pair for pair in zip(one, two, strict=False) if similar(*pair))
                if one == two or len(one) != len(two) or not words:
                    continue
                weight = 1.0 if language == "en" else 0.3
                examples.append(Example(weight, _guess(person, other), words, named=True, origin=person.origin))
    return examples


def _even(share: float = 1.0) -> Array:
    """The share spread over the styles that are learned; nothing for those of the tables."""
    return np.array([share / STYLES] * STYLES + [0.0] * len(FOREIGN))


def _guess(person: Person, language: str) -> Array:
    """The first guess at a label's style: one for each region's labels in French, one for its English ones."""
    styles = _even(0.3)
    region = next((at for at, countries in enumerate(_REGIONS) if person.country in countries), len(_REGIONS))
    styles[region + _FRENCH * (language == "fr")] += 0.7
    return styles


def _pools(pools: Iterable[CountedName]) -> list[Example]:
    examples: list[Example] = []
    for pool in pools:
        counts: Counter[str] = Counter()
        for form, count in pool.counts.items():
            if " " not in (k := key(form)):
                counts[k] += count
        examples += _pairs(counts, _POOL * min(math.sqrt(sum(counts.values())), 12), _even())
    return examples


def _items(items: Iterable[Item]) -> list[Example]:
    groups = ({k: 1 for form in item.latin if (k := key(form)) and " " not in k} for item in items)
    return [example for group in groups if len(group) <= 12 for example in _pairs(group, _ITEM, _even())]


def _pairs(counts: Mapping[str, int], weight: float, styles: Array) -> list[Example]:
    """Pairs of the forms of one name, as often as two writers would meet in them."""
    total = sum(counts.values())
    return [
        Example(weight * counts[one] / total * counts[two] / total, styles, ((one, two),))
        for one in sorted(counts)
        for two in sorted(counts)
        if one and two and " " not in one + two and similar(one, two)
    ]


def _learnt(examples: Sequence[Example], rounds: int, spare: bool = True, known: int | None = None) -> Mixture:
    weights: dict[Pair, float] = defaultdict(float)
    for example in examples:
        for pair in example.words:
            weights[pair] += example.weight
    model = Mixture(examples, alignments(weights), spare, known)
    model.learn(rounds)
    return model


def _foreign_share(model: Mixture) -> Array:
    """Of each style the share of its weight that French labels had: by the first guess, which knew the language."""
    named = np.array([example.named for example in model.examples])
    first = np.array([example.styles[_FRENCH:STYLES].sum() for example in model.examples])
    weight = model.weight[named, None] * model.styles[named, :STYLES]
    return np.asarray((weight * first[named, None]).sum(axis=0) / weight.sum(axis=0))


def _abroad(pools: Iterable[CountedName]) -> list[Example]:
    """The most frequent forms of each counted name, with what the tables of the press abroad make of their sound."""
    examples: list[Example] = []
    for pool in pools:
        tables = [(STYLES + at, load_scheme(name)) for at, name in enumerate(FOREIGN)]
        for form in sorted(pool.counts, key=lambda one: (-pool.counts[one], one))[:_HEARD]:
            source = key(form)
            word = heard(pool.origin, source) if source and " " not in source else None
            for style, table in tables if word else ():
                if table.name.startswith(pool.origin.lower()):
                    made = table.spell_word(str(word)).lower()
                    examples.append(_one(source, made, style, STYLES + len(FOREIGN), _TABLE))
    return examples


def _stored(
    model: Mixture, styles: Sequence[tuple[str, str, str]], counts: Mapping[str, int], marks: Sequence[float]
) -> dict[str, Any]:
    names, slopes, bias = model.leanings() if any(e.named for e in model.examples) else ([], None, model.bias)
    if model.known is not None:
        bias[model.known :] = _ABROAD
        if slopes is not None:
            slopes[:, model.known :] = 0.0
    kept = [n for n, name in enumerate(names) if slopes is not None and np.abs(slopes[n]).max() > 0.05]
    rows = np.zeros((0, len(styles))) if slopes is None else slopes[kept]
    return {
        "styles": list(styles),
        "bias": bias.astype(np.float16).tobytes(),
        "features": [names[n] for n in kept],
        "leanings": rows.astype(np.float16).tobytes(),
        **model.packed(),
        "words": pack(model.word_table()),
        "counts": dict(counts),
        "weights": list(marks),
        "trigrams": usual(counts),
    }
