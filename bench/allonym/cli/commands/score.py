"""Score any predictions against any gold, without a model."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

import click

from allonym.cli import options
from allonym.errors import NothingMeasured

REPAIRS = ("error", "conlleval", "discard")
SCHEMES = ("IOB1", "IOB2", "IOE1", "IOE2", "BIOES", "BILOU")


@click.command("score")
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("predicted", metavar="PRED", type=click.Path(path_type=Path))
@click.option("--gold-format", metavar="FORMAT", help="One of those above; otherwise told by content and ending.")
@click.option("--pred-format", metavar="FORMAT", help="The same for PRED.")
@click.option(
    "--scheme", type=click.Choice(SCHEMES), metavar="SCHEME", default="IOB2", show_default=True,
    help=f"How tags are written, on both sides: {', '.join(SCHEMES)}.",
)  # fmt: skip
@click.option(
    "--pred-scheme", type=click.Choice(SCHEMES), metavar="SCHEME", help="How PRED's tags are, where it differs."
)
@click.option(
    "--column", type=int, default=-1, show_default=True, metavar="N", help="The tag's, from 0, or from the end."
)
@click.option("--separator", metavar="SEP", help="Between columns; otherwise the tab if there is one, else blanks.")
@click.option(
    "--repair",
    type=click.Choice(REPAIRS),
    default="error",
    show_default=True,
    help="Invalid tags: name the first and stop, read them as conlleval does, or discard their spans.",
)
@click.option(
    "--label-map", type=click.Path(path_type=Path), metavar="FILE",
    help='Labels to compare instead, on both sides: lines such as PERSON = "PER", or a JSON object; "" drops a label.',
)  # fmt: skip
@click.option(
    "--convention",
    type=click.Choice(("raw", "neutral")),
    default="raw",
    show_default=True,
    help="neutral leaves out articles, titles, 's, quotes and brackets at the ends of spans.",
)
@click.option("--errors", "shown", type=click.IntRange(min=0), metavar="N", help="Also N errors with their causes.")
@click.option("--confusion", is_flag=True, help="Also which labels were taken for which.")
@click.option("--per-document", is_flag=True, help="Also the average over documents (sentences of CoNLL).")
@click.option("--distinct", is_flag=True, help="Also the score of distinct surfaces.")
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
    """Score PRED against GOLD, two files of any formats; offsets decide.

    \b
    Formats: jsonl ({"id", "text", "spans": [{"start", "end", "label"}]} a line),
    conll, docbin, brat, label_studio, doccano, webanno; also compressed.

    Prints precision, recall, F1 and counts under the schemes strict (bounds and label), exact (bounds), type (overlap
    and label) and partial (overlap, half credit): all spans, averages, each label. docs/scoring.md has the rules.
    Exit status: 0 done, 2 for input that cannot be scored, 3 without a span on either side.

    \b
    allonym score gold.conll pred.conll --repair conlleval
    allonym score gold.spacy pred.jsonl --errors 20 --confusion
    """
    from allonym.corpus.formats import FormatOptions
    from allonym.scoring.files import Side, score_files
    from allonym.scoring.labelmap import map_labels
    from allonym.scoring.tokens import token_level

    separator = separator.encode("latin-1", "backslashreplace").decode("unicode_escape") if separator else None
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
    from allonym.scoring.context import errors_in_context
    from allonym.scoring.distinct import distinct as distinct_entities

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
    from allonym.show.forms import write
    from allonym.show.forms.csv import comma_separated
    from allonym.show.scores import all_tables, score_rows

    write(
        all_tables(numbers),
        form,
        json=lambda: json.dumps(numbers, ensure_ascii=False, indent=1, allow_nan=False) + "\n",
        csv=lambda: comma_separated(*score_rows(numbers)),
    )
