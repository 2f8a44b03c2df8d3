"""A watched list as JSON, CSV or Markdown, name by name: a long list is never in memory."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any, TextIO

import msgspec

from allonym.match.mentions import OUTCOMES
from allonym.show import forms
from allonym.show.forms.csv import as_text
from allonym.show.table import Table
from allonym.watchlist.answer import NameAnswer, Summary
from allonym.watchlist.outcomes import NameResult
from allonym.watchlist.run import Watched
from allonym.watchlist.tables import tables

SCHEMA = "allonym/names/1"


def write(watched: Watched, form: str, show: int, file: TextIO) -> None:
    """Write the whole list as json or csv, or its summary with `show` names as table or md."""
    match form:
        case "json":
            for piece in as_json(watched):
                file.write(piece)
        case "csv":
            write_csv(watched, file)
        case _:
            forms.write(_tables(watched, show), form, file)


def _tables(watched: Watched, show: int) -> list[Table]:
    names = (msgspec.convert(name(watched, result), NameAnswer) for result in watched.results())
    return tables(msgspec.convert(summary(watched), Summary), names, show)


def as_json(watched: Watched) -> Iterator[str]:
    """The pieces of one JSON object, names at risk first."""
    head = json.dumps(summary(watched), ensure_ascii=False)
    yield head[:-1] + ', "names": ['
    separator = "\n"
    for result in watched.results():
        yield separator + json.dumps(name(watched, result), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def summary(watched: Watched) -> dict[str, Any]:
    """Everything but the names (allonym.watchlist.answer.Summary)."""
    totals = watched.totals
    measured = {model: number for number, model in enumerate(watched.models)}
    models = []
    for entry in watched.entries:
        numbers: dict[str, Any] = {}
        if (number := measured.get(entry.model)) is not None:
            numbers = dict(zip(OUTCOMES, totals.counts[number].tolist(), strict=True))
            numbers |= {"whole_names": int(totals.whole[number]), "spurious": int(totals.spurious[number])}
        models.append({"model": entry.model, "status": entry.status, "reason": entry.reason, **numbers})
    pairs = [
        {"by": pair.way, "models": [watched.models[pair.first], watched.models[pair.second]],
         "found": pair.found, "spurious": pair.spurious}
        for way in ("union", "vote") for pair in totals.pairs(way)
    ]  # fmt: skip
    places = {label: [place.id for place in places] for label, places in sorted(watched.placed.places.items())}
    return {
        "schema": SCHEMA, "list": watched.placed.title, "count": totals.names, "single": totals.single,
        "standing": totals.standing, "texts": totals.texts, "words": totals.words, "gold": totals.gold,
        "places": places, "models": models, "pairs": pairs,
    }  # fmt: skip


def name(watched: Watched, result: NameResult) -> dict[str, Any]:
    """A name's object in the JSON (allonym.watchlist.answer.NameAnswer)."""
    spelled = result.spelled
    found = {model: round(share, 6) for model, share in zip(watched.models, result.found.tolist(), strict=True)}
    spellings = [
        {"form": form.form, "source": form.source, "derived": form.derived,
         "outcomes": {model: dict(zip(OUTCOMES, counts, strict=True))
                      for model, counts in zip(watched.models, by_model, strict=True)}}
        for form, by_model in zip(spelled.forms, result.counts.tolist(), strict=True)
    ]  # fmt: skip
    return {
        "line": spelled.line, "name": spelled.name, "type": spelled.label, "found": found, "spellings": spellings,
        "stands": [place.id for place in spelled.stands], "lost": msgspec.to_builtins(result.lost),
    }  # fmt: skip


def write_csv(watched: Watched, file: TextIO) -> None:
    """A row for each name, spelling and model; names at risk first. No cell is a formula."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("line", "name", "type", "spelling", "source", "model", *OUTCOMES))
    for result in watched.results():
        spelled = result.spelled
        for form, by_model in zip(spelled.forms, result.counts.tolist(), strict=True):
            for model, counts in zip(watched.models, by_model, strict=True):
                named = map(as_text, (spelled.name, spelled.label, form.form, form.source, model))
                writer.writerow((spelled.line, *named, *counts))
