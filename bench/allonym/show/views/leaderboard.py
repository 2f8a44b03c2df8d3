"""The leaderboard: models by corpus, the best first, and what was not measured."""

from __future__ import annotations

from allonym.evaluate.entry import OK
from allonym.evaluate.rows import Row
from allonym.measures.main import MAIN, ORIGINAL, PROBE_COLUMNS, TEXT_COLUMNS
from allonym.runs.read import Run
from allonym.show.board import PRICE, PROBED, superscript
from allonym.show.table import EMPTY, Column, Table, amount, percent, price, text_column
from allonym.show.views import Wanted, models_of

_COLUMNS = (
    *(text_column("corpus"), text_column("tier"), text_column("model")),
    *(Column(name) for name, _ in TEXT_COLUMNS[:2]),
    *(text_column("better"), text_column("95%")),
    *(Column(name) for name, _ in (*TEXT_COLUMNS[2:], *PROBE_COLUMNS)),
    *(Column("words/CPU s"), Column("MB")),
)


def tables(run: Run, wanted: Wanted) -> list[Table]:
    values = {(row.corpus, row.model, row.selection): row for row in run.rows}
    standings = {one.corpus: {place.model: place for place in one.models} for one in run.rankings}
    models = models_of(run, wanted)
    prices = {name: cost for name in models if (cost := run.models[name].get("price_of_thousand_words")) is not None}
    columns = (*_COLUMNS, Column(PRICE)) if prices else _COLUMNS
    rows: list[tuple[str, ...]] = []
    groups = set()
    for corpus in dict.fromkeys(row.corpus for row in run.rows if wanted.corpus(row.corpus)):
        groups.add(len(rows))
        places = standings.get(corpus, {})
        lines = [(model, main) for model in models if (main := values.get((corpus, model, MAIN)))]
        for model, main in sorted(lines, key=lambda line: -(line[1].value or 0)):
            numbers = [_number(values.get((corpus, model, cell))) for _, cell in TEXT_COLUMNS]
            place = places.get(model)
            tier = f"{place.tier} {place.letter}" if place else EMPTY
            better = superscript(place.better_than) if place else ""
            name = f"{corpus} (recorded)" if main.recorded else corpus
            spelled = [_number(values.get((corpus, model, cell))) for _, cell in PROBE_COLUMNS]
            cost = [amount(run.models[model].get(key)) for key in ("words_per_cpu_second", "peak_rss_mb")]
            cost += [price(prices.get(model))] if prices else []
            rows.append((name, tier, model, *numbers[:2], better, _interval(main), *numbers[2:], *spelled, *cost))
    notes = ["Strict F1, precision and recall over PER, LOC, ORG in %; all but 'F1 raw' under the neutral convention."]
    notes += [PROBED] if any(cell.probe != ORIGINAL for *_, cell in values) else []
    board = Table(f"Leaderboard of run {run.id}", columns, tuple(rows), tuple(notes), frozenset(groups), keys=3)
    absent = tuple(
        (name, str(model["status"]), str(model["reason"]))
        for name, model in run.models.items()
        if model["status"] != OK and (not wanted.models or name in wanted.models)
    )
    reasons = Table("Not measured", tuple(map(text_column, ("model", "status", "reason"))), absent)
    return [board, reasons] if absent else [board]


def _number(row: Row | None) -> str:
    return percent(row.value if row else None)


def _interval(row: Row) -> str:
    return EMPTY if row.low is None else f"{percent(row.low)}–{percent(row.high)}"
