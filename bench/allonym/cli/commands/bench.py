"""The main job: score models on corpora, print the leaderboard, keep the run."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from allonym.cli import options


@click.command("bench")
@options.articles
@options.corpora
@options.models
@click.option("--as", "as_id", metavar="ID", help="With one model: report it under this name.")
@options.out
@click.option("--record", is_flag=True, help="Write the predictions on the articles to gold/articles/predictions.")
@click.option("--check-recorded", is_flag=True, help="Exit with 1 where fresh predictions differ from recorded ones.")
@click.option("--probe", "probes", multiple=True, metavar="NAME",
              help="A probe (repeatable; none). Without it: all of bench/allonym/probes.")  # fmt: skip
@click.option("--refresh", is_flag=True, help="Have every model answer afresh, whatever is kept of its answers.")
@options.output_format()
@options.seed
@options.jobs
@options.scheduler
@options.quiet
def command(
    article_folder: Path | None,
    corpora: tuple[str, ...],
    models: tuple[str, ...],
    as_id: str | None,
    out: Path,
    record: bool,
    check_recorded: bool,
    probes: tuple[str, ...],
    refresh: bool,
    form: str,
    seed: int,
    jobs: int,
    address: str | None,
    quiet: bool,
) -> None:
    """Score models on the corpora and print the leaderboard."""
    from allonym.cli.progress import progress_bars
    from allonym.errors import InputError, NothingMeasured, Regressed
    from allonym.evaluate.chosen import chosen_corpora
    from allonym.evaluate.evaluation import evaluate
    from allonym.predict.install import install_models
    from allonym.predict.models import find_models
    from allonym.report.beforehand import make_ready
    from allonym.report.make import draw_run
    from allonym.runs.history import remember
    from allonym.runs.read import read_run
    from allonym.runs.record import changed_since_recorded, record_articles
    from allonym.runs.write import write_run
    from allonym.show.run import show_run

    warn = (lambda _: None) if quiet else options.warn
    chosen = find_models(models)
    if as_id is not None:
        if len(chosen) != 1:
            raise InputError(f"--as names one model, but {len(chosen)} are chosen", todo="give one --model")
        chosen = (chosen[0].as_id(as_id),)
    if "all" not in models and address is None:
        for failure in install_models(chosen, say=(lambda _: None) if quiet else options.say):
            warn(str(failure))
    gold, texts = chosen_corpora(corpora, article_folder, warn)
    with (
        options.cluster(address) as cluster,
        TemporaryDirectory(prefix="allonym-") as spool,
        progress_bars(quiet) as progress,
    ):
        evaluation = evaluate(
            chosen,
            gold,
            texts,
            jobs=jobs,
            seed=seed,
            command=" ".join(["allonym", *sys.argv[1:]]),
            probes=probes,
            refresh=refresh,
            progress=progress,
            spool=Path(spool),
            cluster=cluster,
            meanwhile=partial(make_ready, pictures=len(chosen) > 1),
        )

        folder = write_run(evaluation, out, partial(draw_run, evaluation=evaluation))
    run = read_run(folder)
    remember(run)
    for path in record_articles(evaluation) if record else ():
        warn(f"recorded {path}")
    differences = list(changed_since_recorded(evaluation))
    for warning in (*differences, *evaluation.warnings):
        warn(warning)
    show_run(run, form)
    if not quiet:
        click.echo(f"kept in {folder}", err=True)
    if not run.rows:
        raise NothingMeasured("no model was measured; the table says why")
    if check_recorded and differences:
        raise Regressed("fresh predictions differ from the recorded ones")
