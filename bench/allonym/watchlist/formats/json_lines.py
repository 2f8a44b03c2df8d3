"""JSON Lines: plain records, and FollowTheMoney entities, in which OpenSanctions and Aleph publish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from allonym.watchlist.types import TYPES

SUFFIXES = (".jsonl", ".ndjson", ".json", ".ftm")
_ALIASES = ("alias", "weakAlias", "previousName", "abbreviation")


def read(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, str | list[str]] | str]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = msgspec.json.decode(line, type=dict[str, Any])
        except msgspec.MsgspecError as error:
            yield number, f"not a JSON object: {error}"
            continue
        fields = _entity(record) if "schema" in record and "properties" in record else _plain(record)
        if fields is not None:
            yield number, fields


def _plain(record: dict[str, Any]) -> dict[str, str | list[str]] | str:
    for key, value in record.items():
        texts = value if isinstance(value, list) else [value]
        if key in ("name", "type", "native", "scholarly", "origin", "spellings") and not all(
            isinstance(text, str) for text in texts
        ):
            return f'"{key}" is not text'
    return {key.casefold(): value for key, value in record.items() if isinstance(value, str | list)}


def _entity(record: dict[str, Any]) -> dict[str, str | list[str]] | str | None:
    """A FollowTheMoney entity: its caption or first name, and every other name that it carries.

    None for an address, a sanction, an ownership and their like, which bear no name and of which such files are full.
    """
    properties = record["properties"]
    if not isinstance(properties, dict) or not isinstance(record["schema"], str):
        return "not a FollowTheMoney entity"
    names = [name for key in ("name", *_ALIASES) for name in properties.get(key) or () if isinstance(name, str)]
    if not names and record["schema"].casefold() not in TYPES:
        return None
    caption = record.get("caption")
    return {
        "name": caption if isinstance(caption, str) and caption else names[0] if names else "",
        "schema": record["schema"],
        "spellings": list(dict.fromkeys(names)),
    }
