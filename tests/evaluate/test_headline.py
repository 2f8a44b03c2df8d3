"""The headline worked out a second time, from texts and predictions alone: no table, no measure, no array."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from allonym.corpus.load import load_corpus
from allonym.corpus.values import Corpus, Mention
from allonym.evaluate.plan import Plan, plan
from allonym.evaluate.probing import run_probes
from allonym.evaluate.spelling_rows import probe_rows
from allonym.labels import TO_COARSE
from allonym.match.conventions import neutral
from allonym.measures.main import HEADLINE
from allonym.predict.cache import Cache
from allonym.predict.models import Model, find_models
from allonym.predict.pool import Pool
from allonym.predict.predict import Predictor
from allonym.statistics import Resamplers

Predict = Callable[[Iterable[str]], Iterator[tuple[Mention, ...]]]
Seen = tuple[bool, int, int]
"""Of a paragraph: whether the mention is found, and how many people are right and predicted."""


def sample() -> list[Corpus]:
    """Some of the retellings and of the dispatches, which are pooled."""
    some = {"retellings": 2, "dispatches": 10}
    corpora = [load_corpus(name) for name in some]
    return [Corpus(one.name, one.documents[: some[one.name]], one.prose) for one in corpora]


def people(text: str, spans: Iterable[tuple[int, int, str]]) -> set[tuple[int, int]]:
    return {neutral(start, end, text) for start, end, label in spans if TO_COARSE.get(label) == "PER"}


def answers(asked: Plan, predict: Predict) -> dict[str, set[tuple[int, int]]]:
    """The people that a model finds in each distinct paragraph."""
    texts = sorted({text for probed in asked.stream() for text in (probed.original, probed.text)})
    found = predict(texts)
    return {
        text: people(text, ((m.start, m.end, m.label) for m in spans)) for text, spans in zip(texts, found, strict=True)
    }


def seen(
    asked: Plan, found: dict[str, set[tuple[int, int]]]
) -> tuple[dict[Any, dict[str, Seen]], dict[Any, dict[str, Seen]], dict[Any, str]]:
    """For each mention of a person each distinct paragraph: of press spellings and as printed; of English names.

    And the one as printed.
    """
    press: dict[Any, dict[str, Seen]] = defaultdict(dict)
    english: dict[Any, dict[str, Seen]] = defaultdict(dict)
    originals: dict[Any, str] = {}
    for probed in asked.stream():
        after = people(probed.text, ((*one.after, one.label) for one in probed.gold))
        before = people(probed.original, ((*one.before, one.label) for one in probed.gold))
        for pair in probed.pairs:
            place = neutral(*pair.after, probed.text)
            mine = found[probed.text]
            what = (place in mine, len(mine & after), len(mine))
            if pair.site.label != "PER":
                continue
            if probed.probe == "respell" and pair.register == "press":
                press[pair.site][probed.text] = what
                old = found[probed.original]
                was = neutral(*pair.before, probed.original) in old
                press[pair.site][probed.original] = (was, len(old & before), len(old))
                originals[pair.site] = probed.original
            if pair.scheme == "control/english":
                english[pair.site][probed.text] = what
    return press, english, originals


def both_ways(mentions: Iterable[dict[str, Seen]]) -> tuple[float, float]:
    """Found both ways, and split."""
    both, once, any_, count = 0.0, 0.0, 0.0, 0
    for paragraphs in mentions:
        draws = [(one[0], two[0]) for one, two in combinations(paragraphs.values(), 2)]
        both += sum(one and two for one, two in draws) / len(draws)
        once += sum(one != two for one, two in draws) / len(draws)
        any_ += sum(one or two for one, two in draws) / len(draws)
        count += 1
    return both / count, once / any_ if any_ else float("nan")


def headline(asked: Plan, found: dict[str, set[tuple[int, int]]]) -> dict[str, float]:
    press, english, originals = seen(asked, found)
    both, split = both_ways(press.values())
    means = [[sum(p[at] for p in each.values()) / len(each) for at in (1, 2)] for each in press.values()]
    precision = sum(right for right, _ in means) / sum(predicted for _, predicted in means)
    shared = [site for site in press if len(english.get(site, ())) > 1]
    gap = both_ways(english[site] for site in shared)[0] - both_ways(press[site] for site in shared)[0]
    f1 = 2 * both * precision / (both + precision)
    numbers = {"both": both, "split": split, "precision": precision, "f1": f1, "gap": gap}
    spelled = {f"spelling.{name}": number for name, number in numbers.items()}
    return spelled | ledger([(press[site], english[site], originals[site]) for site in shared])


def ledger(places: list[tuple[dict[str, Seen], dict[str, Seen], str]]) -> dict[str, float]:
    """Of each place the press spellings, the English names, and the paragraph as printed."""
    found = {"english": 0.0, "printed": 0.0, "others": 0.0}
    for press, english, original in places:
        others = [one[0] for text, one in press.items() if text != original]
        found["english"] += sum(one[0] for one in english.values()) / len(english) / len(places)
        found["printed"] += press[original][0] / len(places)
        found["others"] += sum(others) / len(others) / len(places)
    return {
        "ledger.sentence": 1 - found["english"],
        "ledger.origin": found["english"] - found["printed"],
        "ledger.spelling": found["printed"] - found["others"],
        "ledger.found": found["others"],
    }


def held(predict: Predict) -> None:
    asked = plan(sample(), ("respell", "control"))
    kept = answers(asked, predict)
    rows = probe_rows("m", run_probes(predict, asked), Resamplers(replicates=2))
    place = (HEADLINE.probe, HEADLINE.slice, HEADLINE.label, "prose")
    numbers = {row.measure: row.value for row in rows if (row.probe, row.slice, row.label, row.corpus) == place}
    for name, number in headline(asked, kept).items():
        assert numbers[name] == pytest.approx(number, abs=1e-12), name


def defaults() -> list[Model]:
    return list(find_models())


def test_the_line_of_reference_is_as_worked_out_a_second_time() -> None:
    from allonym.predict.adapters.capitalised import CapitalisedRuns

    runs = CapitalisedRuns()

    def predict(texts: Iterable[str]) -> Iterator[tuple[Mention, ...]]:
        for text in texts:
            yield tuple(Mention(*span) for span in runs.predict([text])[0])

    held(predict)


@pytest.mark.models
@pytest.mark.parametrize("model", defaults(), ids=lambda model: model.id)
def test_every_default_model_is_as_worked_out_a_second_time(model: Model, tmp_path: Path) -> None:
    with (
        closing(Cache(tmp_path / "answers.sqlite")) as cache,
        Predictor(model, cache=cache, workers=Pool(cache, 1, 1)) as one,
    ):
        held(one.predict)
