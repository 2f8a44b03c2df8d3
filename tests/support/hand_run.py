"""A run so small that every number of its board is worked out by hand: two models, two texts, seven mentions.

What the models found goes through evaluate and runs.write as any answers do; only their costs are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType

import numpy as np

from allonym.corpus import Corpus, Document, Mention
from allonym.evaluate.entry import FAILED, OK, Entry
from allonym.evaluate.evaluation import Evaluation
from allonym.evaluate.ranking import rank, rank_spelled
from allonym.evaluate.scored import Scored, score_entry
from allonym.evaluate.task import Task
from allonym.match.label_sets import LABEL_SETS
from allonym.match.mentions import OUTCOMES
from allonym.measures.pairs import FACTORS, NUMBERS, Pairs
from allonym.measures.pairs import PRINTED as AS_PRINTED
from allonym.report.make import draw_run
from allonym.runs.read import Run
from allonym.runs.write import write_run
from allonym.statistics import Resamplers

TEXTS = ("The Kremlin said Ali Mamluk met Omar in Idlib.", "Sana wrote of Ali Mamlouk in Moscow.")
GOLD = (
    (("Kremlin", "ORG"), ("Ali Mamluk", "PERSON"), ("Omar", "PERSON"), ("Idlib", "GPE")),
    (("Sana", "ORG"), ("Ali Mamlouk", "PERSON"), ("Moscow", "GPE")),
)
FOUND = {
    "good_one": (
        (("The Kremlin", "ORG"), ("Ali Mamluk", "PERSON"), ("Omar", "PERSON"), ("Idlib", "GPE")),
        (("Ali Mamlouk", "PERSON"), ("Moscow", "ORG")),
    ),
    "poor_one": (
        (("Ali Mamluk", "PERSON"), ("Idlib", "GPE")),
        (("Sana", "PERSON"), ("Moscow", "GPE")),
    ),
}
COSTS: dict[str, dict[str, float | None]] = {
    "good_one": {"words_per_cpu_second": 1234.4, "peak_rss_mb": 250.6, "price_of_thousand_words": 0.00123456},
    "poor_one": {"words_per_cpu_second": 98765.0, "peak_rss_mb": 64.2},
}
SITES = {"s0": "gold/d0/0/1", "s1": "gold/d0/0/2", "s2": "gold/d1/0/1"}
ENTITY = {"s0": "ali_mamlouk", "s1": "omar", "s2": "ali_mamlouk"}
PRINTED = {
    "good_one": {"s0": "found", "s1": "found", "s2": "found"},
    "poor_one": {"s0": "found", "s1": "missed", "s2": "missed"},
}
"""What became of the three mentions of people as they are printed."""

Asked = Sequence[tuple[str, str, str]]
"""Of each pair the site, the spelling and the outcome."""

RESPELLED: dict[str, Asked] = {
    "good_one": (
        *(("s0", "Aly", "found"), ("s0", "Eli", "found"), ("s2", "Aly", "found"), ("s2", "Eli", "missed")),
        *(("s1", "Umar", "found"), ("s1", "Omer", "label"), ("s1", "Amr", "found")),
    ),
    "poor_one": (
        *(("s0", "Aly", "found"), ("s0", "Eli", "missed"), ("s2", "Aly", "missed"), ("s2", "Eli", "found")),
        *(("s1", "Umar", "missed"), ("s1", "Omer", "found"), ("s1", "Amr", "missed")),
    ),
}
ENGLISH: dict[str, Asked] = {
    "good_one": (
        *(("s0", "Ann", "found"), ("s0", "Tom", "found"), ("s1", "Ann", "found"), ("s1", "Tom", "bounds")),
        *(("s2", "Ann", "found"), ("s2", "Tom", "found")),
    ),
    "poor_one": (
        *(("s0", "Ann", "found"), ("s0", "Tom", "missed"), ("s1", "Ann", "missed"), ("s1", "Tom", "missed")),
        *(("s2", "Ann", "missed"), ("s2", "Tom", "missed")),
    ),
}
UNSEEN: dict[str, Asked] = {
    "good_one": (("s0", "Zed", "found"), ("s1", "Zed", "found"), ("s2", "Zed", "found"), ("s2", "Zod", "missed")),
    "poor_one": (("s0", "Zed", "missed"), ("s1", "Zed", "missed"), ("s2", "Zed", "found"), ("s2", "Zod", "missed")),
}


def hand_run(out: Path) -> Run:
    """The run, written below a folder and read back; results/latest points at it."""
    corpus = hand_corpus()
    entries = [_entry(model, corpus) for model in FOUND]
    draws = Resamplers(seed=7)
    scored = [score_entry(entry, [corpus], LABEL_SETS, draws) for entry in entries]
    ranking = rank("gold", [score for one in scored for score in one.scores], draws)
    spelled = rank_spelled("gold", {entry.model: entry.probes["respell"] for entry in entries}, draws)
    assert ranking is not None
    assert spelled is not None
    evaluation = Evaluation(
        task=Task(models=(), corpora=(corpus,)),
        started=datetime(2026, 1, 1, tzinfo=UTC),
        entries=(*entries, Entry(model="absent", status=FAILED, reason="no such file")),
        scored=(*scored, Scored()),
        agreements=(),
        rankings=(spelled, ranking),
        not_probed={},
        timings={},
    )
    return write_run(evaluation, out, partial(draw_run, evaluation=evaluation))


def hand_corpus() -> Corpus:
    """The run's gold."""
    return Corpus("gold", tuple(_document(n, TEXTS[n], names) for n, names in enumerate(GOLD)))


def _document(number: int, text: str, names: Sequence[tuple[str, str]]) -> Document:
    places = ((name, text.index(name), label) for name, label in names)
    mentions = (Mention(start, start + len(name), label, _entity(name)) for name, start, label in places)
    return Document(f"d{number}", text, tuple(sorted(mentions, key=lambda mention: mention.start)))


def _entity(name: str) -> str:
    return "ali_mamlouk" if name.startswith("Ali") else name.lower()


def _entry(model: str, corpus: Corpus) -> Entry:
    documents = (_document(n, TEXTS[n], names) for n, names in enumerate(FOUND[model]))
    asked = {"respell": (RESPELLED, "attested"), "control": (ENGLISH, "control/english"), "unseen": (UNSEEN, "made up")}
    return Entry(
        model=model,
        status=OK,
        predictions={corpus.name: {one.id: replace(one, text=None) for one in documents}},
        probes={probe: _pairs(some[model], PRINTED[model], scheme) for probe, (some, scheme) in asked.items()},
        costs=COSTS[model],
    )


def _pairs(asked: Asked, printed: dict[str, str], scheme: str) -> Pairs:
    """The pairs, and of the same name the printed forms too; what is found, or has other bounds, is a person."""
    respelled = not scheme.startswith("control/")
    every = [(site, spelling, outcome, False) for site, spelling, outcome in asked]
    if respelled:
        every += [(site, "", printed[site], True) for site in dict.fromkeys(site for site, *_ in asked)]
    rows = [
        dict.fromkeys(FACTORS, "")
        | {"corpus": "gold", "texts": "prose", "document": SITES[site][:7], "label": "PER", "site": SITES[site]}
        | {"entity": ENTITY[site], "origin": "Arabic", "slot": "running", "spelling": spelling, "form": spelling}
        | {"scheme": AS_PRINTED if is_printed else scheme, "register": "press" if respelled else "", "text": spelling}
        for site, spelling, _, is_printed in every
    ]
    known = {factor: list(dict.fromkeys(row[factor] for row in rows)) for factor in FACTORS}
    codes = {factor: np.array([known[factor].index(row[factor]) for row in rows], np.int64) for factor in FACTORS}
    numbers = [
        {"before": OUTCOMES.index(printed[site]), "after": OUTCOMES.index(outcome), "printed": int(is_printed)}
        | {"right": int(outcome == "found"), "predicted": int(outcome in ("found", "bounds"))}
        | {"spurious": 0, "leads": 1, "weight": 1}
        for site, _, outcome, is_printed in every
    ]
    return Pairs(
        codes=MappingProxyType(codes),
        values=MappingProxyType({factor: tuple(values) for factor, values in known.items()}),
        numbers=MappingProxyType({name: np.array([one[name] for one in numbers], np.int64) for name in NUMBERS}),
    )
