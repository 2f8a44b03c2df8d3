"""pairs.csv.gz of a run: what each model made of each mention in each distinct paragraph of its spellings.

A row a (model, mention, distinct probed paragraph); the paragraph as printed is one of them, with printed 1 and the
register press. A paragraph that several spellings make has the first one's, those of the press first. `before` and
`after` are the outcomes in the paragraph as printed and in the probed one; `weight` is how often the form is met beside
the mention's others. docs/methods.md has the lines that make the headline's numbers of it.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Iterator, Sequence

from allonym.evaluate.entry import Entry, asked_alike
from allonym.match.mentions import OUTCOMES
from allonym.measures.pairs import Pairs

FILE = "pairs.csv.gz"
COLUMNS = (
    *("model", "corpus", "document", "paragraph", "mention", "entity", "label", "origin", "slot", "probe"),
    *("register", "scheme", "spelling", "form", "printed", "text_sha256", "weight", "before", "after"),
)
_OF_SITE = ("entity", "label", "origin", "slot")
_OF_SPELLING = ("register", "scheme", "spelling", "form")


def pairs_file(entries: Iterable[Entry]) -> bytes:
    """The file of a run's folder; empty where no probe ran."""
    return packed_table(COLUMNS, [line for alike in asked_alike(entries) for line in _lines_of(alike)])


def packed_table(columns: Sequence[str], lines: Sequence[str]) -> bytes:
    """Lines of CSV under their heading, packed; nothing where there are none."""
    return gzip.compress("".join([",".join(columns) + "\n", *lines]).encode(), 6, mtime=0) if lines else b""


def _lines_of(probed: Sequence[Entry]) -> Iterator[str]:
    for probe in dict.fromkeys(name for entry in probed for name in entry.probes):
        tables = {entry.model: entry.probes[probe].distinct() for entry in probed if probe in entry.probes}
        yield from _lines(probe, tables)


def _lines(probe: str, tables: dict[str, Pairs]) -> Iterator[str]:
    """Mention by mention and spelling by spelling, a line a model: what they share is written once."""
    shared = next(iter(tables.values()))
    models = [cells([model]) for model in tables]
    outcomes = [
        list(zip(*(pairs.numbers[name].tolist() for name in ("before", "after")), strict=True))
        for pairs in tables.values()
    ]
    for row, asked in enumerate(_asked(probe, shared)):
        for model, of in zip(models, outcomes, strict=True):
            before, after = of[row]
            yield f"{model},{asked},{OUTCOMES[before]},{OUTCOMES[after]}\n"


def _asked(probe: str, pairs: Pairs) -> Iterator[str]:
    """What was asked, a row each: all between the model and the outcomes."""
    columns = {
        name: [pairs.values[name][code] for code in pairs.codes[name].tolist()]
        for name in ("corpus", "document", "site", *_OF_SITE, *_OF_SPELLING, "text")
    }
    printed, weight = (pairs.numbers[name].tolist() for name in ("printed", "weight"))
    for row in range(len(pairs)):
        corpus, document = columns["corpus"][row], columns["document"][row]
        _, paragraph, mention = columns["site"][row].rsplit("/", 2)
        place = [corpus, document.removeprefix(f"{corpus}/"), paragraph, mention]
        named = [*(columns[name][row] for name in _OF_SITE), probe, *(columns[name][row] for name in _OF_SPELLING)]
        yield cells([*place, *named, str(printed[row]), columns["text"][row], str(weight[row])])


def cells(values: Sequence[str]) -> str:
    """Values with commas between, quoted where CSV asks for it."""
    file = io.StringIO()
    csv.writer(file, lineterminator="").writerow(values)
    return file.getvalue()
