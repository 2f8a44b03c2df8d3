"""The checks of records."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from allonym.cli import grouped, options


@grouped.command("check")
@click.argument("records", nargs=-1, type=click.Path(path_type=Path, dir_okay=False), metavar="[RECORD...]")
@options.corpora
@options.articles
@options.registry
@grouped.option("--spot", type=click.IntRange(min=1), metavar="N",
                help="Also ask the model itself, which must run here, for N texts.")  # fmt: skip
@options.models
@options.quiet
def command(
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
    from allonym import paths
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


def _spot(path: Path, asked: Mapping[str, Any], models: tuple[str, ...], count: int) -> list[str]:
    from allonym.predict.models import find_models
    from allonym.predict.record import read_record
    from allonym.records.check import spot_check

    record = read_record(path)
    (model,) = find_models(models or (record.model["id"],))
    return [f"{path}: {model.id} answers otherwise to {name}" for name in spot_check(record, model, asked, count)]
