"""How files of other makes are read: one set of options for every command that reads labelled files.

They stand under a heading of their own in a command's help. Where a command reads two files, most can be given for one
of them: --gold-column, --pred-column.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from allonym.cli.grouped import option

if TYPE_CHECKING:
    from allonym.corpus.formats import FormatOptions

Function = TypeVar("Function", bound=Callable[..., Any])
_HEADING = "Reading files (docs/formats.md)"
SIDES = ("gold", "pred")
_SCHEMES = ("IO", "IOB1", "IOB2", "IOE1", "IOE2", "BIOES", "BILOU", "BMES", "BMEWO")


def _column(value: str) -> int | str:
    """A column by its number or its name."""
    try:
        return int(value)
    except ValueError:
        return value


def _names(value: str) -> tuple[str, ...]:
    """Names with commas between them."""
    if names := tuple(one.strip() for one in value.split(",") if one.strip()):
        return names
    raise click.BadParameter("names nothing; write A,B")


@dataclass(frozen=True, slots=True)
class _Spec:
    """An option: the field of FormatOptions, how it is given, and whether for one of two files too."""

    field: str
    settings: Mapping[str, Any]
    sided: bool = False
    flag: str = ""


_SPECS = (
    _Spec("format", {"metavar": "FORMAT", "help": "The format; by default as content and ending say."}, True, "from"),
    _Spec("scheme", {"type": click.Choice(_SCHEMES), "metavar": "SCHEME",
        "help": f"How tags are written: {', '.join(_SCHEMES)}.  [default: IOB2]"}, True),
    _Spec("column", {"type": _column, "metavar": "N|NAME",
        "help": "The tag's, from 0, from the end, or by the header's name.  [default: -1]"}, True),
    _Spec("token_column", {"type": int, "metavar": "N",
        "help": "The token's; otherwise the first that is no running number."}, True),
    _Spec("separator", {"metavar": "SEP",
        "help": "Between columns; otherwise the tab if there is one, else blanks."}, True),
    _Spec("header", {"type": click.IntRange(min=0), "metavar": "N", "help": "Lines before the first token."}, True),
    _Spec("comments", {"metavar": "START",
        "help": 'What comments begin with, "" for none; otherwise # where the line is no token.'}, True),
    _Spec("levels", {"type": click.IntRange(min=1), "metavar": "N",
        "help": "Columns of tags side by side, as of nested names."}, True),
    _Spec("repair", {"type": click.Choice(("error", "conlleval", "discard")), "metavar": "HOW",
        "help": "Invalid tags: name the first and stop (error), read them as conlleval does, or discard their spans."}),
    _Spec("encoding", {"metavar": "NAME", "help": "Of the bytes.  [default: utf-8]"}, True),
    _Spec("discontinuous", {"type": click.Choice(("error", "hull")), "metavar": "HOW",
        "help": "Spans in pieces: error, or the hull around them."}),
    _Spec("same_ids", {"type": click.Choice(("error", "apart")), "metavar": "HOW",
        "help": "Documents under one id: error, or kept apart in their order."}),
    _Spec("annotator", {"metavar": "NAME", "help": "Whose annotation counts, where there are several."}, True),
    _Spec("part", {"type": click.Choice(("annotations", "predictions")), "metavar": "PART",
        "help": "annotations or predictions, of a file with both."}, True),
    _Spec("text_key", {"metavar": "KEY", "help": "Where the text of a record stands."}, True),
    _Spec("tag_names", {"type": _names, "metavar": "O,B-X,...",
        "help": "What tags that are numbers mean, from 0."}, True),
    _Spec("label_map", {"type": click.Path(path_type=Path), "metavar": "FILE",
        "help": 'Other names for labels: lines such as PERSON = "PER"; "" drops a label, * is all others.'}),
    _Spec("labels", {"type": _names, "metavar": "A,B", "help": "These labels alone, by their new names."}),
)  # fmt: skip


def options(*, sides: bool = False) -> Callable[[Function], Function]:
    """The set as a decorator. The command gets `reading`, the FormatOptions, or with `sides` those of gold and PRED."""

    asked = [(spec, side) for spec in _SPECS for side in ("", *(SIDES[::-1] if sides and spec.sided else ()))]
    keys = {_key(spec, side) for spec, side in asked}

    def decorate(function: Function) -> Function:
        @wraps(function)
        def packed(**given: Any) -> Any:
            mine = {key: given.pop(key) for key in list(given) if key in keys}
            given["reading"] = tuple(_pack(mine, side) for side in SIDES) if sides else _pack(mine, "")
            return function(**given)

        decorated: Any = packed
        for spec, side in reversed(asked):
            decorated = _option(spec, side, sides)(decorated)
        return decorated  # type: ignore[no-any-return]

    return decorate


def _option(spec: _Spec, side: str, sides: bool) -> Callable[[Any], Any]:
    name = (spec.field if side else spec.flag or spec.field).replace("_", "-")
    settings = dict(spec.settings)
    if side:
        settings["hidden"] = True
    elif sides and spec.sided:
        given = spec.field.replace("_", "-")
        settings["help"] += f" Of one: --gold-{given}, --pred-{given}."
    return option(f"--{side}-{name}" if side else f"--{name}", _key(spec, side), heading=_HEADING, **settings)


def _key(spec: _Spec, side: str) -> str:
    return f"{side}_{spec.field}" if side else f"read_{spec.field}"


def _pack(given: Mapping[str, Any], side: str) -> FormatOptions:
    """What was given for this file, or for every file."""
    from allonym.corpus.formats import FormatOptions

    found: dict[str, Any] = {}
    for spec in _SPECS:
        value = given.get(_key(spec, side)) if side else None
        value = given[_key(spec, "")] if value is None else value
        if value is not None:
            found[spec.field] = _separator(value) if spec.field == "separator" else value
    return FormatOptions(**found)


def _separator(value: str) -> str:
    """A separator as it was typed, in which \\t is the tab."""
    from allonym.errors import InputError

    try:
        found = value.encode("latin-1", "backslashreplace").decode("unicode_escape")
    except UnicodeDecodeError:
        found = ""
    if not found or "\n" in found or "\0" in found:
        raise InputError(f"no separator: {value!r}", todo=r"name a character, or \t for the tab")
    return found
