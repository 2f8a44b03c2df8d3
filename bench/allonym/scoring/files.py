"""Two files of any formats as a Score; files of one plain format go straight from their bytes to columns."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from allonym.corpus.formats import DEFAULT, FormatOptions, format_of, read
from allonym.corpus.formats.conll import ids_in
from allonym.corpus.formats.find import is_sparse
from allonym.corpus.formats.folders import each_once
from allonym.corpus.formats.hipe import as_columns
from allonym.corpus.formats.options import Warn
from allonym.corpus.tags import TokenTable, decode, offsets, read_table
from allonym.corpus.values import Document
from allonym.errors import InputError
from allonym.match.conventions import apply_to
from allonym.match.spans import Spans
from allonym.scoring.align import align
from allonym.scoring.api import to_spans
from allonym.scoring.offsets import is_poor, look_at_offsets
from allonym.scoring.result import Score

TAGGED = ("conll", "conllu", "hipe", "huggingface")
"""Formats whose spans are written as tags."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Side:
    """A file, the name of its format (None: as it looks), and how it is read."""

    path: Path
    format: str | None = None
    options: FormatOptions = DEFAULT

    @property
    def kind(self) -> str:
        return self.format or self.options.format or format_of(self.path)

    def known(self, warn: Warn) -> Side:
        """The side under its format's name, which is told once."""
        return replace(self, format=self.kind, options=replace(self.options, warn=warn))

    @property
    def tagged(self) -> bool:
        """Whether it is one file of columns, with the tags of one level."""
        return self.kind in ("conll", "hipe") and self.options.levels == 1

    def table(self) -> TokenTable:
        """Its columns."""
        return read_table(self.path, as_columns(self.options) if self.kind == "hipe" else self.options)


@dataclass(frozen=True, slots=True)
class MatchOptions:
    """What is compared beyond the files: under which convention, and whether tokens are compared by their place.

    With `by_place` the tokens of two CoNLL files may differ: the first of a sentence is the first.
    """

    convention: str = "raw"
    by_place: bool = False
    texts: bool = False


PLAIN = MatchOptions()


def score_files(gold: Side, predicted: Side, how: MatchOptions = PLAIN, warn: Warn = lambda _: None) -> Score:
    """Compare two files. With `how.texts` the score has the texts, for contexts of errors; else if it is no effort.

    Two CoNLL files on the same tokens are compared on tokens, as the tools for tags do; everything else on
    characters. Raises InputError for what cannot be read and for sides that are not about the same texts; `warn` is
    told of what was left out and of labels that only look different.
    """
    gold, predicted = (side.known(warn) for side in (gold, predicted))
    score: Score | None = None
    if how.by_place:
        score = _by_place(gold, predicted, how)
    elif how.convention == "raw" and gold.tagged and predicted.tagged and not how.texts:
        score = _from_tables(gold, predicted)
    elif how.convention == "raw" and _plain(gold) and _plain(predicted):
        score = _read_columns(gold, predicted, texts=how.texts)
    score = score or _from_documents(gold, predicted, how.convention, warn)
    _look_at_labels(score, warn)
    if score.offsets == "characters" and is_poor(score):
        seen = score if score.texts is not None else _read_columns(gold, predicted, texts=True)
        look_at_offsets(seen or score, warn)
    return replace(score, recipe=_recipe(gold, predicted, how))


def _read_columns(gold: Side, predicted: Side, *, texts: bool) -> Score | None:
    from allonym.scoring.jsonlines import read_columns

    return read_columns(gold.path, predicted.path, texts=texts)


def _plain(side: Side) -> bool:
    """Whether it is JSON Lines that need no option."""
    return side.kind == "jsonl" and side.options.same_ids == "error" and side.options.encoding == "utf-8"


def _look_at_labels(score: Score, warn: Warn) -> None:
    """Tell of two sides that have spans and no label in common: hardly a result."""
    ours, theirs = (
        {score.labels[number] for number in np.flatnonzero(np.bincount(side.label)).tolist()}
        for side in (score.gold, score.predicted)
    )
    for label in sorted(ours - theirs):
        if others := [one for one in sorted(theirs) if one != label and _looks(one) == _looks(label)]:
            warn(f"gold has the label {label!a}, the predictions {others[0]!a}: two labels")
    if ours and theirs and not ours & theirs:
        shown = [", ".join(sorted(side)[:_SHOWN]) for side in (ours, theirs)]
        warn(f"no label in common: gold has {shown[0]}, the predictions {shown[1]}; --label-map FILE makes them meet")


def _looks(label: str) -> str:
    """What is seen of a label at a glance: no matter of case, blanks and what is not printed."""
    plain = unicodedata.normalize("NFKC", label).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


def _recipe(gold: Side, predicted: Side, how: MatchOptions) -> dict[str, str | Path]:
    recipe: dict[str, str | Path] = {"conv": how.convention}
    if how.by_place:
        recipe["align"] = "place"
    for name, side in (("gold", gold), ("pred", predicted)):
        recipe[name] = side.path
        recipe[f"{name}-format"] = side.kind
        if side.kind in TAGGED:
            recipe[f"{name}-tags"] = f"{side.options.scheme}+{side.options.repair}"
        recipe.update({f"{name}-{key}": value for key, value in side.options.differing().items()})
    return recipe


def _tables(gold: Side, predicted: Side) -> tuple[TokenTable, TokenTable]:
    one, two = gold.table(), predicted.table()
    for side, table in ((gold, one), (predicted, two)):
        if not len(table.tags.lengths) and not table.notes:
            raise InputError("holds no tokens", where=str(side.path), todo="is this the right file and format?")
        if side.options.same_ids != "apart":
            each_once(ids_in(table), side.path)
    return one, two


def _from_tables(gold: Side, predicted: Side) -> Score | None:
    """The score on tokens; None where the files do not have the same ones."""
    tables = _tables(gold, predicted)
    named = [ids_in(table) for table in tables]
    _same_order([ids_in(table, of_sentences=True) for table in tables], predicted.path)
    if (named[0] != named[1] and all(named)) or not tables[0].same_tokens(tables[1]):
        return None
    return _of_tables((gold, predicted), tables)


def _same_order(ids: Sequence[Sequence[str]], path: Path) -> None:
    """Raise InputError for sentences under the same ids in another order, which would be paired by their place."""
    if ids[0] != ids[1] and Counter(ids[0]) == Counter(ids[1]):
        ours, theirs = next((one, two) for one, two in zip(*ids, strict=True) if one != two)
        what = f"the sentence {theirs!r} stands where gold has {ours!r}"
        raise InputError(what, where=str(path), todo="put the sentences in the same order, or give documents ids")


def _by_place(gold: Side, predicted: Side, how: MatchOptions) -> Score:
    """The score on tokens, whatever they are, or with the texts of gold's."""
    if how.convention != "raw":
        raise InputError(f"tokens are not compared by place under the convention {how.convention}")
    if not (gold.tagged and predicted.tagged):
        raise InputError("tokens are compared by place in two CoNLL files with one level of tags")
    tables = _tables(gold, predicted)
    one, two = (table.tags.lengths for table in tables)
    if len(one) != len(two):
        raise InputError(f"gold has {len(one)} sentences, the predictions have {len(two)}")
    if (one != two).any():
        unit = int(np.argmax(one != two))
        where = tables[0].where(unit, 0)
        raise InputError(f"a sentence of {one[unit]} tokens, of {two[unit]} in the predictions", where=where)
    score = _of_tables((gold, predicted), tables)
    return _in_texts(score, tables[0]) if how.texts else score


def _in_texts(score: Score, table: TokenTable) -> Score:
    """The score with its offsets in characters of the sentences, whose tokens have a blank between them."""
    tokens, first = table.tokens(), offsets(table.tags.lengths)
    size = np.array([len(token) for token in tokens], np.int64)
    begin = np.cumsum(size + 1) - size - 1

    def moved(spans: Spans) -> Spans:
        head = first[spans.unit]
        last = head + spans.end - 1
        at = begin[head]
        return Spans.from_columns(
            spans.unit, begin[head + spans.start] - at, begin[last] + size[last] - at, spans.label
        )

    texts = [" ".join(tokens[a:b]) for a, b in pairwise(first.tolist())]
    return replace(score, gold=moved(score.gold), predicted=moved(score.predicted), offsets="characters", texts=texts)


def _of_tables(sides: tuple[Side, Side], tables: tuple[TokenTable, TokenTable]) -> Score:
    labels = tuple(sorted({*tables[0].tags.labels, *tables[1].tags.labels}))
    spans = []
    for side, table in zip(sides, tables, strict=True):
        chunks = decode(table.tags, side.options.scheme, side.options.repair, table.where)
        spans.append(to_spans(chunks, table.tags.labels, labels))
    return Score(spans[0], spans[1], labels, len(tables[0].tags.lengths), "tokens")


def _from_documents(gold: Side, predicted: Side, convention: str, warn: Warn) -> Score:
    ours, theirs = (list(read(side.path, side.kind, side.options)) for side in (gold, predicted))
    for side, documents in ((gold, ours), (predicted, theirs)):
        if not documents:
            raise InputError("holds no documents", where=str(side.path), todo="is this the right file and format?")
    if is_sparse(predicted.kind):
        theirs += _without_rows(ours, theirs, "predictions", warn)
    if is_sparse(gold.kind):
        ours += _without_rows(theirs, ours, "gold", warn)
    *aligned, texts = align(ours, theirs, warn)
    one, two = (
        [apply_to(convention, document, text) for document, text in zip(documents, texts, strict=True)]
        for documents in aligned
    )
    labels = tuple(sorted({mention.label for side in (one, two) for d in side for mention in d.mentions}))
    spans = [Spans.of([document.mentions for document in side], labels) for side in (one, two)]
    for side, documents, different in zip((gold, predicted), (one, two), spans, strict=True):
        if twice := sum(len(document.mentions) for document in documents) - len(different):
            warn(f"{side.path}: spans that stand there already with the same label: {twice}; each counts once")
    ids = [document.id for document in one]
    return Score(spans[0], spans[1], labels, len(ids), texts=texts, ids=ids)


def _without_rows(others: list[Document], there: list[Document], side: str, warn: Warn) -> list[Document]:
    """The other side's documents that a table of spans has no row for."""
    known = {document.id for document in there}
    empty = [Document(document.id, None) for document in others if document.id not in known]
    if empty:
        warn(f"{side}: {len(empty)} documents have no row; they are taken for texts without names")
    return empty
