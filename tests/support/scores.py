"""`allonym score` in this process: its numbers, or the line of its error."""

import contextlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from allonym.cli.group import allonym
from allonym.errors import InputError

CASES = Path(__file__).parent.parent / "scoring" / "cases"


@dataclass(frozen=True)
class Scored:
    """The answer of `--format json` and what standard error got."""

    answer: dict[str, Any]
    said: str

    @property
    def counts(self) -> tuple[int, int, int]:
        """Strict micro correct, gold and predicted."""
        strict = self.answer["micro"]["strict"]
        return strict["correct"], strict["gold"], strict["predicted"]


def scored(*arguments: object) -> Scored:
    """The score of the files and options; raises the command's error."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        allonym.main(["score", *map(str, arguments), "--format", "json"], standalone_mode=False)
    return Scored(json.loads(out.getvalue()), err.getvalue())


def refused(*arguments: object) -> str:
    """The line of the error that the files and options must give."""
    with pytest.raises(InputError) as caught:
        scored(*arguments)
    message = str(caught.value)
    assert "\n" not in message
    return message
