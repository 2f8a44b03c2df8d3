"""paragraphs.csv.gz of a run: what each model predicts in each probed paragraph, beside the mentions of pairs.csv.gz.

A row a (model, paragraph, label, text): how many of the predicted spans with the label are right, and how many there
are. With pairs.csv.gz that makes precision, and so F1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from allonym.evaluate.entry import Entry
from allonym.measures.pairs import Pairs
from allonym.runs.pairs import cells, packed_table

FILE = "paragraphs.csv.gz"
COLUMNS = ("model", "corpus", "document", "paragraph", "label", "text_sha256", "right", "predicted")

_Paragraph = tuple[str, str, str, str, str]
_Counts = tuple[int, int]


def paragraphs_file(entries: Iterable[Entry]) -> bytes:
    """The file of a run's folder; empty where no probe ran."""
    return packed_table(COLUMNS, [line for entry in entries if entry.probes for line in _lines(entry)])


def _lines(entry: Entry) -> Iterator[str]:
    counts: dict[_Paragraph, _Counts] = {}
    for pairs in entry.probes.values():
        counts.update(_counted(pairs))
    for paragraph, (right, predicted) in counts.items():
        yield cells([entry.model, *paragraph, str(right), str(predicted)]) + "\n"


def _counted(pairs: Pairs) -> Iterator[tuple[_Paragraph, _Counts]]:
    """Each distinct paragraph of a probe, and what is predicted there."""
    factors = ("corpus", "document", "site", "label", "text")
    columns = [[pairs.values[name][code] for code in pairs.codes[name].tolist()] for name in factors]
    numbers = (pairs.numbers[name].tolist() for name in ("right", "predicted"))
    for corpus, document, site, label, text, right, predicted in zip(*columns, *numbers, strict=True):
        place = corpus, document.removeprefix(f"{corpus}/"), site.rsplit("/", 2)[1]
        yield (*place, label, text), (right, predicted)
