"""Two files of any formats as a Score; files of one plain format go straight from their bytes to columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from allonym.corpus.formats import DEFAULT, FormatOptions, format_of, read
from allonym.corpus.tags import decode
from allonym.corpus.tags.table import TokenTable, read_table
from allonym.corpus.values import Document
from allonym.errors import InputError
from allonym.match.conventions import apply_to
from allonym.match.spans import Spans
from allonym.scoring.align import align
from allonym.scoring.api import to_spans
from allonym.scoring.jsonlines import read_columns
from allonym.scoring.result import Score

Warn = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Side:
    """A file, the name of its format (None: as it looks), and how it is read."""

    path: Path
    format: str | None = None
    options: FormatOptions = DEFAULT

    @property
    def kind(self) -> str:
        return self.format or format_of(self.path)


def score_files(
    gold: Side, predicted: Side, *, convention: str = "raw", texts: bool = False, warn: Warn = lambda _: None
) -> Score:
    """Compare two files. With `texts` the score has the texts (for contexts of errors), else only if it is no effort.

    Two CoNLL files on the same tokens are compared on tokens, as the tools for tags do; everything else on
    characters. Raises InputError for what cannot be read and for sides that are not about the same texts.
    """
    kinds = gold.kind, predicted.kind
    found: Score | None = None
    if convention == "raw" and kinds == ("conll", "conll") and not texts:
        found = _from_tables(gold, predicted)
    elif convention == "raw" and kinds == ("jsonl", "jsonl"):
        found = read_columns(gold.path, predicted.path, texts=texts)
    score = found or _from_documents(gold, predicted, convention, warn)
    return replace(score, recipe=_recipe(gold, predicted, kinds, convention))


def _recipe(gold: Side, predicted: Side, kinds: tuple[str, str], convention: str) -> dict[str, str | Path]:
    recipe: dict[str, str | Path] = {"conv": convention}
    for name, side, kind in (("gold", gold, kinds[0]), ("pred", predicted, kinds[1])):
        recipe[name] = side.path
        recipe[f"{name}-format"] = kind
        if kind == "conll":
            recipe[f"{name}-tags"] = f"{side.options.scheme}+{side.options.repair}"
    return recipe


def _from_tables(gold: Side, predicted: Side) -> Score | None:
    """The score on tokens; None where the files do not have the same ones."""
    one, two = (read_table(side.path, side.options.column, side.options.separator) for side in (gold, predicted))
    for side, table in ((gold, one), (predicted, two)):
        if not len(table.tags.lengths) and not table.notes:
            raise InputError("holds no tokens", where=str(side.path), todo="is this the right file and format?")
    if not one.same_tokens(two):
        return None
    labels = tuple(sorted({*one.tags.labels, *two.tags.labels}))
    spans = [_spans(side, table, labels) for side, table in ((gold, one), (predicted, two))]
    return Score(spans[0], spans[1], labels, len(one.tags.lengths), "tokens")


def _spans(side: Side, table: TokenTable, labels: Sequence[str]) -> Spans:
    chunks = decode(table.tags, side.options.scheme, side.options.repair, table.where)
    return to_spans(chunks, table.tags.labels, labels)


def _from_documents(gold: Side, predicted: Side, convention: str, warn: Warn) -> Score:
    ours, theirs = (list(read(side.path, side.kind, side.options)) for side in (gold, predicted))
    for side, documents in ((gold, ours), (predicted, theirs)):
        if not documents:
            raise InputError("holds no documents", where=str(side.path), todo="is this the right file and format?")
    pair = align(ours, theirs, warn)
    texts = pair.texts
    one, two = (_under(convention, documents, texts) for documents in (pair.gold, pair.predicted))
    labels = tuple(sorted({mention.label for side in (one, two) for d in side for mention in d.mentions}))
    spans = [Spans.of([document.mentions for document in side], labels) for side in (one, two)]
    ids = [document.id for document in pair.gold]
    return Score(spans[0], spans[1], labels, len(ids), texts=texts, ids=ids)


def _under(convention: str, documents: Sequence[Document], texts: Sequence[str | None]) -> list[Document]:
    return [apply_to(convention, document, text) for document, text in zip(documents, texts, strict=True)]
