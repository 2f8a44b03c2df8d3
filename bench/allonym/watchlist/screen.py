"""What a watched list answers, on one screen: the models, the names most at risk, the verdict, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from heapq import nsmallest
from typing import TextIO

from allonym.paths import RESULTS
from allonym.runs.verdict import NAMED
from allonym.show.answer import newest, short
from allonym.show.lost import around
from allonym.show.screen import Screen
from allonym.show.table import Table
from allonym.watchlist.answer import ModelAnswer, NameAnswer, Summary
from allonym.watchlist.kept import LATEST, KeptNames
from allonym.watchlist.tables import failed, models, single


def write_screen(kept: KeptNames, show: int, file: TextIO, width: int | None = None) -> None:
    """Print the answer for people, with the `show` names most at risk."""
    summary = kept.summary
    screen = Screen(file, width)
    if summary.measured:
        if summary.single:
            screen.say(single(summary).notes[0], "bold")
        screen.show(_models(summary))
        best = _best(summary)
        lost = most_lost(kept.names(), best.model, show)
        if lost:
            screen.say(f"\nMost at risk with {best.model}:", "bold")
        for name in lost:
            for line in at_risk(name, best.model):
                screen.say(line, cut=True)
    if len(summary.models) - len(summary.measured) > NAMED or not summary.measured:
        screen.show(failed(summary))
    screen.end(verdict(summary), next_steps(kept))


def _models(summary: Summary) -> Table:
    """Of each model what it finds, what it misses, and, where gold can tell, what it adds."""
    table = models(summary)
    heads = {"whole names": "whole\nnames", "spurious": "spurious a\n1,000 words"}
    shown = table.under(heads).only((0, 1, 4, 5, 6) if summary.gold else (0, 1, 4, 5))
    return replace(shown, title="", notes=table.notes[:1])


def most_lost(names: Iterable[NameAnswer], model: str, most: int) -> list[NameAnswer]:
    """The names that a model does not find in all their tries, those first that it finds least often."""
    lost = (name for name in names if name.found.get(model, 0) < 1)
    return nsmallest(most, lost, key=lambda name: name.found.get(model, 0))


def at_risk(name: NameAnswer, model: str) -> Iterator[str]:
    """A name with its share, and one place where the model lost it."""
    yield f"  {name.name} (line {name.line}): found in {100 * name.found.get(model, 0):.0f}% of its tries"
    for one in name.lost:
        if one.model == model:
            start, end = one.text.find("⟦"), one.text.find("⟧") + 1
            yield f"    {around(one.text, max(0, start), max(0, end - start))}"
            return


def verdict(summary: Summary) -> Iterator[str]:
    """The list in words: who finds most, what two find together, what the list lacks, who was not measured."""
    if not summary.measured:
        yield "No model was measured."
    else:
        best = _best(summary)
        lead = "finds" if len(summary.measured) == 1 else "finds more of your names than the others:"
        yield (
            f"{best.model} {lead} {100 * best.found / best.tries:.1f}% of {best.tries:,} tries, and "
            f"{best.whole_names:,} of {summary.count:,} name{'s' * (summary.count != 1)} in every spelling and place."
        )
        yield from _ties(summary, best)
        yield from _together(summary, best)
    lost = [model for model in summary.models if model.status != "ok"]
    for model in lost if len(lost) <= NAMED else ():
        yield f"{model.model} was not measured: {' '.join((model.reason or model.status).split()).rstrip('.')}."


def _ties(summary: Summary, best: ModelAnswer) -> Iterator[str]:
    same = [one.model for one in summary.measured if one.found == best.found and one.model != best.model]
    if same:
        yield f"{' and '.join(same)} {'finds' if len(same) == 1 else 'find'} as many."


def _together(summary: Summary, best: ModelAnswer) -> Iterator[str]:
    """The second model that adds most, where one adds something."""
    pairs = (pair for pair in summary.pairs if pair.by == "union" and best.model in pair.models)
    pair = max(pairs, key=lambda pair: (pair.found, -pair.spurious), default=None)
    if pair is not None and pair.found > best.found:
        second = next(model for model in pair.models if model != best.model)
        yield f"With {second} beside it, {100 * pair.found / best.tries:.1f}% are found by one or the other."


def next_steps(kept: KeptNames) -> Iterator[tuple[str, str]]:
    """What to call now, and what it does."""
    folder = newest(kept.path.parent, LATEST)
    shown = short(folder)
    yield f"allonym show {LATEST if shown == f'{RESULTS}/{LATEST}' else shown} --full", "every table"
    if (folder / "report.html").is_file():
        yield f"{shown}/report.html", "the page, with every sentence"
    yield f"{shown}/names.csv", "every spelling"


def _best(summary: Summary) -> ModelAnswer:
    measured: Iterable[ModelAnswer] = summary.measured
    return max(measured, key=lambda model: (model.found, model.whole_names))
