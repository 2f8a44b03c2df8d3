"""What the JSON exports of annotation tools share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from allonym.corpus.files import read_bytes
from allonym.errors import InputError


def records(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The objects of a JSON array or of JSON Lines, each with its place; InputError for what is neither."""
    data = read_bytes(path).removeprefix(b"\xef\xbb\xbf").strip()
    if data.startswith(b"["):
        for number, record in enumerate(_decode(data, str(path), list[dict[str, Any]]), 1):
            yield f"{path}, record {number}", record
        return
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            yield f"{path}:{number}", _decode(line, f"{path}:{number}", dict[str, Any])


def _decode(data: bytes, where: str, kind: Any) -> Any:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError(f"not the expected JSON: {error}", where=where) from None


def first_keys(head: bytes) -> str:
    """The beginning of the first object, without blanks: enough to see which keys it has."""
    return "".join(head.decode("utf-8", "replace").removeprefix("\ufeff").split())
