"""What a model costs, beside its mistakes: each cost once, as board, page and history show it.

Another one is an entry here, and its number in `allonym.evaluate.predictions` from what `allonym.predict.cost` counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class CostMeasure:
    """A cost: its key in a model's object of leaderboard.json, its heading, its unit, and how its number is written.

    `shown`: on every board, on those with a model that has it, or only in the history.
    """

    name: str
    title: str
    unit: str
    better: Literal["higher", "lower"] = "lower"
    kind: Literal["amount", "price"] = "amount"
    shown: Literal["always", "where known", "in the history"] = "always"


COSTS = (
    CostMeasure(name="words_per_cpu_second", title="words/CPU s", unit="words a second of CPU time", better="higher"),
    CostMeasure(name="peak_rss_mb", title="MB", unit="MB of a worker's memory"),
    CostMeasure(
        name="price_of_thousand_words",
        title="price of 1,000 words",
        unit="the currency of the model's prices",
        kind="price",
        shown="where known",
    ),
    CostMeasure(name="load_seconds", title="load, s", unit="seconds to its first answer", shown="in the history"),
    CostMeasure(name="size_mb", title="size, MB", unit="MB of the model's files", shown="in the history"),
)
BY_NAME = {cost.name: cost for cost in COSTS}
