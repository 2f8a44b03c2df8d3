"""What a run with a paid language model costs, as docs/models.md shows it."""

from pathlib import Path

import pytest

from allonym.paths import MODELS
from allonym.tools.prices import price_table


def test_tokens_and_money_are_those_of_the_estimate() -> None:
    table = price_table(["x" * 400_000] * 10)
    lines = {str(row[0]): [float(str(cell)) for cell in row[1:]] for row in table.rows}
    sent, (plain, guidelines) = 1.0, lines["million tokens of requests"]
    prompt = len(Path(MODELS / "prompts" / "guideline.txt").read_text("utf-8")) / 4 * 10 / 8 / 1e6
    assert sent < plain < guidelines == pytest.approx(sent + prompt, abs=1e-5)
    assert lines["million tokens of answers"] == pytest.approx([0.7 * sent] * 2)
    dollars = [2.5 * one + 10 * 0.7 for one in (plain, guidelines)]
    assert lines["dollars, at 2.50 and 10.00 a million"] == pytest.approx(dollars, abs=1e-4)
    assert table.heads[0].startswith("10 texts")
