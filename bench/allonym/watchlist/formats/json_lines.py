"""JSON Lines: plain records, and FollowTheMoney entities, in which OpenSanctions and Aleph publish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from allonym.corpus.checked import from_json
from allonym.corpus.source import Source
from allonym.errors import InputError
from allonym.watchlist.columns import TYPES, field_of

SUFFIXES = (".jsonl", ".ndjson", ".json", ".ftm")
_ALIASES = ("alias", "weakAlias", "previousName", "abbreviation")
_PARTS = ("firstName", "secondName", "middleName", "fatherName", "lastName")


def read(lines: Iterable[str], _: Source) -> Iterator[tuple[int, dict[str, str | list[str]] | str]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = from_json(line.encode(), "", dict[str, Any], "not a JSON object")
        except InputError as error:
            yield number, error.what
            continue
        fields = _entity(record) if "schema" in record and "properties" in record else _plain(record)
        if fields is not None:
            yield number, fields


def _plain(record: dict[str, Any]) -> dict[str, str | list[str]] | str:
    for key, value in record.items():
        texts = value if isinstance(value, list) else [value]
        if value is not None and field_of(key) and not all(isinstance(text, str) for text in texts):
            return f'"{key}" is not text'
    return {key: value for key, value in record.items() if isinstance(value, str | list)}


def _entity(record: dict[str, Any]) -> dict[str, str | list[str]] | str | None:
    """A FollowTheMoney entity: its caption or first name, or its first and last name, and every other name of it.

    None for an address, a sanction, an ownership and their like, which bear no name and of which such files are full.
    """
    properties = record["properties"]
    if not isinstance(properties, dict) or not isinstance(record["schema"], str):
        return "not a FollowTheMoney entity"
    names, aliases = _texts(properties, "name"), [name for key in _ALIASES for name in _texts(properties, key)]
    parts = {key: found[:1] for key in _PARTS if (found := _texts(properties, key))}
    if not (names or aliases or parts) and record["schema"].casefold() not in TYPES:
        return None
    caption = record.get("caption")
    if isinstance(caption, str) and caption and (names or aliases):
        names.insert(0, caption)
    if not names and "lastName" in parts:
        return {"schema": record["schema"], **parts, "alias": aliases}
    named = list(dict.fromkeys([*names, *aliases]))
    return {"schema": record["schema"], "name": named[:1], "alias": named[1:]}


def _texts(properties: dict[str, Any], key: str) -> list[str]:
    values = properties.get(key)
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []
