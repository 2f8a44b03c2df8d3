"""Our numbers beside those of seqeval, nervaluate and scikit-learn on public corpora.

`python -m benchmarks.data.conformance FOLDER`: it holds files of columns, none of which comes into the project; the tag
is the last column but in Universal NER. Predictions are made from the gold by a fixed rule: of every seven names one is
lost, one gets the next label, one loses its last token, and a name is put on every fiftieth token that has none. With
--docs the table goes into docs/conformance.md.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from allonym.corpus.formats import FormatOptions
from allonym.corpus.tags import Dialect, decode, encode, read_table
from allonym.scoring.files import Side, score_files
from allonym.scoring.result import Score
from allonym.scoring.variants import token_level
from allonym.tools.marked import rewrite

Tags = list[list[str]]
_PAGE = Path(__file__).parents[2] / "docs" / "conformance.md"
_COLUMNS = {".iob2": 2}
_SCHEMES = {"strict": "strict", "exact": "exact", "ent_type": "type", "partial": "partial"}


class Row(NamedTuple):
    """A number of a tool on a corpus, and ours."""

    corpus: str
    tool: str
    number: str
    theirs: float
    ours: float


def rows(file: Path, folder: Path) -> Iterator[Row]:
    """Each tool's numbers on a file, whose predictions are written into `folder`."""
    gold, labels = _gold(file)
    found = [_predicted(tags, labels, number) for number, tags in enumerate(gold)]
    sides = [_written(folder / name, side) for name, side in (("gold.conll", gold), ("pred.conll", found))]
    strict = score_files(Side(sides[0]), Side(sides[1]))
    one, two = (Side(side, options=FormatOptions(repair="conlleval")) for side in sides)
    lenient = score_files(one, two)
    yield from (Row(file.stem, *row) for row in _seqeval(gold, found, strict, lenient))
    yield from (Row(file.stem, *row) for row in _nervaluate(gold, found, labels, lenient))
    yield Row(file.stem, *_sklearn(gold, found, strict))


def _gold(file: Path) -> tuple[Tags, list[str]]:
    """The tags of a file as IOB2, read as conlleval reads them, and the labels."""
    tags = read_table(file, Dialect(column=_COLUMNS.get(file.suffix, -1))).tags
    chunks = decode(tags, "IOB2", "conlleval")
    spans: list[list[tuple[int, int, str]]] = [[] for _ in tags.lengths]
    for unit, start, end, label in zip(
        *(one.tolist() for one in (chunks.unit, chunks.start, chunks.end, chunks.label)), strict=True
    ):
        spans[unit].append((start, end, tags.labels[label]))
    lengths = tags.lengths.tolist()
    return [encode(one, length) for one, length in zip(spans, lengths, strict=True)], list(tags.labels)


def _predicted(tags: Sequence[str], labels: Sequence[str], number: int) -> list[str]:
    """The tags of a model that makes mistakes of every kind, the same each time."""
    found, kind = list(tags), number
    for place, tag in enumerate(tags):
        if tag.startswith("B-"):
            kind += 1
            end = next((n for n in range(place + 1, len(tags)) if not tags[n].startswith("I-")), len(tags))
            label = labels[(labels.index(tag[2:]) + (kind % 7 == 1)) % len(labels)]
            stop = end - (kind % 7 == 2)
            made = [] if kind % 7 == 0 else [f"{'I' if n > place else 'B'}-{label}" for n in range(place, stop)]
            found[place:end] = [*made, *["O"] * (end - place - len(made))]
        elif tag == "O" and (number + place) % 50 == 0:
            found[place] = f"B-{labels[place % len(labels)]}"
    return found


def _written(path: Path, side: Tags) -> Path:
    lines = ("".join(f"w\t{tag}\n" for tag in tags) for tags in side)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _seqeval(gold: Tags, found: Tags, strict: Score, lenient: Score) -> Iterator[tuple[str, str, float, float]]:
    from seqeval import metrics
    from seqeval.scheme import IOB2

    numbers = lenient.as_dict()
    for average in ("micro", "macro", "weighted"):
        theirs = metrics.f1_score(gold, found, average=average, zero_division=0)
        yield "seqeval", f"{average} F1", theirs, numbers[average]["strict"]["f1"]
    for name in ("precision", "recall", "f1"):
        value = getattr(metrics, f"{name}_score")(gold, found, mode="strict", scheme=IOB2, zero_division=0)
        yield "seqeval, strict IOB2", f"micro {name}", value, getattr(strict, name)


def _nervaluate(gold: Tags, found: Tags, labels: list[str], lenient: Score) -> Iterator[tuple[str, str, float, float]]:
    from nervaluate import Evaluator

    overall = Evaluator(gold, found, tags=labels, loader="list").evaluate()["overall"]
    numbers = lenient.as_dict()["micro"]
    for theirs, ours in _SCHEMES.items():
        yield "nervaluate", f"{theirs} F1", overall[theirs].f1, numbers[ours]["f1"]


def _sklearn(gold: Tags, found: Tags, strict: Score) -> tuple[str, str, float, float]:
    from sklearn.metrics import f1_score

    one, two = ([tag.partition("-")[2] or "O" for tags in side for tag in tags] for side in (gold, found))
    labels = sorted({*one, *two} - {"O"})
    theirs = f1_score(one, two, labels=labels, average="micro")
    return "scikit-learn", "micro F1 of tokens", theirs, token_level(strict).f1


def table(found: Sequence[Row]) -> str:
    """The rows in Markdown."""
    head = "| corpus | tool | number | theirs | ours | difference |\n|---|---|---|--:|--:|--:|\n"
    cells = (
        (row.corpus, row.tool, row.number, f"{row.theirs:.9f}", f"{row.ours:.9f}", f"{abs(row.theirs - row.ours):.0e}")
        for row in found
    )
    return head + "".join(f"| {' | '.join(one)} |\n" for one in cells)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.data.conformance", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="Files of columns, at any depth.")
    parser.add_argument("--docs", action="store_true", help="Write the table into docs/conformance.md.")
    asked = parser.parse_args(arguments)
    warnings.simplefilter("ignore")
    files = sorted(file for file in asked.folder.rglob("*") if file.suffix in (".conll", ".iob2"))
    with tempfile.TemporaryDirectory() as folder:
        found = [row for file in files for row in rows(file, Path(folder))]
    made = table(found)
    print(made, end="")
    if asked.docs:
        rewrite(_PAGE, {"conformance": lambda _: f"\n{made}\n"})
    worst = max((abs(row.theirs - row.ours) for row in found), default=1.0)
    print(f"{len(found)} numbers of {len(files)} corpora; the largest difference is {worst:.0e}", file=sys.stderr)
    return int(worst > 1e-9)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
