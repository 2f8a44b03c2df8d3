"""What `allonym compare` shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from allonym.compare.comparison import Comparison, Line
from allonym.compare.names import GoldName, by_spelling
from allonym.corpus.values import Corpus
from allonym.measures.main import ORIGINAL
from allonym.show.kinds import PERCENT, POINTS, PRICE, Cell, bounds_of, interval
from allonym.show.table import Column, Table, grouped, text_column

_AROUND = 30


def tables(comparison: Comparison) -> list[Table]:
    """The numbers, then the names that moved, each with the words around it."""
    shown, moved = [_numbers(comparison)], comparison.moved
    if comparison.probes:
        note = "p: paired randomisation over entities; Holm over the table. 95%: entities and the sites within them."
        shown.append(_table("The same on the probes", comparison.probes, (note,)))
    for title, names in (("Found before, lost now", moved.lost), ("Lost before, found now", moved.gained)):
        if names:
            columns = tuple(map(text_column, ("corpus", "entity", "spelling", "where", "words around")))
            rows = tuple(_rows(names, comparison))
            shown.append(Table(f"{title}: {len(names)}", columns, rows))
    return shown


def _numbers(comparison: Comparison) -> Table:
    notes = (
        f"one: {comparison.one}; two: {comparison.two}; difference: two minus one.",
        "p: paired randomisation over documents, exact McNemar for names.found; Holm over the table.",
        *comparison.notes,
    )
    return _table(f"{comparison.one.model} → {comparison.two.model}", comparison.lines, notes)


def _table(title: str, lines: Sequence[Line], notes: tuple[str, ...]) -> Table:
    columns = (
        text_column("corpus"), text_column("measure"), text_column("label"), text_column("convention"),
        *(Column(name, PERCENT) for name in ("one", "two")), Column("difference", POINTS),
        Column("95% interval", bounds_of(POINTS)), Column("p", PRICE),
    )  # fmt: skip
    rows = tuple(map(_number, lines))
    return Table(title, columns, rows, notes, grouped(rows))


def _number(line: Line) -> tuple[Cell, ...]:
    chosen = line.selection
    name = chosen.name if chosen.probe == ORIGINAL else f"{chosen.probe}: {chosen.name}"
    numbers = (line.one, line.two, line.difference, interval(line.low, line.high), line.p)
    return line.corpus, name, chosen.label, chosen.convention, *numbers


def _rows(names: Sequence[GoldName], comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for (corpus, entity, _, surface), found in by_spelling(names).items():
        for number, name in enumerate(found):
            first = (corpus, entity, surface) if number == 0 else ("", "", "")
            yield *first, name.place, around(name, comparison.corpora[corpus])


def around(name: GoldName, corpus: Corpus) -> str:
    """The words around a name on its line; empty where the text is not at hand."""
    text = next(document.text for document in corpus.documents if document.id == name.document)
    if text is None:
        return ""
    end = name.start + len(name.surface)
    before = text[: name.start].rpartition("\n")[2][-_AROUND:]
    after = text[end:].partition("\n")[0][:_AROUND]
    before = before.partition(" ")[2] if len(before) == _AROUND else before
    after = after.rpartition(" ")[0] if len(after) == _AROUND else after
    return f"{before}[{name.surface}]{after}"


def as_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as an object: schema allonym/compare/1."""
    return {
        "schema": "allonym/compare/1",
        "one": str(comparison.one),
        "two": str(comparison.two),
        "differing": list(comparison.differing),
        "lines": [_line(line) for line in (*comparison.lines, *comparison.probes)],
        **comparison.moved.as_json(),
        "notes": list(comparison.notes),
    }


def _line(line: Line) -> dict[str, Any]:
    chosen = line.selection
    where = {key: getattr(chosen, key) for key in chosen.__struct_fields__ if key != "name"}
    numbers = {key: getattr(line, key) for key in ("one", "two", "difference", "low", "high", "p")}
    return {"corpus": line.corpus, "measure": chosen.name, **where, **numbers}
