"""The texts, gold, predictions and mistakes of a run as the page's data: numbers that point into lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from allonym.corpus.articles import is_hidden
from allonym.corpus.values import Corpus, Document, Mention
from allonym.labels import TO_COARSE
from allonym.match.causes import CAUSES
from allonym.match.conventions import neutral_surface, surface
from allonym.names.registry import load_registry
from allonym.predict.memo import NOTHING_KEPT, Finished, ResultKind
from allonym.runs.read import Run
from allonym.show.mistakes import mistakes

Predictions = Mapping[tuple[str, str], Mapping[str, Document]]
"""Documents by id for each (model, corpus)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the page's script reads; `mistakes` counts them."""

    data: Mapping[str, Any]
    mistakes: int
    withheld: tuple[str, ...]
    """Corpora of which some text is not in the page."""


Key = TypeVar("Key")


class Numbers(dict[Key, int]):
    """Values numbered in the order in which they are first asked for.

    >>> numbers = Numbers[str]()
    >>> numbers["b"], numbers["a"], numbers["b"], list(numbers)
    (0, 1, 0, ['b', 'a'])
    """

    def __missing__(self, key: Key) -> int:
        self[key] = len(self)
        return self[key]


_Wrong = dict[str, list[tuple[int, int, int, int]]]
"""By model the mistakes in a corpus: numbers of document and cause, and the rows of the two mentions, -1 for none."""
WRONG: ResultKind[_Wrong] = ResultKind(
    "mistakes", _Wrong, ("labels", "corpus", "match", "show/mistakes", "show/evidence")
)


def evidence(
    corpora: Sequence[Corpus],
    predictions: Predictions,
    *,
    article_text: bool = False,
    finished: Finished = NOTHING_KEPT,
) -> Evidence:
    """Everything that the mistakes need to be read in their sentences; what is `finished` is not looked for again.

    The text of an article is left out unless `article_text`: what stands for it are the surfaces of its names.
    """
    labels, entities = Numbers[str](), Numbers[str]()
    models = list(dict.fromkeys(model for model, _ in predictions))
    documents: list[dict[str, Any]] = []
    spans: dict[str, dict[int, list[int]]] = {model: {} for model in models}
    wrong: dict[str, list[int]] = {model: [] for model in models}
    for corpus in corpora:
        first = len(documents)
        numbers = {document.id: first + i for i, document in enumerate(corpus.documents)}
        documents += [_document(corpus.name, d, labels, entities, article_text) for d in corpus.documents]
        answers = {model: predictions[model, corpus.name] for model in models if (model, corpus.name) in predictions}
        for model, some in answers.items():
            for name, number in numbers.items():
                rows = _rows(some[name].mentions)
                spans[model][number] = [part for m in rows for part in (m.start, m.end, labels[TO_COARSE[m.label]])]
        for model, those in finished.get(WRONG, partial(_wrong, corpus, answers), corpus, answers).items():
            wrong[model] += [part for document, *others in those for part in (first + document, *others)]
    return Evidence(
        {
            "labels": list(labels),
            "entities": list(entities),
            "names": _names(entities, corpora),
            "causes": [[cause, meaning] for cause, meaning in CAUSES.items()],
            "models": models,
            "documents": documents,
            "found": [spans[model] for model in models],
            "mistakes": [wrong[model] for model in models],
        },
        sum(map(len, wrong.values())) // 4,
        tuple(dict.fromkeys(d["corpus"] for d in documents if d["text"] is None)),
    )


def _wrong(corpus: Corpus, answers: Mapping[str, Mapping[str, Document]]) -> _Wrong:
    causes = list(CAUSES)
    number = {document.id: at for at, document in enumerate(corpus.documents)}
    gold = {document.id: _rows(document.mentions) for document in corpus.documents}
    rows = {model: {name: _rows(some[name].mentions) for name in number} for model, some in answers.items()}
    found: _Wrong = {model: [] for model in answers}
    for one in mistakes(corpus, answers):
        ours = gold[one.document][one.gold] if one.gold else -1
        theirs = rows[one.model][one.document][one.predicted] if one.predicted else -1
        found[one.model].append((number[one.document], causes.index(one.cause), ours, theirs))
    return found


def kept_predictions(
    run: Run, corpora: Sequence[Corpus], best: Iterable[str], at_hand: Predictions | None = None
) -> dict[tuple[str, str], Mapping[str, Document]]:
    """What the run kept of each model, the `best` ones first; from `at_hand` where they need not be read again."""
    kept = run.predictions if at_hand is None else lambda model, corpus: at_hand.get((model, corpus))
    return {
        (model, corpus.name): found
        for model in dict.fromkeys([*best, *run.models])
        for corpus in corpora
        if (found := kept(model, corpus.name)) is not None
    }


def _names(entities: Iterable[str], corpora: Iterable[Corpus]) -> list[str]:
    """How each entity is printed: as the registry has it, else as it first stands in the gold."""
    first: dict[str, str] = {}
    for document in (document for corpus in corpora for document in corpus.documents):
        for mention in document.mentions:
            if mention.entity is not None and mention.entity not in first:
                first[mention.entity] = neutral_surface(surface(mention, document))
    known = load_registry()
    return [((entity := known.get(name)) and entity.printed) or first[name] for name in entities]


def _rows(mentions: Iterable[Mention]) -> dict[Mention, int]:
    return {mention: row for row, mention in enumerate(dict.fromkeys(mentions))}


def _document(
    corpus: str, document: Document, labels: Numbers[str], entities: Numbers[str], article_text: bool
) -> dict[str, Any]:
    shown = document.text is not None and (article_text or not is_hidden(document))
    mentions = _rows(document.mentions)
    gold = [
        part
        for m in mentions
        for part in (m.start, m.end, labels[TO_COARSE[m.label]], -1 if m.entity is None else entities[m.entity])
    ]
    surfaces = {} if shown else {"surfaces": [surface(mention, document) for mention in mentions]}
    return {"corpus": corpus, "id": document.id, "text": document.text if shown else None, "gold": gold, **surfaces}
