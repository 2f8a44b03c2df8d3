"""A watched list as JSON, CSV or Markdown, name by name: a long list is never in memory."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from typing import TextIO

import msgspec

from allonym.evaluate.entry import OK
from allonym.match.mentions import OUTCOMES
from allonym.show import forms
from allonym.show.forms.csv import as_text
from allonym.watchlist.answer import NameAnswer, Summary
from allonym.watchlist.tables import tables

SCHEMA = "allonym/names/1"


def write(summary: Summary, names: Iterable[NameAnswer], form: str, show: int, file: TextIO) -> None:
    """Write the whole list as json or csv, or its summary with `show` names as table or md.

    `names` come at risk first.
    """
    match form:
        case "json":
            file.writelines(as_json(summary, names))
        case "csv":
            write_csv(names, file)
        case _:
            forms.write(tables(summary, names, show), form, file)


def as_json(summary: Summary, names: Iterable[NameAnswer]) -> Iterator[str]:
    """The pieces of one JSON object."""
    head = {"schema": SCHEMA, **msgspec.to_builtins(summary)}
    unmeasured = ("model", "status", "reason")
    head["models"] = [one if one["status"] == OK else {key: one[key] for key in unmeasured} for one in head["models"]]
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "names": ['
    separator = "\n"
    for name in names:
        yield separator + json.dumps(msgspec.to_builtins(name), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def write_csv(names: Iterable[NameAnswer], file: TextIO) -> None:
    """A row for each name, spelling and model. No cell is a formula."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("line", "name", "type", "spelling", "source", "model", *OUTCOMES))
    for name in names:
        for one in name.spellings:
            for model, counts in one.outcomes.items():
                texts = map(as_text, (name.name, name.type, one.form, one.source, model))
                writer.writerow((name.line, *texts, *counts.values()))
