"""Score any predictions against any gold, without a model."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from allonym.cli import grouped, options, reading
from allonym.errors import InputError, NothingMeasured
from allonym.show.forms import write

if TYPE_CHECKING:
    from allonym.corpus.formats import FormatOptions
    from allonym.scoring.files import Side

SECTION = "Measure"


@grouped.command("score")
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("predicted", metavar="[PRED]", type=click.Path(path_type=Path), required=False)
@reading.options(sides=True)
@grouped.option("--convention", type=click.Choice(("raw", "neutral")), default="raw", show_default=True,
                help="neutral leaves out articles, titles, 's, quotes and brackets at the ends of spans.")  # fmt: skip
@grouped.option(
    "--align", type=click.Choice(("offsets", "place")), default="offsets", show_default=True,
    help="place: the tokens of two CoNLL files may differ, the first of a sentence is the first.",
)  # fmt: skip
@grouped.option("--errors", "shown", type=click.IntRange(min=0), metavar="N", help="Also N errors with their causes.")
@grouped.option("--confusion", is_flag=True, help="Also which labels were taken for which.")
@grouped.option("--per-document", is_flag=True, help="Also the average over documents (sentences of CoNLL).")
@grouped.option("--distinct", is_flag=True, help="Also the surface scores of WNUT 2017: each surface once.")
@grouped.option("--tokens", is_flag=True, help="Score single tokens instead of spans.")
@grouped.option("--labels-alone", is_flag=True, help="Match each label by itself, as nervaluate does.")
@options.output_format()
@options.quiet
def command(
    gold: Path,
    predicted: Path | None,
    reading: tuple[FormatOptions, FormatOptions],
    convention: str,
    align: str,
    shown: int | None,
    confusion: bool,
    per_document: bool,
    distinct: bool,
    tokens: bool,
    labels_alone: bool,
    form: str,
    quiet: bool,
) -> None:
    """Score one labelled file against another, without a model.

    PRED is held to GOLD, two files or folders of any formats; offsets decide.

    Without PRED, GOLD holds both: columns of a CoNLL file (--gold-column, --pred-column), annotations and predictions
    of a Label Studio export. - is standard input.

    Prints precision, recall, F1 and counts under the schemes strict (bounds and label), exact (bounds), type (overlap
    and label) and partial (overlap, half credit): all spans, averages, each label. docs/scoring.md has the rules,
    docs/formats.md the formats. Exit status: 0 done, 2 for input that cannot be scored, 3 without a span on either
    side.

    \b
    allonym score gold.conll pred.conll --repair conlleval
    allonym score gold.spacy pred.jsonl --errors 20 --confusion
    allonym score both.tsv --gold-column 1 --pred-column 2
    """
    from allonym.scoring.files import MatchOptions, score_files
    from allonym.scoring.variants import map_labels, token_level

    sides = _sides(gold, predicted, reading)
    warn = options.warner(quiet)
    from_text = tokens and not all(side.tagged for side in sides)
    how = MatchOptions(convention, align == "place", bool(shown) or distinct or from_text)
    score = score_files(*sides, how, warn)
    if reading[0].label_map is not None or reading[0].labels:
        score = map_labels(score, reading[0].label_map, reading[0].labels)
        for label in sorted({*reading[0].labels} - {*score.labels}):
            warn(f"no span of either side has the label {label!r}")
    if tokens:
        score = token_level(score)
    _print(_numbers(score, per_document, distinct, confusion, shown, labels_alone), form)
    if not len(score.gold) and not len(score.predicted):
        raise NothingMeasured("no spans on either side")


def _sides(gold: Path, predicted: Path | None, reading: tuple[FormatOptions, FormatOptions]) -> tuple[Side, Side]:
    """Both sides; of one file its two columns, or its annotations and predictions."""
    from allonym.scoring.files import Side

    ours, theirs = reading
    if predicted is not None:
        theirs = replace(theirs, part=theirs.part or "either")
        return Side(gold, options=ours), Side(predicted, options=theirs)
    if ours.column != theirs.column or Side(gold, options=ours).kind == "label_studio":
        return Side(gold, options=ours), Side(gold, options=replace(theirs, part=theirs.part or "predictions"))
    todo = "name PRED, or the columns of both: --gold-column, --pred-column"
    raise InputError("no predictions", where=str(gold), todo=todo)


def _numbers(
    score: Any, per_document: bool, distinct: bool, confusion: bool, shown: int | None, labels_alone: bool
) -> dict[str, Any]:
    """The answer as plain values: the contract's keys, then what was asked for beyond them."""
    from allonym.scoring.context import errors_in_context
    from allonym.scoring.variants import distinct as distinct_entities

    numbers: dict[str, Any] = score.as_dict(alone=labels_alone)
    if per_document:
        numbers["per_document"] = score.per_unit()
    if distinct:
        numbers["distinct"] = distinct_entities(score)
    if confusion:
        matrix = score.confusion()
        numbers["confusion"] = {"rows": matrix.rows, "columns": matrix.columns, "counts": matrix.table}
    if shown is not None:
        numbers["causes"] = score.errors().tally()
        numbers["errors"] = [asdict(error) for error in islice(errors_in_context(score), shown)] if shown else []
    return numbers


def _print(numbers: dict[str, Any], form: str) -> None:
    import numpy as np

    from allonym.show.scores import all_tables, score_rows

    record = json.dumps(numbers, ensure_ascii=False, indent=1, allow_nan=False, default=np.ndarray.tolist)
    write(all_tables(numbers), form, record=record, rows=score_rows(numbers))
