"""The main job: score models on corpora, print the leaderboard, keep the run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from allonym.cli import grouped, options, reading
from allonym.errors import InputError, NothingMeasured, Regressed

if TYPE_CHECKING:
    from allonym.corpus.formats import FormatOptions
    from allonym.evaluate.evaluation import Evaluation
    from allonym.evaluate.task import Task
    from allonym.predict.models import Model
    from allonym.runs.read import Run

SECTION = "Measure"


@grouped.command("bench")
@options.articles
@options.corpora
@reading.options()
@options.models
@grouped.option(
    "--mend", "mended", is_flag=True, help="Behind each model its mended one of models/, where there is one."
)
@grouped.option("--answers", "given", multiple=True, metavar="ID=FILE", type=options.named,
                help="A file of answers to `records texts`, as a model; --labels FILE.toml describes it.")  # fmt: skip
@grouped.option("--as", "as_id", metavar="ID", help="With one model: report it under this name.")
@options.out
@grouped.option("--record", is_flag=True, help="Write the predictions on the articles to gold/articles/predictions.")
@grouped.option("--check-recorded", is_flag=True, help="Exit with 1 where fresh predictions differ from recorded ones.")
@grouped.option("--probe", "probes", multiple=True, metavar="NAME",
              help="A probe (repeatable; none). Without it: all of bench/allonym/probes.")  # fmt: skip
@options.registry
@grouped.option("--full", is_flag=True, help="Probe every spelling and every place, not what the headline needs alone.")
@grouped.option("--article-text", is_flag=True,
              help="Show the articles' sentences, and what models log over them: not to be passed on.")  # fmt: skip
@grouped.option("--refresh", is_flag=True, help="Have every model answer afresh, whatever is kept of its answers.")
@grouped.option("--budget", type=click.FloatRange(min=0), metavar="SUM", heading=options.WORK,
                help="What answers that are paid for may cost, in the money of the models' [prices].")  # fmt: skip
@options.output_format()
@options.seed
@options.jobs
@options.scheduler
@options.quiet
def command(
    article_folder: Path | None,
    corpora: tuple[str, ...],
    reading: FormatOptions,
    models: tuple[str, ...],
    mended: bool,
    given: tuple[tuple[str, Path], ...],
    as_id: str | None,
    out: Path,
    record: bool,
    check_recorded: bool,
    probes: tuple[str, ...],
    own: Path | None,
    full: bool,
    article_text: bool,
    refresh: bool,
    budget: float | None,
    form: str,
    seed: int,
    jobs: int,
    address: str | None,
    quiet: bool,
) -> None:
    """Score models on the corpora, and say which to use."""
    from allonym.evaluate.chosen import chosen_corpora
    from allonym.evaluate.task import Task
    from allonym.predict.install import installed
    from allonym.predict.models import with_mended
    from allonym.runs.latest import find_latest, moved_latest
    from allonym.show.run import show_run

    _check(out, budget, address)
    warn = options.warner(quiet)
    description = _description(reading) if given else None
    ask = partial(installed, models, as_id=as_id, install=address is None, say=options.sayer(quiet), warn=warn)
    chosen = _with_answers(ask, given, description, named=bool(models))
    chosen = with_mended(chosen) if mended else chosen
    reading = replace(reading, labels=()) if description else reading
    gold, texts = chosen_corpora(corpora, article_folder, warn, reading)
    task = Task(
        models=chosen, corpora=gold, texts=texts, probes=probes, full=full, registry=options.own_entities(own, warn),
        article_text=article_text, seed=seed, command=" ".join(["allonym", *sys.argv[1:]]),
    )  # fmt: skip
    before = find_latest(out)
    evaluation, run = _measured(task, out, jobs=jobs, refresh=refresh, budget=budget, address=address, quiet=quiet)
    differences = _warned(evaluation, moved_latest(before, run), warn, record=record)
    show_run(run, form, gold)
    options.sayer(quiet)(f"kept in {run.folder}")
    _end(run, differences if check_recorded else [])


def _check(out: Path, budget: float | None, address: str | None) -> None:
    """InputError where a run cannot be kept or its price not be held."""
    from allonym.runs.write import check_out

    if budget is not None and address is not None:
        raise InputError("--budget holds on this machine only", todo="leave out --scheduler")
    check_out(out)


def _end(run: Run, differences: Sequence[str]) -> None:
    """The verdict of the command: NothingMeasured without numbers, Regressed where these should not differ."""
    if not run.rows:
        raise NothingMeasured("no model was measured; the table says why")
    if differences:
        raise Regressed("fresh predictions differ from the recorded ones")


def _warned(evaluation: Evaluation, moved: Iterable[str], warn: Callable[[str], None], *, record: bool) -> list[str]:
    """Say what is to be known of an evaluation; how it differs from what is recorded. `record` records it first."""
    from allonym.runs.record import changed_since_recorded, record_articles

    for path in record_articles(evaluation) if record else ():
        warn(f"recorded {path}")
    differences = list(changed_since_recorded(evaluation))
    for warning in (*differences, *evaluation.warnings, *moved):
        warn(warning)
    return differences


def _with_answers(
    ask: Callable[..., tuple[Model, ...]], given: tuple[tuple[str, Path], ...], description: Path | None, *, named: bool
) -> tuple[Model, ...]:
    """The models that are asked, and those whose answers are given; with answers alone nobody is asked."""
    from allonym.predict.given import given_models
    from allonym.predict.models import distinct
    from allonym.predict.record import recorded_models

    answered = given_models(given, description)
    asked = ask(recorded=recorded_models()) if named or not answered else ()
    return tuple(distinct((*asked, *answered)))


def _description(reading: FormatOptions) -> Path | None:
    """What --labels names where it is a file: what the answers are; otherwise it names labels of the corpora."""
    return Path(reading.labels[0]) if len(reading.labels) == 1 and reading.labels[0].endswith(".toml") else None


def _measured(
    task: Task, out: Path, *, jobs: int, refresh: bool, budget: float | None, address: str | None, quiet: bool
) -> tuple[Evaluation, Run]:
    """The task's evaluation, and the run as it was kept below `out`."""
    from allonym.cli.progress import progress_bars
    from allonym.evaluate.evaluation import evaluate
    from allonym.evaluate.task import Means
    from allonym.predict.budget import Budget
    from allonym.report.make import draw_run, make_ready
    from allonym.runs.history import remember
    from allonym.runs.write import write_run
    from allonym.temporary import temporary_folder

    with options.cluster(address) as cluster, temporary_folder() as spool, progress_bars(quiet) as progress:
        evaluation = evaluate(task, Means(
            jobs=jobs, budget=Budget(budget) if budget is not None else None, say=options.sayer(quiet),
            refresh=refresh, cluster=cluster, spool=spool, progress=progress,
            meanwhile=partial(make_ready, pictures=len(task.models) > 1),
        ))  # fmt: skip
        run = write_run(evaluation, out, partial(draw_run, evaluation=evaluation))
    try:
        remember(run)
    except InputError as error:  # the run is whole without its line in the history
        options.warner(quiet)(str(error))
    return evaluation, run
