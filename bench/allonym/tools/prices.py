"""What a whole run costs with a language model that is paid by the token: the block `prices` of docs/models.md."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from allonym.corpus.articles import without_articles
from allonym.evaluate.chosen import chosen_corpora
from allonym.evaluate.plan import plan
from allonym.predict.budget import estimate
from allonym.predict.models import Model, find_models
from allonym.records.texts import texts_to_answer
from allonym.show.kinds import HUNDREDTHS, Cell
from allonym.show.table import Column, Table, text_column

_PROMPTS = {"chat-endpoint": "plain prompt", "chat-endpoint-guideline": "guidelines"}
"""Model to the heading of its prompt."""
_LINES = {
    "million tokens of requests": (1.0, 0.0),
    "million tokens of answers": (0.0, 1.0),
    "dollars, at 0.15 and 0.60 a million": (0.15, 0.60),
    "dollars, at 2.50 and 10.00 a million": (2.50, 10.00),
}
"""What a line shows, and as the price of a million tokens of requests and of answers that makes it."""


def prices() -> Table:
    """How many tokens a whole run is by the estimate of --budget, and what they cost at example prices."""
    gold, _ = chosen_corpora((), None, lambda _: None)
    ours = without_articles(gold)
    texts = [text.text for text in texts_to_answer(ours, plan(ours))]
    return price_table(texts)


def price_table(texts: Sequence[str]) -> Table:
    """Tokens and money for the answers to these texts, a column a prompt."""
    models = find_models(list(_PROMPTS))
    prompts = (Column(_PROMPTS[model.id], HUNDREDTHS) for model in models)
    rows: list[tuple[Cell, ...]] = [
        (line, *(_priced(model, texts, *price) for model in models)) for line, price in _LINES.items()
    ]
    return Table("", (text_column(f"{len(texts):,} texts, the articles aside"), *prompts), tuple(rows), keys=1)


def _priced(model: Model, texts: Sequence[str], request: float, answer: float) -> float:
    known = msgspec.structs.replace(model, prices={"prompt_tokens": request, "completion_tokens": answer})
    return estimate(known, texts)
