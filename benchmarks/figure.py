"""A measured figure with the bound that it is held to, and how to measure one."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` in `unit`; `bound` is the largest value that is allowed, or the smallest where `at_least`."""

    name: str
    value: float
    unit: str
    bound: float | None = None
    at_least: bool = False

    @property
    def holds(self) -> bool:
        if self.bound is None:
            return True
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    @property
    def limit(self) -> str:
        """The bound as it is shown; empty where there is none."""
        return "" if self.bound is None else f"{'≥' if self.at_least else '≤'} {self.bound:,g}"

    def __str__(self) -> str:
        missed = "" if self.holds else "MISSED"
        return f"{self.name:<72} {self.value:>12,.3f} {self.unit:<8} {self.limit:<10} {missed}"


def seconds(work: Callable[[], Any], times: int = 5) -> float:
    """The median wall time of `times` calls, after one that warms up."""
    work()
    return statistics.median(_one(work) for _ in range(times))


def _one(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
