"""What paid answers may cost: an estimate before the first of them, and an end to asking when the money is spent."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path

from allonym.predict.cost import price
from allonym.predict.failures import ModelFailed
from allonym.predict.models import Model

_CHARACTERS = 4
"""Of English text, and of JSON, to a token: what vendors give as a rule of thumb."""
_SAID = 0.7
"""Tokens of an answer to one of its text: a name in nine words, each some twelve tokens of JSON."""


class Budget:
    """What a run's answers may cost, in the money of the models' [prices]; counts from any thread."""

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self._lock = threading.Lock()
        self._used: dict[str, Counter[str]] = {}

    def begin(self, model: Model, texts: Collection[str]) -> str:
        """What the answers to `texts` will cost, about, as a sentence; "" where the model is not paid for.

        Raises ModelFailed where that is more than there is, or where nobody says what the model's tokens cost.
        """
        if not (model.prices or model.variables):
            return ""
        if not model.prices:
            raise ModelFailed(
                model.id, "--budget needs [prices] in its TOML: what a million of each kind of token costs"
            )
        about = estimate(model, texts)
        said = f"about {about:.2f} for {len(texts):,} texts without an answer"
        if self._spent(model) + about > self.limit:
            todo = "give more, or ask less: --corpus, --probe, --budget"
            raise ModelFailed(model.id, f"{said}, more than --budget {self.limit:g}; {todo}")
        return f"{model.id}: {said}; --budget {self.limit:g}"

    def spend(self, model: Model, usage: Mapping[str, int]) -> None:
        """Count what an answer used up. Raises ModelFailed where more is spent than may be."""
        with self._lock:
            self._used.setdefault(model.id, Counter()).update(usage)
        if (spent := self._spent(model)) > self.limit:
            reason = f"{spent:.2f} of --budget {self.limit:g} is spent; what was answered is kept"
            raise ModelFailed(model.id, reason)

    def _spent(self, model: Model) -> float:
        with self._lock:
            return price(self._used.get(model.id, {}), model.prices)


def estimate(model: Model, texts: Collection[str]) -> float:
    """What the answers to texts will cost, about: four characters make a token.

    The prompt goes with each request, of as many texts as the model's options say.
    """
    batch = int(model.options.get("batch", 1))
    prompt = model.folder / str(model.options.get("prompt", ""))
    instructions = len(Path(prompt).read_text("utf-8")) if prompt.is_file() else 0
    sent = sum(map(len, texts)) / _CHARACTERS
    asked = sent + instructions / _CHARACTERS * len(texts) / max(batch, 1)
    return price({"prompt_tokens": int(asked), "completion_tokens": int(sent * _SAID)}, model.prices)
