"""ledger: what became of 100 mentions: lost to the sentence, to the name's origin, to its spelling, and found."""

from __future__ import annotations

from functools import partial

import numpy as np

from allonym.measures.measure import of_people
from allonym.measures.pairs import Pairs, shared
from allonym.measures.spelling_drawn import means
from allonym.measures.terms import Terms, difference, of_mentions

_PARTS = {
    "sentence": ("lost to the sentence", "Share of the mentions in whose places English names are lost too."),
    "origin": ("lost to origin", "English names found in the same places, less the names found as printed."),
    "spelling": ("lost to spelling", "The names found as printed, less the mean over their other spellings."),
    "found": ("found, other spellings", "The mean over the other spellings, a mention counting the same as any."),
}
"""Each part's title and sentence; together they are 100."""


def terms(pairs: Pairs, english: Pairs, *, part: str) -> Terms:
    ours, theirs = shared(pairs, english)
    site = ours.occurring("site")
    ceiling = means(theirs, site, theirs.found)[:, 0]
    printed = ours.only(ours.printed)
    as_printed = means(printed, site, printed.found)[:, 0]
    others = means(ours.put, site, ours.put.found)[:, 0]
    one = np.ones(len(site))
    if part in ("origin", "spelling"):
        more, less = (ceiling, as_printed) if part == "origin" else (as_printed, others)
        return of_mentions(ours, np.stack([more, one, less, one], axis=1), site, difference)
    return of_mentions(ours, np.stack([1 - ceiling if part == "sentence" else others, one], axis=1), site)


MEASURES = tuple(
    of_people(
        f"ledger.{part}",
        title,
        sentence,
        partial(terms, part=part),
        tables=("pairs", "english"),
        better="higher" if part == "found" else "lower",
    )
    for part, (title, sentence) in _PARTS.items()
)
