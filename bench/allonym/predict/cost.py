"""What a model took to answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import msgspec

from allonym.corpus.checked import decoder


class Cost(msgspec.Struct, frozen=True):
    """What a model took to answer: measured by the operating system, load and warm-up apart."""

    words: int = 0
    """Words, split at white space, of the texts that it was given."""
    cpu_seconds: float = 0.0
    """User and system, of the worker and its children, after it was ready."""
    load_seconds: float = 0.0
    """Wall time from its start to its ready line."""
    peak_rss_mb: float = 0.0
    """Of one worker process with its children."""
    usage: dict[str, int] = {}
    """What was used up of something that is paid for, by its name: the tokens of an endpoint."""

    @property
    def words_per_cpu_second(self) -> float | None:
        return self.words / self.cpu_seconds if self.cpu_seconds > 0 else None

    def price_of_thousand_words(self, prices: Mapping[str, float]) -> float | None:
        """What 1,000 words cost where `prices` are for a million of each thing that is used up.

        >>> Cost(words=500, usage={"prompt_tokens": 1000}).price_of_thousand_words({"prompt_tokens": 2.5})
        0.005
        """
        if not self.words or not prices:
            return None
        return price(self.usage, prices) / self.words * 1000

    def plus(self, other: Cost) -> Cost:
        """Both together: words and CPU time add up, load and memory are those of one process.

        >>> Cost(words=2, load_seconds=3.0).plus(Cost(words=5, load_seconds=1.0)).words
        7
        """
        return Cost(
            words=self.words + other.words,
            cpu_seconds=self.cpu_seconds + other.cpu_seconds,
            load_seconds=max(self.load_seconds, other.load_seconds),
            peak_rss_mb=max(self.peak_rss_mb, other.peak_rss_mb),
            usage=dict(Counter(self.usage) + Counter(other.usage)),
        )


def price(usage: Mapping[str, int], prices: Mapping[str, float]) -> float:
    """What was used up, in money; `prices` are for a million of each."""
    return sum(usage.get(name, 0) * one for name, one in prices.items()) / 1e6


def read_cost(kept: bytes) -> Cost:
    """A cost as it was kept, in JSON; none where it is no cost."""
    try:
        return decoder(Cost)(kept)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Cost()
