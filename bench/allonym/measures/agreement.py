"""agreement.f1, alone: what models find in texts without gold, beside each other."""

from __future__ import annotations

from allonym.measures.measure import Measure
from allonym.measures.mentions_found import share

MEASURES = (
    Measure(
        name="agreement.f1",
        title="agreement",
        sentence="Twice the spans that two models both find over the spans of each: F1, whichever is taken as gold.",
        takes="models",
        compute=lambda both, spans: share(2 * both, spans),
    ),
    Measure(
        name="alone",
        title="found alone",
        sentence="Share of a model's spans that no other model finds.",
        takes="models",
        compute=share,
        better="lower",
    ),
)
