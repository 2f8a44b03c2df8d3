"""Training: the corrector's weights from labelled texts and what models find in them, printed and respelled."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allonym.errors import unknown
from allonym.mending.cases import CASES
from allonym.mending.labels import ModelLabels
from allonym.mending.means import RemedyMeans
from allonym.mending.remedies import corrector, normalise
from allonym.mending.training.choose import choose
from allonym.mending.training.common import common_words
from allonym.mending.training.corpora import TrainingText
from allonym.mending.training.fit import fitted
from allonym.mending.training.held_out import STEPS, Floats, HeldOut, held_out
from allonym.mending.training.pages import AnsweredText, FeatureReading, Numbering, PagePlace, TrainingPage, pages
from allonym.mending.training.respell import respelled
from allonym.mending.values import Ask
from allonym.mending.weights import made, write_weights

_FOLDS = 4
"""Parts of the documents of a single corpus."""
ABLATIONS = ("respelled", "half")
"""What training can do without: the respelled copies, every other document."""

Models = Mapping[str, tuple[Ask, ModelLabels]]


@dataclass(frozen=True, slots=True)
class TrainingRecipe:
    """How training goes: copies of each text with other spellings, what these are drawn by, and what is left out."""

    respellings: int = 2
    seed: int = 7
    without: tuple[str, ...] = ()


def recipe_of(respellings: int, seed: int, without: Sequence[str]) -> TrainingRecipe:
    """A recipe. InputError for what training cannot do without."""
    for one in without:
        if one not in ABLATIONS:
            raise unknown("part of training", one, ABLATIONS)
    return TrainingRecipe(respellings, seed, tuple(without))


def train(
    models: Models,
    texts: Sequence[TrainingText],
    out: Path,
    recipe: TrainingRecipe = TrainingRecipe(),
    say: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Write the weights of models on labelled texts; what held-out texts say of them. The same gives the same bytes."""
    chosen = [one for number, one in enumerate(texts) if "half" not in recipe.without or number % 2]
    numbering = Numbering()
    found = list(_answered(models, chosen, recipe, numbering, say))
    fitting = [page for page in found if "respelled" not in recipe.without or not page.place.copy]
    examples = sum(len(page.bounds) for page in fitting)
    parts = parts_of(chosen)
    say(f"fitting {examples:,} examples without each of {max(parts) + 1} parts, and whole")
    names = list(numbering.numbers)
    held = held_out(found, _cross_fitted(found, fitting, parts, len(names)))
    limits = choose(held)
    whole = fitted(fitting, len(names), _models(fitting))
    order = sorted(range(len(whole.features)), key=lambda at: names[whole.features[at]])
    features = [names[whole.features[at]] for at in order]
    common = common_words(one.document.text or "" for one in chosen)
    write_weights(out, made(features, whole.rows[order], whole.bias, common, limits))
    return {"examples": examples, "features": len(features), **_told(held, limits)}


def _models(pages: Sequence[TrainingPage]) -> int:
    return len({page.place.base for page in pages})


def _cross_fitted(
    pages: Sequence[TrainingPage], fitting: Sequence[TrainingPage], parts: Sequence[int], size: int
) -> list[Floats]:
    """The chances of each page's runs, by weights that never saw its part."""
    found: dict[int, Floats] = {}
    for part in range(max(parts) + 1):
        weights = fitted([page for page in fitting if parts[page.place.document] != part], size, _models(fitting))
        at = [number for number, page in enumerate(pages) if parts[page.place.document] == part]
        some = [pages[number] for number in at]
        for number, page, logits in zip(at, some, weights.logits(some, size), strict=True):
            found[number] = corrector.chances(logits, page.pools)
    return [found[number] for number in range(len(pages))]


def parts_of(texts: Sequence[TrainingText]) -> list[int]:
    """The part of each text, which weights tell that were fitted on the others: its corpus, or a fold of a single one.

    What weights do to texts of a kind that they have never seen is worse than what they do to more of their own.
    """
    corpora = sorted({one.corpus for one in texts})
    if len(corpora) > 1:
        return [corpora.index(one.corpus) for one in texts]
    return [hashlib.sha256(one.document.id.encode()).digest()[0] % _FOLDS for one in texts]


def _answered(
    models: Models,
    texts: Sequence[TrainingText],
    recipe: TrainingRecipe,
    numbering: Numbering,
    say: Callable[[str], None],
) -> Iterator[TrainingPage]:
    """The pages of each model: printed texts and copies, asked as mending asks.

    Common words are those of the other parts.
    """
    documents = [one.document for one in texts]
    copies = [
        [respelled(one, f"{recipe.seed}.{number}") if number >= 0 else one for one in documents]
        for number in range(-1, recipe.respellings)
    ]
    parts = parts_of(texts)
    readings = [
        FeatureReading(
            numbering, common_words(one.text or "" for one, at in zip(documents, parts, strict=True) if at != part)
        )
        for part in range(max(parts) + 1)
    ]
    for base, (ask, labels) in models.items():
        say(f"asking {base} about {len(documents) * len(copies):,} texts")
        asked = normalise.remedy(ask, RemedyMeans(labels))
        answers = iter(asked([one.text or "" for some in copies for one in some]))
        for copy, some in enumerate(copies):
            for number, one in enumerate(some):
                place = PagePlace(texts[number].corpus, base, number, copy, 0, whole=True)
                yield from pages(AnsweredText(one, next(answers), labels), place, readings[parts[number]])


def _told(held: HeldOut, limits: Mapping[str, Any]) -> dict[str, Any]:
    """The thresholds, and what held-out texts say: measures by corpus, model and what is around it."""
    states = {
        "model": held.without("raw"),
        "consistency": held.without("agreed"),
        **{name: held.measured([round(one * STEPS) for one in some]) for name, some in limits.items()},
    }
    return {
        "thresholds": {name: dict(zip(CASES, some, strict=True)) for name, some in limits.items()},
        "held out": [
            {
                "corpus": corpus,
                "base": base,
                "with": state,
                **{name: round(float(values[at]), 2) for name, values in measures.items()},
            }
            for at, (corpus, base) in enumerate(held.groups)
            for state, measures in states.items()
        ],
    }
