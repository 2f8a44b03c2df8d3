"""Mistakes: how many of each cause; of one model or one entity, each with its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from allonym.corpus.values import Corpus, Document
from allonym.labels import TO_COARSE
from allonym.match.bounds import surface
from allonym.runs.read import Run
from allonym.show.mistakes import CAUSES, Mistake, mistakes
from allonym.show.table import EMPTY, Column, Table, text_column
from allonym.show.views import Wanted, models_of

_AROUND = 24


def tables(run: Run, wanted: Wanted) -> list[Table]:
    corpora = {corpus.name: corpus for corpus in wanted.gold() if wanted.corpus(corpus.name)}
    found = list(_found(run, corpora, wanted))
    if len(wanted.models) == 1 or wanted.entity:
        return [_each(found, corpora)]
    counts = Counter((one.corpus, one.model, one.cause) for one in found)
    pairs = dict.fromkeys((one.corpus, one.model) for one in found)
    lines = tuple((*pair, *(str(counts[(*pair, cause)]) for cause in CAUSES)) for pair in pairs)
    groups = frozenset(i for i, line in enumerate(lines) if i == 0 or line[0] != lines[i - 1][0])
    columns = (text_column("corpus"), text_column("model"), *map(Column, CAUSES))
    notes = (*(f"{cause}: {meaning}." for cause, meaning in CAUSES.items()), "--model ID or --entity ID lists each.")
    return [Table("Mistakes by cause", columns, lines, notes, groups)]


def _found(run: Run, corpora: dict[str, Corpus], wanted: Wanted) -> Iterator[Mistake]:
    for corpus in corpora.values():
        kept = {model: run.predictions(model, corpus.name) for model in models_of(run, wanted)}
        for one in mistakes(corpus, {model: answers for model, answers in kept.items() if answers is not None}):
            if not wanted.entity or (one.gold and one.gold.entity == wanted.entity):
                yield one


def _each(found: list[Mistake], corpora: dict[str, Corpus]) -> Table:
    documents = {(name, d.id): d for name, corpus in corpora.items() for d in corpus.documents}
    lines = tuple(_line(one, documents[one.corpus, one.document]) for one in found)
    names = ("model", "corpus", "document", "cause", "gold", "name", "found", "words")
    return Table("Mistakes", tuple(map(text_column, names)), lines, keys=4)


def _line(one: Mistake, document: Document) -> tuple[str, ...]:
    text = document.text
    found = EMPTY if one.predicted is None else TO_COARSE[one.predicted.label]
    if one.predicted and text is not None:
        found += f" {one.predicted.of(text)}"
    gold = EMPTY if one.gold is None else TO_COARSE[one.gold.label]
    name = surface(one.gold, document) if one.gold else EMPTY
    return one.model, one.corpus, one.document, one.cause, gold, name, found, _words(one, text)


def _words(one: Mistake, text: str | None) -> str:
    if text is None:
        return EMPTY
    spans = [span for span in (one.gold, one.predicted) if span]
    start = max(0, min(span.start for span in spans) - _AROUND)
    end = max(span.end for span in spans) + _AROUND
    return " ".join(text[start:end].split())
