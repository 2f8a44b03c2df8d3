"""The letter tables of each family as they lie in the lexicon's folder."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cache
from itertools import accumulate
from typing import Any, NotRequired, TypedDict

import numpy as np

from allonym.names.engine.data import folder
from allonym.names.engine.evidence import usual_letters
from allonym.names.engine.letters import Letters, OutputTable, Style, Vector


def families() -> list[str]:
    return sorted(path.stem for path in (folder() / "letters").glob("*.bin"))


@cache
def letters(family: str) -> Letters | None:
    """The tables of a family; None for one that has none."""
    import msgspec

    path = folder() / "letters" / f"{family}.bin"
    return unpacked(msgspec.msgpack.decode(zlib.decompress(path.read_bytes()), type=_Stored)) if path.exists() else None


class _Outputs(TypedDict):
    outputs: dict[str, str]
    values: bytes


class _Stored(TypedDict):
    """The tables as they are stored: texts and numbers, which the garbage collector need not look at."""

    styles: list[tuple[str, str, str]]
    bias: bytes
    features: list[str]
    leanings: bytes
    full: _Outputs
    left: _Outputs
    right: _Outputs
    bare: _Outputs
    words: _Outputs
    counts: dict[str, int]
    weights: list[float]
    trigrams: dict[str, float]
    near: NotRequired[bool]


def unpacked(stored: Mapping[str, Any]) -> Letters:
    """The tables as they are stored: texts, and half-precision numbers in rows of one a style."""
    styles = tuple(Style(*style) for style in stored["styles"])

    def row(data: bytes) -> Vector:
        return np.frombuffer(data, np.float16).astype(np.float64)

    def table(entries: Mapping[str, Any]) -> OutputTable:
        values = np.frombuffer(entries["values"], np.float16).reshape(-1, len(styles))
        ends = accumulate(joined.count("\t") + 1 for joined in entries["outputs"].values())
        return OutputTable(entries["outputs"], dict(zip(entries["outputs"], ends, strict=True)), values)

    return Letters(
        styles=styles,
        bias=row(stored["bias"]),
        features={feature: at for at, feature in enumerate(stored["features"])},
        leanings=row(stored["leanings"]).reshape(-1, len(styles)),
        full=table(stored["full"]),
        left=table(stored["left"]),
        right=table(stored["right"]),
        bare=table(stored["bare"]),
        words=table(stored["words"]),
        counts=stored["counts"],
        weights=np.array(stored["weights"]),
        usual=usual_letters(stored["trigrams"]),
        near=stored.get("near", False),
    )
