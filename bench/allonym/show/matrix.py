"""The spelling matrix: entity by spelling by model, for the entities of the articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from allonym.corpus import articles
from allonym.measures.pairs import Pairs
from allonym.runs.read import Run
from allonym.show.table import Table, text_column

Cells = dict[tuple[str, str, str], tuple[int, int]]
"""Entity, spelling, scheme: how many of its sites were found, and how many there are."""

PRINTED = "as printed"


def spelling_matrix(run: Run) -> Table | None:
    """How often each model finds each spelling of the articles' entities; None where respell did not run."""
    wanted = {mention.entity for document in articles.standoffs() for mention in document.mentions}
    by_model = {model: _cells(pairs) for model, pairs in run.pairs(["respell"]).get("respell", {}).items()}
    lines = sorted({key for cells in by_model.values() for key in cells if key[0] in wanted}, key=_order)
    if not lines:
        return None
    groups = {at for at, line in enumerate(lines) if at == 0 or line[0] != lines[at - 1][0]}
    rows = tuple((*line, *(_shown(cells, line) for cells in by_model.values())) for line in lines)
    columns = ("entity", "spelling", "scheme", *by_model)
    return Table("Spellings", tuple(map(text_column, columns)), rows, (_NOTE,), frozenset(groups))


_NOTE = "found / mentions of all corpora, full and short forms together; named is the spelling of the whole name."


def _cells(pairs: Pairs) -> Cells:
    totals: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    names = [pairs.values[factor] for factor in ("entity", "spelling", "scheme")]
    codes = np.stack([pairs.codes[factor] for factor in ("entity", "spelling", "scheme")], axis=1)
    for code, found in zip(codes.tolist(), pairs.found.tolist(), strict=True):
        entity, spelling, scheme = (values[at] for values, at in zip(names, code, strict=True))
        _count(totals, (entity, spelling, scheme), found)
    _, first = np.unique(pairs.codes["site"], return_index=True)
    for entity, found in zip(pairs.codes["entity"][first].tolist(), pairs.found_before[first].tolist(), strict=True):
        _count(totals, (names[0][entity], "", PRINTED), found)
    return {key: (found, n) for key, (found, n) in totals.items()}


def _count(totals: Mapping[tuple[str, str, str], list[int]], key: tuple[str, str, str], found: bool) -> None:
    totals[key][0] += found
    totals[key][1] += 1


def _order(line: tuple[str, str, str]) -> tuple[str, bool, str, str]:
    entity, spelling, scheme = line
    return entity, scheme != PRINTED, scheme, spelling


def _shown(cells: Cells, line: tuple[str, str, str]) -> str:
    found, n = cells.get(line, (0, 0))
    return f"{found}/{n}" if n else ""
