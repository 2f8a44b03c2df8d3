"""spelling.precision: of the people predicted in the paragraphs of a mention's spellings, the share that is right."""

from __future__ import annotations

from allonym.measures.draws import all_found, means
from allonym.measures.measure import of_people
from allonym.measures.pairs import Pairs
from allonym.measures.terms import Terms, of_mentions


def terms(pairs: Pairs) -> Terms:
    _, site = all_found(pairs, 2)
    return of_mentions(pairs, means(pairs, site, pairs.numbers["right"], pairs.numbers["predicted"]), site)


MEASURES = of_people(
    "spelling.precision",
    "precision, spelled",
    "Share of the predicted names in the paragraphs of a mention's spellings that are right.",
    terms,
    of_others=True,
)
