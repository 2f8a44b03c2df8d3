"""What remedies work with, beside the texts and the model."""

from __future__ import annotations

from dataclasses import dataclass, field

from allonym.mending.labels import ModelLabels, guessed
from allonym.mending.weights import Weights


@dataclass(frozen=True)
class RemedyMeans:
    """The model's labels, the setting, the corrector's weights (None: those that come with the package), and names."""

    labels: ModelLabels = field(default_factory=guessed)
    setting: str = "safe"
    weights: Weights | None = None
    names: tuple[str, ...] = ()
    """The user's list, for the watchlist."""
