"""Every number that is of no slice, as tables: one for each corpus, probe, tagset, convention and label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from allonym.evaluate.rows import Row
from allonym.match.counts import SCHEMES
from allonym.measures.main import ALL, HEADLINE, MAIN, ORIGINAL, TEXT_COLUMNS
from allonym.show.kinds import PERCENT
from allonym.show.table import Table, columns, text_column
from allonym.show.wanted import estimate

COLUMNS = tuple(dict.fromkeys([*(one.selection.name for one in TEXT_COLUMNS), *(f"{scheme}.f1" for scheme in SCHEMES)]))
"""The measures shown of texts as they are; leaderboard.csv has every other one too."""


@dataclass(frozen=True, slots=True)
class View:
    """What one table is about."""

    corpus: str
    probe: str
    tagset: str
    convention: str
    label: str

    @property
    def main(self) -> bool:
        mine = (self.probe, self.tagset, self.convention, self.label)
        return mine == (MAIN.probe, MAIN.tagset, MAIN.convention, MAIN.label)

    @property
    def labels(self) -> str:
        """The label and of which set it is."""
        return f"{self.label} ({self.tagset})"

    @property
    def title(self) -> str:
        probe = "" if self.probe == ORIGINAL else f", probe {self.probe}"
        return f"{self.corpus}: {self.label} over {self.tagset} labels, {self.convention} bounds{probe}. In percent."


@dataclass(frozen=True, slots=True)
class Detail:
    """A table of models by measures, the best model of `lead` first; the cells are estimates."""

    view: View
    lead: str
    table: Table

    @property
    def models(self) -> list[str]:
        return [str(row[0]) for row in self.table.rows]


ByMeasure = Mapping[str, Row]


def details(rows: Iterable[Row]) -> tuple[Detail, ...]:
    """The tables that have columns: those of the main score first, then the texts as they are, then the probes."""
    grouped: dict[View, dict[str, dict[str, Row]]] = {}
    for row in rows:
        if row.slice == ALL:
            view = View(row.corpus, row.probe, row.tagset, row.convention, row.label)
            grouped.setdefault(view, {}).setdefault(row.model, {})[row.measure] = row
    order = sorted(grouped, key=lambda view: (not view.main, view.probe != ORIGINAL))
    found = (_detail(view, grouped[view]) for view in order)
    return tuple(detail for detail in found if detail.lead)


def _detail(view: View, models: Mapping[str, ByMeasure]) -> Detail:
    known = list(dict.fromkeys(measure for rows in models.values() for measure in rows))
    shown = [measure for measure in COLUMNS if measure in known] if view.probe == ORIGINAL else known
    lead = next((one for one in (HEADLINE.name, *shown) if one in shown), "")
    order = sorted(models, key=lambda model: (-_value(models[model], lead), model))
    lines = tuple((model, *(estimate(models[model].get(measure)) for measure in shown)) for model in order)
    return Detail(view, lead, Table(view.title, (text_column("model"), *columns(PERCENT, shown)), lines, keys=1))


def _value(rows: ByMeasure, measure: str) -> float:
    """What has no number stands last."""
    row = rows.get(measure)
    return -1.0 if row is None or row.value is None else row.value


_CHOICES = (("corpus", "Corpus"), ("probe", "Probe"), ("labels", "Label"), ("convention", "Convention"))


def choices(shown: Iterable[Detail]) -> list[tuple[str, str, list[str]]]:
    """By what a table of many can be chosen: the part of a View, its heading, and the values that there are."""
    views = [one.view for one in shown]
    found = [(part, heading, list(dict.fromkeys(getattr(view, part) for view in views))) for part, heading in _CHOICES]
    return [(part, heading, sorted(some) if part == "convention" else some) for part, heading, some in found]
