"""Each name with all of its spellings under every model, and the list of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allonym.names.registry import load_registry
from allonym.runs.outcomes import read_outcomes
from allonym.runs.read import Run
from allonym.show.kinds import PERCENT, TEXT, Cell
from allonym.show.spelled import PRINTED_NAME, PROBES
from allonym.show.spellings import PUT_THERE, Spellings, counted, mentions, printed, spelling_lines
from allonym.show.table import Column, Table, columns, text_column
from allonym.show.wanted import EVERYTHING, models_of

_TITLES = {
    PUT_THERE: "Other spellings, put into its places",
    "fold": "Marks and case changed, in its places",
}
_COUNTED = "found / places; then what became of the others: label (other label), bounds (other bounds), missed."


@dataclass(frozen=True, slots=True)
class NamePage:
    """A name that the run respelled; `shares` is what each model finds of its places, all spellings together."""

    entity: str
    name: str
    label: str
    origin: str
    spellings: int
    places: int
    shares: tuple[float | None, ...]
    tables: tuple[Table, ...]


def name_pages(run: Run) -> list[NamePage]:
    """The names, those with the most places first; no two are called the same."""
    models = models_of(run, EVERYTHING)
    found = {probe: counted(run, EVERYTHING, probe) for probe in PROBES}
    about = {line["entity"]: (line["label"], line["origin"]) for line in read_outcomes(run.folder)}
    in_texts = _printed(run)
    registry = load_registry()
    names = {e: (known.printed if (known := registry.get(e)) else "") or e for e in found[PUT_THERE]}
    often = Counter(names.values())
    pages = [
        NamePage(
            entity=entity,
            name=name if often[name] == 1 else f"{name} ({entity})",
            label=about[entity][0],
            origin=about[entity][1],
            spellings=len(found[PUT_THERE][entity]),
            places=mentions(found[PUT_THERE][entity]),
            shares=tuple(_share(found[PUT_THERE][entity], model) for model in models),
            tables=(*_tables(entity, found, models), *in_texts.get(entity, ())),
        )
        for entity, name in names.items()
    ]
    return sorted(pages, key=lambda page: (-page.places, page.name))


def _share(spellings: Spellings, model: str) -> float | None:
    counts = [of[model] for of in spellings.values() if of[model]]
    total = sum(one.total() for one in counts)
    return sum(one["found"] for one in counts) / total if total else None


def _tables(entity: str, found: dict[str, dict[str, Spellings]], models: Sequence[str]) -> Iterator[Table]:
    for probe, title in _TITLES.items():
        if entity in found[probe]:
            lines = [(line[0] or PRINTED_NAME, *line[1:]) for line in spelling_lines(found[probe][entity], models)]
            yield Table(title, columns(TEXT, ("spelling", "scheme", *models)), tuple(lines), (_COUNTED,), keys=1)


def _printed(run: Run) -> dict[str, list[Table]]:
    """By entity the spellings of the texts, where they have several."""
    whole = printed(run, EVERYTHING)
    lines: dict[str, list[tuple[Cell, ...]]] = defaultdict(list)
    for row in whole.rows:
        lines[str(row[0])].append(row[1:])
    heads = whole.columns[1:]
    return {e: [Table(whole.title, heads, tuple(some), whole.notes, keys=1)] for e, some in lines.items()}


def index(run: Run, pages: Sequence[NamePage]) -> Table:
    """A line a name."""
    heads = (
        *map(text_column, ("label", "name", "origin")),
        *map(Column, ("spellings", "places")),
        *columns(PERCENT, models_of(run, EVERYTHING)),
    )
    rows = tuple((p.label, p.name, p.origin, p.spellings, p.places, *p.shares) for p in pages)
    note = "Of all places of a name, each under each of its spellings: how many are found, in %."
    return Table("Names", heads, rows, (note,), keys=2)
