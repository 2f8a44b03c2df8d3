"""The page of a watchlist: its tables, and the names at risk as the page's data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from allonym.match.mentions import OUTCOMES
from allonym.show.table import Table
from allonym.watchlist.answer import NameAnswer, Summary
from allonym.watchlist.kept import KeptNames
from allonym.watchlist.tables import at_risk, failed, overview

_SHOWN, _LISTED = 10, 500
"""Names of the table, and of the list with their spellings: a page is for reading, names.json has them all."""


@dataclass(frozen=True, slots=True)
class NamesPage:
    """What the template shows; `data` is what the page's script reads."""

    summary: Summary
    tables: tuple[Table, ...]
    at_risk: Table
    listed: int
    data: Mapping[str, Any]


def names_page(kept: KeptNames) -> NamesPage:
    names = list(islice(kept.names(), _LISTED))
    summary = kept.summary
    missing = [table for table in [failed(summary)] if table.rows]
    return NamesPage(
        summary, (*overview(summary), *missing), at_risk(summary, names[:_SHOWN]), len(names), _data(summary, names)
    )


def _data(summary: Summary, names: Sequence[NameAnswer]) -> dict[str, Any]:
    """Names with their spellings; of a spelling, for each model the counts of OUTCOMES. Of what was lost the model's
    number, what became of it, the place, the text and what the model said there."""
    measured = [model.model for model in summary.measured]
    return {
        "models": measured,
        "outcomes": list(OUTCOMES),
        "names": [
            {
                "line": name.line,
                "name": name.name,
                "type": name.type,
                "forms": [
                    [one.form, one.source, [[one.outcomes[model][key] for key in OUTCOMES] for model in measured]]
                    for one in name.spellings
                ],
                "lost": [
                    [measured.index(one.model), one.outcome, one.place, one.text, "; ".join(one.said)]
                    for one in name.lost
                ],
            }
            for name in names
        ],
    }
