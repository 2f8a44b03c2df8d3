"""Several models over texts without gold, from the prediction cache, in one pass and flat memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import tee
from pathlib import Path

from allonym.corpus.documents import write_documents
from allonym.corpus.files import writing
from allonym.corpus.texts import Texts
from allonym.corpus.values import Document
from allonym.evaluate.agreement.tally import Consistency, Tally
from allonym.evaluate.recorded import without_text
from allonym.measures import measure
from allonym.predict.models import Model
from allonym.predict.predict import Predictor

_NAMES = 1_000
"""Names found by one model alone that are kept a model, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What models found in texts without gold, in lists along `models`: an object of run.json's agreements.

    `both[i][j]` counts the spans that models i and j both found, so that it is symmetrical.
    """

    corpus: str
    models: tuple[str, ...]
    texts: int
    mentions: tuple[int, ...]
    both: tuple[tuple[int, ...], ...]
    alone: tuple[int, ...]
    alone_names: tuple[tuple[tuple[str, int], ...], ...]
    consistency: tuple[Consistency, ...]

    def f1(self, one: int, two: int) -> float | None:
        """Twice what both found over what each found: strict micro F1, whichever of them is taken as gold.

        None where neither found anything.
        """
        spans = self.mentions[one] + self.mentions[two]
        return measure("agreement.f1").compute(self.both[one][two], spans) if spans else None


def measure_agreement(
    texts: Texts, models: Sequence[Model], predictor_of: Callable[[Model], Predictor], spool: Path | None = None
) -> Agreement:
    """Compare what the models say about each text; under `spool` their predictions are written.

    Raises ModelFailed, NotInstalled, InputError.
    """
    tally = Tally(len(models))
    with ExitStack() as stack:
        predictors = [stack.enter_context(predictor_of(model)) for model in models]
        paths = [spool / model.id / f"{texts.name}.jsonl" for model in models] if spool else []
        files = [stack.enter_context(writing(path)) for path in paths]
        read, *copies = tee(texts, len(models) + 1)
        texts_of = ((document.text or "" for document in copy) for copy in copies)
        streams = [predictor.predict(asked) for predictor, asked in zip(predictors, texts_of, strict=True)]
        for document, *answers in zip(read, *streams, strict=True):
            text = document.text or ""
            tally.add(text, answers)
            for file, mentions in zip(files, answers, strict=False):
                write_documents([without_text(Document(document.id, None, mentions), text)], file)
    return Agreement(
        corpus=texts.name,
        models=tuple(model.id for model in models),
        texts=tally.texts,
        mentions=tuple(tally.mentions),
        both=tuple(map(tuple, tally.both)),
        alone=tuple(tally.alone),
        alone_names=tuple(_frequent(names) for names in tally.alone_names),
        consistency=tuple(tally.consistency),
    )


def _frequent(names: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(names.items(), key=lambda item: (-item[1], item[0]))[:_NAMES])
