"""A run and its gold to one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from allonym import paths
from allonym.corpus.files import writing
from allonym.corpus.values import Corpus
from allonym.errors import InputError
from allonym.evaluate.entry import OK
from allonym.evaluate.evaluation import Evaluation
from allonym.measures.main import ALL
from allonym.predict.memo import ResultKind, contents, finished_work
from allonym.report.evidence import Predictions, evidence
from allonym.report.figures import Figure, figures
from allonym.report.glance import glance
from allonym.report.page import compile_templates, json_in_script, render
from allonym.report.shed import LARGEST, shed
from allonym.report.spellings import matrix, printed_sites, probed_sites
from allonym.report.svg import start_renderer
from allonym.runs.outcomes import read_outcomes
from allonym.runs.read import Run, read_run
from allonym.show.board import board, unmeasured
from allonym.show.details import Detail, details
from allonym.show.run import leaderboard_markdown
from allonym.statistics.types import SEED
from allonym.watchlist.kept import KeptNames, read_names

if TYPE_CHECKING:
    from allonym.report.names import NamesPage

FILE = "report.html"

FIGURES: ResultKind[list[Figure]] = ResultKind("figures", list[Figure], ("measures", "report/figures", "report/svg"))
"""What the pictures show is in the rows that they are made from."""
AGREED: ResultKind[dict[str, str]] = ResultKind(
    "agreement", dict[str, str], ("labels", "corpus", "match", "measures", "statistics", "gold")
)

_REPLICATES = 1
"""The page shows no interval of the agreement; docs/gold.md does."""

_LINES = 1000
"""Bytes kept for the lines that say what was left out."""

_ABOUT: dict[str, Any] = {
    **{"started": "", "command": "", "seed": None},
    **{"versions": {}, "machine": {}, "timings": {}, "seqeval": {}},
}
"""What a run without a run.json lacks."""

_SECTIONS = (
    ("glance", "At a glance"),
    ("leaderboard", "Leaderboard"),
    ("names", "Your names"),
    ("spellings", "Spellings"),
    ("figures", "Pictures"),
    ("mistakes", "Mistakes"),
    ("method", "How it was measured"),
)
_FILTERS = (("corpus", "Corpus"), ("probe", "Probe"), ("label", "Label"), ("convention", "Convention"))


def report(
    run: Run,
    corpora: Sequence[Corpus],
    *,
    predictions: Predictions | None = None,
    watched: KeptNames | None = None,
    article_text: bool = False,
) -> str:
    """The page of a run, and of a watchlist: that of its folder, or `watched`.

    `corpora` are its gold as far as it is at hand: without it no mistakes are shown. `predictions` are those that
    the run's folder keeps, where they need not be read again.
    The sentences of the articles stand in it only with `article_text`.
    """
    shown = details(run.rows)
    answers = _predictions(run, corpora, predictions, shown[0].models if shown else [])
    found = evidence(corpora, answers, article_text=article_text)
    sites = chain(probed_sites(read_outcomes(run.folder), corpora), printed_sites(corpora, answers))
    spelled = matrix(sites, found.data["models"], found.data["documents"])
    models = list(run.models.values())
    names = _names_page(watched or read_names(run.folder))
    mine = [corpus.name for corpus in corpora]
    with finished_work() as finished:
        drawn = finished.get(FIGURES, partial(figures, run), run.models, run.rows, run.rankings)
        agreed = finished.get(AGREED, partial(_agreement, mine), mine, contents(paths.GOLD))
    context = {
        "run": run,
        "about": {**_ABOUT, **run.about},
        "measured": [model for model in models if model["status"] == OK],
        "unmeasured": unmeasured(run),
        "glance": glance(run.rows),
        "board": board(run),
        "details": shown,
        "names": names,
        "subject": _subject(run, names),
        "leaderboard": run.rows or not names,
        "filters": [(part, name, _values(shown, part)) for part, name in _FILTERS],
        "spelling_groups": len(spelled["groups"]),
        "figures": drawn,
        "evidence": found,
        "sizes": {c.name: (len(c.documents), sum(len(d.mentions) for d in c.documents)) for c in corpora},
        "agreement": agreed,
    }
    context["sections"] = [(anchor, name) for anchor, name in _SECTIONS if _present(anchor, context)]
    context["left_out"] = []
    data = {"mistakes": found.data, "spellings": spelled, "names": names.data if names else None}
    page = render(context, data)
    if (over := len(page.encode()) - LARGEST) <= 0:
        return page
    data, context["left_out"] = shed(data, len(json_in_script(data).encode()) - over - _LINES)
    return render(context, data)


def write_report(
    run: Run,
    corpora: Sequence[Corpus],
    path: Path,
    *,
    predictions: Predictions | None = None,
    watched: KeptNames | None = None,
    article_text: bool = False,
) -> Path:
    """Write the page, whole or not at all; the path."""
    page = report(run, corpora, predictions=predictions, watched=watched, article_text=article_text)
    with writing(path) as file:
        file.write(page)
    return path


def draw_run(folder: Path, evaluation: Evaluation) -> None:
    """Add to a run's folder what people read: leaderboard.md and the page."""
    run = read_run(folder)
    (folder / "leaderboard.md").write_text(leaderboard_markdown(run), "utf-8")
    write_report(run, evaluation.task.corpora, folder / FILE, predictions=evaluation.predictions)


def make_ready(*, pictures: bool) -> None:
    """Compile the templates and, where there will be pictures, start what draws them."""
    compile_templates()
    if pictures:
        start_renderer()


def _names_page(kept: KeptNames | None) -> NamesPage | None:
    if kept is None:
        return None
    from allonym.report.names import names_page

    return names_page(kept)


def _subject(run: Run, names: NamesPage | None) -> str:
    """What the models were run on."""
    corpora = list(dict.fromkeys(row.corpus for row in run.rows if row.corpus != ALL))
    if not run.rows and names:
        return f"{names.summary.count:,} names of {names.summary.list}"
    return ", ".join(corpora)


def _values(shown: Sequence[Detail], part: str) -> list[str]:
    """What one filter lets choose."""
    if part == "label":
        return list(dict.fromkeys(f"{one.view.label} ({one.view.tagset})" for one in shown))
    values = dict.fromkeys(getattr(one.view, part) for one in shown)
    return sorted(values) if part == "convention" else list(values)


def _present(anchor: str, context: Mapping[str, Any]) -> bool:
    needed = {part: part for part in ("glance", "leaderboard", "names", "figures")} | {"spellings": "spelling_groups"}
    if anchor == "mistakes":
        return bool(context["evidence"].mistakes)
    return anchor not in needed or bool(context[needed[anchor]])


def _agreement(names: Sequence[str]) -> dict[str, str]:
    """How far two readers of a corpus agree, where it is the project's and was read twice."""
    from allonym.gold.agreement import agreement
    from allonym.gold.readings import corpora_read, gold_documents, read_twice

    agreements = {}
    for name in set(corpora_read(paths.GOLD)).intersection(names):
        try:
            read = list(read_twice(paths.GOLD, name, gold_documents(paths.GOLD, name)))
        except InputError as error:  # gold check's business; a run is worth its page all the same
            agreements[name] = f"no agreement: {error.what}"
            continue
        whole = agreement(name, read, seed=SEED, replicates=_REPLICATES)[0]
        agreements[name] = f"two readers: span F1 {whole.span_f1.value:.3f}, kappa on words {whole.kappa.value:.3f}"
    return dict(sorted(agreements.items()))


def _predictions(run: Run, corpora: Sequence[Corpus], at_hand: Predictions | None, best: Sequence[str]) -> Predictions:
    """What the run kept, the models in the order of its first table."""
    kept = run.predictions if at_hand is None else lambda model, corpus: at_hand.get((model, corpus))
    return {
        (model, corpus.name): found
        for model in dict.fromkeys([*best, *run.models])
        for corpus in corpora
        if (found := kept(model, corpus.name)) is not None
    }
