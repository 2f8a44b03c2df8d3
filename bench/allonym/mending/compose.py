"""A model with remedies around it: what the public function is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from allonym.errors import InputError
from allonym.mending.labels import guessed, mapped
from allonym.mending.means import RemedyMeans
from allonym.mending.remedies import find_remedy
from allonym.mending.settings import REMEDIES, SETTINGS, find_setting
from allonym.mending.values import Ask, MendedSpan, Spans
from allonym.mending.weights import read_weights

Texts = Sequence[str]
Answers = Sequence[Sequence[tuple[int, int, str]]]


def composed(ask: Ask, remedies: Iterable[str], means: RemedyMeans) -> Ask:
    """The model with the remedies around it, the first nearest to it. InputError for a name that is none."""
    for name in remedies:
        ask = find_remedy(name).remedy(ask, means)
    return ask


def mend(
    ask: Callable[[Texts], Answers],
    remedies: str | Sequence[str] = "safe",
    *,
    setting: str = SETTINGS[0],
    labels: Mapping[str, str] | None = None,
    names: Sequence[str] = (),
    weights: Path | str | None = None,
) -> Callable[[Texts], list[Spans]]:
    """A model that finds more names: the same call, with mended spans.

    `ask` takes texts and gives each one's spans, (start, end, label) in code points, half-open. `remedies` is a
    setting, "safe" or "bold", or the names of remedies, which then have the thresholds of `setting`. `labels` maps the
    model's labels to fine or coarse ones; without, their names tell. `names` are listed persons; they add the
    watchlist. `weights` is a file of `allonym mend train`. Spans come out in order; each says in `remedy` and `why`
    what changed it. InputError for a remedy, a setting or weights that are none, and for labels without a person.

    >>> model = lambda texts: [[(0, 11, "PERSON")] for _ in texts]
    >>> [span[:3] for span in mend(model, ["consistency"])(["Ali Mamlouk spoke. Then Mamlouk left."])[0]]
    [(0, 11, 'PERSON'), (24, 31, 'PERSON')]
    """
    setting = find_setting(remedies if isinstance(remedies, str) else setting)
    wanted = [*(REMEDIES if isinstance(remedies, str) else remedies)]
    if names and "watchlist" not in wanted:
        wanted.append("watchlist")
    means = RemedyMeans(
        labels=guessed() if labels is None else mapped(labels),
        setting=setting,
        weights=None if weights is None else read_weights(Path(weights)),
        names=tuple(names),
    )
    whole = composed(lambda texts: [checked(text, found) for text, found in _paired(texts, ask)], wanted, means)
    return lambda texts: list(whole(_as_texts(texts)))


def _as_texts(texts: Texts) -> Texts:
    if isinstance(texts, str):
        raise InputError("one text where texts are asked for", todo="give a list: [text]")
    return texts


def _paired(texts: Texts, ask: Callable[[Texts], Answers]) -> list[tuple[str, Sequence[tuple[int, int, str]]]]:
    """The texts with the model's answers, of which there are as many."""
    answers = list(ask(texts))
    if len(answers) != len(texts):
        raise InputError(f"the model gave {len(answers)} answers to {len(texts)} texts")
    return list(zip(texts, answers, strict=True))


def checked(text: str, found: Iterable[Sequence[object]]) -> Spans:
    """A model's spans in order, each once. InputError for one that no text of this length has."""
    spans = set()
    for one in found:
        match tuple(one)[:3]:
            case (int() as start, int() as end, str() as label) if 0 <= start < end <= len(text):
                spans.add(MendedSpan(start, end, label))
            case other:
                raise InputError(f"{other!r} is no span of a text of {len(text)} characters")
    return tuple(sorted(spans))
