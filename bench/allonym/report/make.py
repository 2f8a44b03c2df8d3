"""A run and its gold to one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from allonym.corpus.files import writing
from allonym.corpus.values import Corpus
from allonym.evaluate.evaluation import Evaluation
from allonym.measures.main import ALL, PROSE
from allonym.predict.memo import ResultKind, finished_work
from allonym.report.figures import figures
from allonym.report.page import compile_templates, json_in_script, render
from allonym.report.shed import LARGEST, shed
from allonym.report.slide import FIRST
from allonym.report.svg import start_renderer
from allonym.runs.outcomes import read_outcomes
from allonym.runs.read import Run
from allonym.show.answer import board as headline
from allonym.show.answer import pooled
from allonym.show.board import board, unmeasured
from allonym.show.details import choices, details
from allonym.show.evidence import Evidence, Predictions, evidence, kept_predictions
from allonym.show.gold_agreement import agreed
from allonym.show.run import leaderboard_markdown
from allonym.show.spelled import as_printed, matrix, put_there
from allonym.watchlist.kept import KeptNames, read_names
from allonym.watchlist.page import NamesPage, names_page

FILE = "report.html"

SPELLINGS: ResultKind[dict[str, Any]] = ResultKind(
    "spellings", dict[str, Any], ("labels", "corpus", "match", "measures", "evaluate", "show/spelled", "report/make")
)

_LINES = 1000
"""Bytes kept for the lines that say what was left out."""

_ABOUT: dict[str, Any] = {
    **{"started": "", "command": "", "seed": None},
    **{"versions": {}, "machine": {}, "timings": {}, "seqeval": {}},
}
"""What a run without a run.json lacks."""

_SECTIONS = (
    ("verdict", "Verdict"),
    ("leaderboard", "Leaderboard"),
    ("names", "Your names"),
    ("spellings", "Spellings"),
    ("figures", "Pictures"),
    ("mistakes", "Mistakes"),
    ("method", "How it was measured"),
)


def write_report(
    run: Run,
    corpora: Sequence[Corpus],
    path: Path,
    *,
    predictions: Predictions | None = None,
    watched: KeptNames | None = None,
    article_text: bool = False,
) -> Path:
    """Write the page of a run, and of a watchlist: that of its folder, or `watched`; whole or not at all. The path.

    `corpora` are its gold as far as it is at hand: without it no mistakes are shown. `predictions` are those that
    the run's folder keeps, where they need not be read again.
    The sentences of the articles stand in it only with `article_text`.
    """
    names = names_page(kept) if (kept := watched or read_names(run.folder)) else None
    context, data = _content(run, corpora, predictions, names, article_text)
    context["sections"] = [(anchor, name) for anchor, name in _SECTIONS if context.get(anchor, True)]
    context["left_out"] = []
    page = render(context, data)
    if (over := len(page.encode()) - LARGEST) > 0:
        data, context["left_out"] = shed(data, len(json_in_script(data).encode()) - over - _LINES)
        page = render(context, data)
    with writing(path) as file:
        file.write(page)
    return path


def _content(
    run: Run, corpora: Sequence[Corpus], predictions: Predictions | None, names: NamesPage | None, article_text: bool
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the templates show, and what the page's script reads; a section without content is false."""
    shown = details(run.rows)
    answers = kept_predictions(run, corpora, shown[0].models if shown else [], predictions)
    with finished_work() as finished:
        found = evidence(corpora, answers, article_text=article_text, finished=finished)
        lines, models = read_outcomes(run.folder), found.data["models"]
        work = partial(_spellings, lines, corpora, answers, found)
        spellings = finished.get(SPELLINGS, work, lines, corpora, [*answers.items()], models)
        drawn, agreement = figures(run, finished), agreed([corpus.name for corpus in corpora], finished)
    context = {
        "run": run,
        "about": {**_ABOUT, **run.about},
        "measured": [run.models[name] for name in run.measured],
        "unmeasured": unmeasured(run),
        "board": board(run),
        "details": shown,
        "names": names,
        "subject": _subject(run, names),
        "leaderboard": run.rows or not names,
        "choices": choices(shown),
        "spellings": spellings["groups"],
        "verdict": run.verdict if run.rows else (),
        "headline": headline(run),
        "pooled": pooled(run),
        "first_figures": [one for one in drawn if one.name in FIRST],
        "figures": [one for one in drawn if one.name not in FIRST],
        "evidence": found,
        "mistakes": found.mistakes,
        "sizes": {c.name: (len(c.documents), sum(len(d.mentions) for d in c.documents)) for c in corpora},
        "agreement": agreement,
    }
    return context, {
        "mistakes": found.data,
        "spellings": spellings,
        "prose": run.prose,
        "names": names.data if names else None,
    }


def _spellings(
    lines: Sequence[Mapping[str, Any]], corpora: Sequence[Corpus], answers: Predictions, shown: Evidence
) -> dict[str, Any]:
    spelled = chain(put_there(lines, corpora), as_printed(corpora, answers))
    return matrix(spelled, shown.data["models"], shown.data["documents"])


def draw_run(run: Run, evaluation: Evaluation) -> None:
    """Add to the folder of a run what people read: leaderboard.md and the page."""
    folder = run.folder
    assert folder is not None
    (folder / "leaderboard.md").write_text(leaderboard_markdown(run), "utf-8")
    task = evaluation.task
    predictions = evaluation.predictions
    write_report(run, task.corpora, folder / FILE, predictions=predictions, article_text=task.article_text)


def make_ready(*, pictures: bool) -> None:
    """Compile the templates and, where there will be pictures, start what draws them."""
    compile_templates()
    if pictures:
        start_renderer()


def _subject(run: Run, names: NamesPage | None) -> str:
    """What the models were run on."""
    corpora = list(dict.fromkeys(row.corpus for row in run.rows if row.corpus not in (ALL, PROSE)))
    if not run.rows and names:
        return f"{names.summary.count:,} names of {names.summary.list}"
    return ", ".join(corpora)
