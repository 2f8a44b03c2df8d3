"""Mistakes: how many of each cause; of one model or one entity, each with its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from allonym.corpus.values import Corpus, Document
from allonym.labels import TO_COARSE
from allonym.match.causes import CAUSES
from allonym.match.conventions import surface
from allonym.runs.read import Run
from allonym.show.kinds import Cell
from allonym.show.mistakes import Mistake, mistakes
from allonym.show.table import Column, Table, grouped, text_column
from allonym.show.wanted import Wanted, models_of

_AROUND = 24


def tables(run: Run, wanted: Wanted) -> list[Table]:
    corpora = {corpus.name: corpus for corpus in wanted.texts()}
    listed = list(_found(run, corpora, wanted))
    if len(wanted.models) == 1 or wanted.entity:
        return [_each(listed, corpora)]
    counts = Counter((one.corpus, one.model, one.cause) for one in listed)
    pairs = dict.fromkeys((one.corpus, one.model) for one in listed)
    lines: list[tuple[Cell, ...]] = [(*pair, *(counts[(*pair, cause)] for cause in CAUSES)) for pair in pairs]
    columns = (text_column("corpus"), text_column("model"), *map(Column, CAUSES))
    notes = (*(f"{cause}: {meaning}." for cause, meaning in CAUSES.items()), "--model ID or --entity ID lists each.")
    return [Table("Mistakes by cause", columns, tuple(lines), notes, grouped(lines))]


def _found(run: Run, corpora: dict[str, Corpus], wanted: Wanted) -> Iterator[Mistake]:
    for corpus in corpora.values():
        kept = {model: run.predictions(model, corpus.name) for model in models_of(run, wanted)}
        for one in mistakes(corpus, {model: answers for model, answers in kept.items() if answers is not None}):
            if not wanted.entity or (one.gold and one.gold.entity == wanted.entity):
                yield one


def _each(listed: list[Mistake], corpora: dict[str, Corpus]) -> Table:
    documents = {(name, d.id): d for name, corpus in corpora.items() for d in corpus.documents}
    lines = tuple(_line(one, documents[one.corpus, one.document]) for one in listed)
    names = ("model", "corpus", "document", "cause", "gold", "name", "found", "words")
    return Table("Mistakes", tuple(map(text_column, names)), lines, keys=4)


def _line(one: Mistake, document: Document) -> tuple[str | None, ...]:
    text = document.text
    predicted = None
    if one.predicted:
        predicted = " ".join(filter(None, (TO_COARSE[one.predicted.label], text and one.predicted.of(text))))
    gold, name = (TO_COARSE[one.gold.label], surface(one.gold, document)) if one.gold else (None, None)
    return one.model, one.corpus, one.document, one.cause, gold, name, predicted, text and _words(one, text)


def _words(one: Mistake, text: str) -> str:
    spans = [span for span in (one.gold, one.predicted) if span]
    start = max(0, min(span.start for span in spans) - _AROUND)
    end = max(span.end for span in spans) + _AROUND
    return " ".join(text[start:end].split())
