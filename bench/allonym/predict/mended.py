"""Mended models: a base model's answers, from the cache where it gave them before, with remedies around them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from allonym import mending
from allonym.mending.compose import composed
from allonym.mending.labels import ModelLabels, mapped
from allonym.mending.means import RemedyMeans
from allonym.mending.settings import REMEDIES, find_setting
from allonym.mending.values import Ask, MendedSpan, Spans
from allonym.mending.weights import read_weights
from allonym.predict.answers import Span
from allonym.predict.cache import Cache, cache_file
from allonym.predict.cost import Cost
from allonym.predict.failures import ModelFailed
from allonym.predict.models import Model, find_models
from allonym.predict.predict import Predictor
from allonym.predict.recipe import Recipe, settled
from allonym.predict.units import Queue, QueueHere, Report, Take, Workers


def base_of(model: Model) -> Model:
    """The model without remedies, answering under its own labels, those that are no names among them."""
    name = model.base or model.id
    return msgspec.structs.replace(
        model, id=name, own_id="", base="", remedies=[], setting="", labels={label: label for label in model.labels}
    )


def labels_of(model: Model) -> ModelLabels:
    """What a model's labels are. InputError where none is a person."""
    return mapped(model.labels, f"{model.file}: labels")


def asking(predictor: Predictor, texts: Iterable[str]) -> Iterator[Spans]:
    """A base model's spans as remedies take them."""
    for mentions in predictor.predict(texts):
        yield tuple(MendedSpan(mention.start, mention.end, mention.label) for mention in mentions)


@contextmanager
def mended_asking(
    name: str,
    setting: str,
    remedies: Sequence[str],
    names: Sequence[str],
    weights: Path | None,
    workers: Workers | None = None,
) -> Iterator[Ask]:
    """A model by its id or TOML with remedies around it, those of the setting where none is named.

    Spans come out under the model's own labels; of a mended model its base is taken. `names` are for the watchlist,
    `workers` those that ask the model, on this machine where none are given.
    Raises InputError, NotInstalled; asking raises ModelFailed.
    """
    model = find_models([name])[0]
    held = read_weights(weights) if weights else None
    means = RemedyMeans(labels_of(model), find_setting(setting), held, tuple(names))
    wanted = [*(remedies or REMEDIES), *(["watchlist"] if names and "watchlist" not in remedies else [])]
    with closing(Cache(cache_file())) as kept, Predictor(base_of(model), kept, workers=workers) as predictor:
        yield composed(lambda texts: asking(predictor, texts), wanted, means)


class MendingWorkers:
    """Workers of which a mended model is opened around its base, and every other model as it is."""

    def __init__(self, workers: Workers, cache: Cache) -> None:
        self._workers, self._cache = workers, cache

    def open(self, model: Model) -> Queue:
        """A queue for a model's units. Raises NotInstalled."""
        if not model.base:
            return self._workers.open(model)
        return MendedQueue(model, Predictor(base_of(model), self._cache, workers=self._workers), self._cache)


class MendedQueue(QueueHere):
    """The queue of a mended model: its base answers a unit, and the remedies are done here."""

    def __init__(self, model: Model, base: Predictor, hashes: Cache) -> None:
        """Raises NotInstalled, and InputError for remedies and a setting that are none."""
        means = RemedyMeans(labels=labels_of(model), setting=find_setting(model.setting))
        self._base = base.__enter__()
        self._ask = composed(lambda texts: asking(base, texts), model.remedies, means)
        own = sum(path.stat().st_size for path in _sources())
        parts = {
            "base": base.digest,
            "remedies": [model.remedies, model.setting, model.labels],
            "sources": {path.name: hashes.sha256(path) for path in _sources()},
        }
        size = int(base.size_mb * (1 << 20)) + own
        self.recipe = Recipe(command=(), digest=settled(parts), size=size, warnings=())
        self._warned: Counter[str] = Counter()

    def answer(self, texts: Sequence[str], take: Take) -> Report:
        before, failure = time.thread_time(), None
        try:
            for index, spans in enumerate(self._ask(texts)):
                take(index, [Span(span.start, span.end, span.label) for span in spans])
        except ModelFailed as error:
            failure = (error.reason, error.log_tail)
        cost = self._cost(sum(len(text.split()) for text in texts), time.thread_time() - before)
        new, self._warned = self._base.warnings - self._warned, Counter(self._base.warnings)
        return Report([], cost, self._base.version, dict(new), failure)

    def _cost(self, words: int, own_seconds: float) -> Cost:
        """What the base takes for so many words, by what was measured of it, and the remedies' own time."""
        base = self._base.cost or Cost()
        seconds = own_seconds + words * base.cpu_seconds / base.words if base.words else own_seconds
        return Cost(words, seconds, base.load_seconds, base.peak_rss_mb)

    def close(self) -> None:
        self._base.__exit__(None, None, None)


def _sources() -> list[Path]:
    """What makes the remedies: their code, their words and the weights."""
    folder = Path(mending.__file__).parent
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in (".py", ".txt", ".npz") and "training" not in path.relative_to(folder).parts
    )
