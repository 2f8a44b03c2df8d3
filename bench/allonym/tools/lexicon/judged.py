"""What two readers made of a sample of spellings: how many could stand in an English text, and how far they agree.

python -m allonym.tools.lexicon.judged
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from allonym.show.forms.markdown import markdown
from allonym.show.kinds import DECIMAL
from allonym.show.table import Column, Table, text_column

SAMPLE = Path(__file__).parents[4] / "benchmarks" / "data" / "judged_spellings.tsv"
"""Lines of a name, a form, and the verdict of each reading: yes, or no with the reason."""


@dataclass(frozen=True, slots=True)
class JudgedSpelling:
    """A form of a name and what each of two readings said: "yes", or "no: REASON"."""

    name: str
    form: str
    first: str
    second: str


def judged(path: Path = SAMPLE) -> list[JudgedSpelling]:
    return [JudgedSpelling(*line.split("\t")) for line in path.read_text("utf-8").splitlines()]


def shares(rows: Sequence[JudgedSpelling]) -> dict[str, float]:
    """In per cent what each reader and both let stand, and where they agree; Cohen's kappa (1960), from -1 to 1.

    >>> rows = [JudgedSpelling("a", "b", "yes", "yes"), JudgedSpelling("a", "c", "no: x", "yes")]
    >>> shares(rows)["let stand by the first reader, %"], shares(rows)["Cohen's kappa"]
    (50.0, 0.0)
    """
    verdicts = [(row.first == "yes", row.second == "yes") for row in rows]
    one, two, both = (sum(values) / len(rows) for values in zip(*((a, b, a and b) for a, b in verdicts), strict=True))
    same = sum(a == b for a, b in verdicts) / len(rows)
    chance = one * two + (1 - one) * (1 - two)
    return {
        "let stand by the first reader, %": 100 * one,
        "let stand by the second reader, %": 100 * two,
        "let stand by both, %": 100 * both,
        "judged alike, %": 100 * same,
        "Cohen's kappa": (same - chance) / (1 - chance) if chance < 1 else 1.0,
    }


def block() -> str:
    """The table of the shares, as docs/spellings.md has it."""
    rows = judged()
    heads = (text_column(f"of {len(rows)} forms"), Column("measured", DECIMAL))
    return markdown(Table("", heads, tuple(shares(rows).items())))


if __name__ == "__main__":
    print(block())
