"""What `allonym spell` shows: a name, the origins that fit it, and its spellings."""

from __future__ import annotations

import json
from typing import Any, TextIO

from allonym.names.engine.spell import SpelledName
from allonym.show.forms import write
from allonym.show.forms.csv import comma_separated
from allonym.show.table import Table, text_column

SCHEMA = "allonym/spell/1"
COLUMNS = ("spelling", "weight", "register", "scheme", "changed", "evidence")


def listed(spelled: SpelledName, form: str, file: TextIO) -> None:
    """Write a name's spellings as table, json, csv or md."""
    rows = _rows(spelled)
    write(
        [Table(title(spelled), tuple(map(text_column, COLUMNS)), rows)],
        form,
        file,
        json=lambda: json.dumps(record(spelled), ensure_ascii=False, indent=1) + "\n",
        csv=lambda: comma_separated(("name", *COLUMNS), [(spelled.name, *row) for row in rows]),
    )


def title(spelled: SpelledName) -> str:
    """The name and its origins; says where none is known."""
    if not any(origin for origin, _ in spelled.origins):
        return f"{spelled.name}: origin not known, so marks, initials and order only (--origin tells it)"
    return f"{spelled.name} ({', '.join(_origin(*one, spelled.origins) for one in spelled.origins)})"


def _origin(origin: str, weight: float, among: tuple[tuple[str, float], ...]) -> str:
    return origin if len(among) == 1 else f"{origin} {100 * weight:.0f}%"


def record(spelled: SpelledName) -> dict[str, Any]:
    """The name as the contract has it: allonym/spell/1."""
    return {
        "schema": SCHEMA,
        "name": spelled.name,
        "origins": [origin for origin, _ in spelled.origins if origin],
        "spellings": [
            {"form": s.form, "register": s.register, "scheme": s.scheme, "evidence": s.evidence, "weight": s.weight}
            for s in spelled.spellings
        ],
    }


def _rows(spelled: SpelledName) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (s.form, f"{s.weight:.4f}", s.register, s.scheme, s.changed, s.evidence) for s in spelled.spellings
    )  # fmt: skip
