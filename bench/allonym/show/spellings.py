"""What each model made of each spelling of an entity: those that the texts print, and those that a probe put there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from allonym.match.mentions import OUTCOMES
from allonym.measures.pairs import PRINTED
from allonym.runs.outcomes import read_outcomes
from allonym.runs.read import Run
from allonym.show import spelled
from allonym.show.kinds import TEXT
from allonym.show.table import Table, columns, grouped
from allonym.show.wanted import Wanted, cells, models_of

PUT_THERE = "respell"
"""The probe that puts other spellings of the same name into its places."""

_PREFIX = "spelling:"
_COUNTED = "found / mentions; then what became of the others: label (other label), bounds (other bounds), missed."
_MOST = 300
"""Lines of a table whose entities nobody chose."""

Spellings = dict[tuple[str, str], defaultdict[str, Counter[str]]]
"""By spelling and scheme, then by model: how many mentions came to each outcome."""


def printed(run: Run, wanted: Wanted) -> Table:
    """The spellings of the entities that a corpus itself spells in more than one way, people first."""
    rows = (row for row in run.rows if row.slice.startswith(_PREFIX) and wanted.corpus(row.corpus))
    found = cells(rows, lambda row: (row.label, *row.slice.split(":", 2)[1:], row.corpus))
    models = models_of(run, wanted)
    lines = [
        (entity, form, corpus, *(shown(of[model].counts) if model in of else "" for model in models))
        for (label, entity, form, corpus), of in sorted(found.items(), key=lambda item: _people_first(item[0]))
        if wanted.entity in ("", entity)
    ]
    heads = columns(TEXT, ("entity", "spelling", "corpus", *models))
    return Table("Spellings of the texts", heads, tuple(lines), (_COUNTED,), grouped(lines), keys=3)


def _people_first(key: tuple[str, ...]) -> tuple[bool, str, str, str]:
    label, entity, form, corpus = key
    return label != "PER", entity, corpus, form


def put_there(run: Run, wanted: Wanted) -> Table:
    """Every spelling that respell put into the texts, the entities with the most mentions first, the printed one first.

    All mentions count, whether the whole name or a part of it stands there. Where no entity is chosen the table ends
    with the last one that fits, and says so.
    """
    found = counted(run, wanted)
    asked = {model for of in found.values() for counts in of.values() for model in counts}
    models = [model for model in models_of(run, wanted) if model in asked]
    order = sorted(found, key=lambda entity: (-mentions(found[entity]), entity))
    lines = [(entity, *line) for entity in order for line in spelling_lines(found[entity], models)]
    kept, notes = lines if wanted.entity else _first(lines), [_COUNTED]
    if len(kept) < len(lines):
        few = f"{len({line[0] for line in kept}):,} of {len(found):,} entities, those with the most mentions"
        notes.append(f"{few}; the spellings of any other: allonym show --by spelling --entity ID")
    heads = columns(TEXT, ("entity", "spelling", "scheme", *models))
    return Table("Spellings put into the texts", heads, tuple(kept), tuple(notes), grouped(kept), keys=3)


def spelling_lines(spellings: Spellings, models: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Spelling, scheme and what each model made of it, the printed one first."""
    shown_models = list(models)
    for key, counts in sorted(spellings.items(), key=lambda item: (item[0][1] != PRINTED, *item[0][::-1])):
        yield *key, *(shown(counts[model]) if counts[model] else "" for model in shown_models)


def counted(run: Run, wanted: Wanted, probe: str = PUT_THERE) -> dict[str, Spellings]:
    """By entity, the outcomes of the sites in the corpora that are wanted."""
    found: dict[str, Spellings] = {}
    for line in spelled.put_there(read_outcomes(run.folder), probes=(probe,)):
        one = line.only([wanted.corpus(site.corpus) for site in line.sites])
        if wanted.entity in ("", one.entity) and one.sites:
            counts = found.setdefault(one.entity, {}).setdefault((one.spelling, one.scheme), defaultdict(Counter))
            for model, digits in one.outcomes.items():
                counts[model].update(OUTCOMES[int(digit)] for digit in digits)
    return found


def mentions(spellings: Spellings) -> int:
    """How many mentions an entity has: those of its name as printed."""
    asked = [counts.total() for (_, scheme), of in spellings.items() if scheme == PRINTED for counts in of.values()]
    return max(asked, default=0)


def _first(lines: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The first lines, each entity with all of its lines or none."""
    kept: list[tuple[str, ...]] = []
    for _, mine in groupby(lines, key=lambda line: line[0]):
        entity = list(mine)
        if kept and len(kept) + len(entity) > _MOST:
            break
        kept += entity
    return kept


def shown(outcomes: Mapping[str, int]) -> str:
    """Outcomes in a cell.

    >>> shown({"found": 5, "label": 0, "bounds": 1, "missed": 2})
    '5/8  1 bounds, 2 missed'
    """
    lost = ", ".join(f"{outcomes[name]} {name}" for name in OUTCOMES[1:] if outcomes.get(name))
    return f"{outcomes.get('found', 0)}/{sum(outcomes.values())}" + (f"  {lost}" if lost else "")
