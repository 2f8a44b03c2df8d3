"""Answers from elsewhere: texts to answer, records, their checks."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from allonym import paths
from allonym.cli import grouped, options
from allonym.errors import InputError

if TYPE_CHECKING:
    from allonym.records.check import Asked

SECTION = "Results"


@grouped.group("records")
def command() -> None:
    """Answers from elsewhere: texts to answer, records, checks."""


@command.command("texts")
@options.corpora
@grouped.option("--articles", "article_folder", type=click.Path(path_type=Path), metavar="DIR", heading=options.WHAT,
                help="Folder with the texts of the articles, which are written only then.")  # fmt: skip
@grouped.option("--probe", "probes", multiple=True, metavar="NAME", help="A probe (repeatable; none); all without it.")
@options.registry
@grouped.option("--full", is_flag=True, help="Every spelling and every place, as `allonym bench --full` asks.")
@grouped.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE",
                heading=options.ANSWER, help="JSON Lines; compressed where it ends in .gz.")  # fmt: skip
@options.quiet
def texts(
    corpora: tuple[str, ...],
    article_folder: Path | None,
    probes: tuple[str, ...],
    own: Path | None,
    full: bool,
    out: Path,
    quiet: bool,
) -> None:
    """Write every text that a model must answer.

    A line is {"id", "sha256", "text"}. Answer each with {"id", "spans"} and score the answers with
    `allonym bench --answers ID=FILE`.
    """
    from allonym.corpus.articles import without_articles
    from allonym.evaluate.chosen import chosen_corpora
    from allonym.evaluate.plan import plan
    from allonym.records.texts import texts_to_answer, write_texts

    warn = options.warner(quiet)
    gold, _ = chosen_corpora(corpora, article_folder, warn)
    if article_folder is None:
        gold = without_articles(gold)
    probing = plan(gold, probes, options.own_entities(own, warn), full=full)
    count = write_texts(texts_to_answer(gold, probing), out)
    options.sayer(quiet)(f"{count:,} texts in {out}")


@command.command("pack")
@click.argument("run", default="latest")
@grouped.option(
    "--model", metavar="ID", help="The model of the run; without it each that ran here.", heading=options.WHAT
)
@options.articles
@grouped.option("--corpus", "corpora", type=click.Path(path_type=Path, dir_okay=False), multiple=True, metavar="FILE",
                help="A JSON Lines corpus of the run that is not the project's.", heading=options.WHAT)  # fmt: skip
@options.registry
@grouped.option("--to", type=click.Path(path_type=Path), metavar="FILE", help="Where; else records/ID.json.gz.")
@options.out
@options.quiet
def pack(
    run: str,
    model: str | None,
    article_folder: Path | None,
    corpora: tuple[Path, ...],
    own: Path | None,
    to: Path | None,
    out: Path,
    quiet: bool,
) -> None:
    """Write answers in RUN as records without text, a model each.

    RUN is a folder, an id, or latest.
    """
    from allonym.predict.record import ENDING, write_record
    from allonym.records.pack import pack
    from allonym.runs.gold import gold_of
    from allonym.runs.read import find_run

    found = find_run(run, out)
    warn = options.warner(quiet)
    gold, registry = gold_of(found, corpora, article_folder, warn), options.own_entities(own, warn)
    live = [name for name in found.measured if "record" not in found.models[name]]
    if to and model is None and len(live) != 1:
        raise InputError(f"--to names one file, for {len(live)} models", todo="name one: --model ID")
    for name in [model] if model else live:
        record = pack(found, name, gold, registry)
        path = to or paths.RECORDS / f"{name}{ENDING}"
        write_record(record, path)
        click.echo(f"{path}: {len(record.texts) + len(record.articles):,} answers, {path.stat().st_size:,} bytes")


@command.command("unpack")
@click.argument("record", type=click.Path(path_type=Path, dir_okay=False))
def unpack(record: Path) -> None:
    """Print the answers of RECORD as JSON Lines.

    Each is {"id", "spans"}, as `allonym bench --answers` reads them.
    """
    import msgspec

    from allonym.predict.given import read_given

    for key, spans in read_given(record).spans.items():
        click.echo(msgspec.json.encode({"id": f"{record.name.split('.json')[0]}/{key.hex()}", "spans": spans}).decode())


@command.command("check")
@click.argument("records", nargs=-1, type=click.Path(path_type=Path, dir_okay=False), metavar="[RECORD...]")
@options.corpora
@options.articles
@options.registry
@grouped.option("--spot", type=click.IntRange(min=1), metavar="N",
                help="Also ask the model itself, which must run here, for N texts.")  # fmt: skip
@options.models
@options.quiet
def check(
    records: tuple[Path, ...],
    corpora: tuple[str, ...],
    article_folder: Path | None,
    own: Path | None,
    spot: int | None,
    models: tuple[str, ...],
    quiet: bool,
) -> None:
    """Prove records: schema, hashes, no text, spans inside bounds.

    Each RECORD, or all of records/. With faults the exit status is 1.
    """
    from allonym.evaluate.chosen import chosen_corpora
    from allonym.evaluate.plan import plan
    from allonym.predict.record import ENDING
    from allonym.records.check import by_key, check_record
    from allonym.records.texts import texts_to_answer

    chosen = records or tuple(sorted(paths.RECORDS.glob(f"*{ENDING}")))
    warn = options.warner(quiet)
    gold, _ = chosen_corpora(corpora, article_folder, warn)
    asked = by_key(texts_to_answer(gold, plan(gold, own=options.own_entities(own, warn))))
    faults = [fault for path in chosen for fault in check_record(path, asked)]
    if not faults and spot:
        faults = [fault for path in chosen for fault in _spot(path, asked, models, spot)]
    for fault in faults:
        click.echo(fault)
    click.echo(f"{len(chosen)} records, {len(faults)} faults", err=True)
    sys.exit(1 if faults else 0)


def _spot(path: Path, asked: Asked, models: tuple[str, ...], count: int) -> list[str]:
    from allonym.predict.models import find_models
    from allonym.predict.record import read_record
    from allonym.records.check import spot_check

    record = read_record(path)
    (model,) = find_models(models or (record.model["id"],))
    return [f"{path}: {model.id} answers otherwise to {name}" for name in spot_check(record, model, asked, count)]
