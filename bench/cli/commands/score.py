"""Score any predictions against any gold, without a model."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

import click

from bench.cli import options
from bench.errors import NothingMeasured

REPAIRS = ("error", "conlleval", "discard")
SCHEMES = ("IOB1", "IOB2", "IOE1", "IOE2", "BIOES", "BILOU")


@click.command("score")
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("predicted", metavar="PRED", type=click.Path(path_type=Path))
@click.option("--gold-format", metavar="FORMAT", help="Otherwise told by content and ending.")
@click.option("--pred-format", metavar="FORMAT", help="Otherwise told by content and ending.")
@click.option("--scheme", type=click.Choice(SCHEMES), default="IOB2", show_default=True, help="Of tags, on both sides.")
@click.option("--pred-scheme", type=click.Choice(SCHEMES), help="Of the predicted tags, where it differs.")
@click.option("--column", type=int, default=-1, show_default=True, help="Column of the tag, from 0, or from the end.")
@click.option("--separator", help="Between columns; otherwise the tab if there is one, else blanks.")
@click.option(
    "--repair",
    type=click.Choice(REPAIRS),
    default="error",
    show_default=True,
    help="Invalid tags: name the first and stop, read them as conlleval does, or discard their spans.",
)
@click.option("--label-map", type=click.Path(path_type=Path), metavar="FILE", help='TOML or JSON; "" drops a label.')
@click.option(
    "--convention",
    type=click.Choice(("raw", "neutral")),
    default="raw",
    show_default=True,
    help="neutral leaves out articles, titles, 's, quotes and brackets at the ends of spans.",
)
@click.option("--errors", "shown", type=click.IntRange(min=0), metavar="N", help="Show N errors with their causes.")
@click.option("--confusion", is_flag=True, help="Show which labels were taken for which.")
@click.option("--per-document", is_flag=True, help="Average over documents (sentences of CoNLL) too.")
@click.option("--distinct", is_flag=True, help="Score distinct surfaces too.")
@click.option("--tokens", is_flag=True, help="Score single tokens instead of spans.")
@click.option("--labels-alone", is_flag=True, help="Match each label by itself, as nervaluate does.")
@options.output_format()
@options.quiet
def command(
    gold: Path,
    predicted: Path,
    gold_format: str | None,
    pred_format: str | None,
    scheme: str,
    pred_scheme: str | None,
    column: int,
    separator: str | None,
    repair: str,
    label_map: Path | None,
    convention: str,
    shown: int | None,
    confusion: bool,
    per_document: bool,
    distinct: bool,
    tokens: bool,
    labels_alone: bool,
    form: str,
    quiet: bool,
) -> None:
    """Score PRED against GOLD: any two files of any formats, offsets decide."""
    from bench.corpus.formats import FormatOptions
    from bench.scoring.files import Side, score_files
    from bench.scoring.labelmap import map_labels
    from bench.scoring.tokens import token_level

    separator = separator.encode().decode("unicode_escape") if separator else None
    sides = (
        Side(gold, gold_format, FormatOptions(scheme, repair, column, separator)),
        Side(predicted, pred_format, FormatOptions(pred_scheme or scheme, repair, column, separator)),
    )
    warn = (lambda _: None) if quiet else options.warn
    from_text = tokens and any(side.kind != "conll" for side in sides)
    score = score_files(*sides, convention=convention, texts=bool(shown) or distinct or from_text, warn=warn)
    if label_map is not None:
        score = map_labels(score, label_map)
    if tokens:
        score = token_level(score)
    _print(_numbers(score, per_document, distinct, confusion, shown, labels_alone), form)
    if not len(score.gold) and not len(score.predicted):
        raise NothingMeasured("no spans on either side")


def _numbers(
    score: Any, per_document: bool, distinct: bool, confusion: bool, shown: int | None, labels_alone: bool
) -> dict[str, Any]:
    """The answer as plain values: the contract's keys, then what was asked for beyond them."""
    from bench.scoring.context import errors_in_context
    from bench.scoring.distinct import distinct as distinct_entities

    numbers: dict[str, Any] = score.as_dict(alone=labels_alone)
    if per_document:
        numbers["per_document"] = score.per_unit()
    if distinct:
        numbers["distinct"] = distinct_entities(score)
    if confusion:
        matrix = score.confusion()
        numbers["confusion"] = {"rows": matrix.rows, "columns": matrix.columns, "counts": matrix.table.tolist()}
    if shown is not None:
        numbers["causes"] = score.errors().tally()
        numbers["errors"] = [asdict(error) for error in islice(errors_in_context(score), shown)] if shown else []
    return numbers


def _print(numbers: dict[str, Any], form: str) -> None:
    from bench.scoring.tables import all_tables, score_rows
    from bench.tables import comma_separated, markdown, print_tables

    if form == "json":
        click.echo(json.dumps(numbers, ensure_ascii=False, indent=1, allow_nan=False))
    elif form == "csv":
        click.echo(comma_separated(*score_rows(numbers)), nl=False)
    elif form == "md":
        click.echo("\n".join(map(markdown, all_tables(numbers))), nl=False)
    else:
        print_tables(all_tables(numbers))
