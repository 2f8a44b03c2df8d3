"""The corrector's weights: a number for each feature and label, in one file of plain arrays."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allonym.errors import InputError
from allonym.mending.cases import CASES
from allonym.mending.settings import SETTINGS, Thresholds

VERSION = 5
"""Of the features: weights for others are refused."""
LABELS = ("O", "PER", "LOC", "ORG", "MISC")
PERSON = LABELS.index("PER")
SHIPPED = Path(__file__).with_name("weights.npz")
_MOST_BYTES = 50_000_000
_TODO = "make them with this version: allonym mend train"


@dataclass(frozen=True)
class Weights:
    """`rows` has a row of each feature and, last, one of zeros.

    `common` are words that are mostly in small letters; `thresholds` those of each setting.
    """

    features: Mapping[str, int]
    rows: NDArray[np.float32]
    bias: NDArray[np.float32]
    common: frozenset[str]
    thresholds: Mapping[str, Thresholds]

    def logits(self, evidence: Sequence[Iterable[str]]) -> NDArray[np.float32]:
        """What speaks for each label: a row for each run, a column for each of LABELS."""
        if not evidence:
            return np.zeros((0, len(LABELS)), np.float32)
        find, last = self.features.get, len(self.rows) - 1
        found = [[find(one, last) for one in some] for some in evidence]
        starts = np.cumsum([0, *map(len, found[:-1])])
        gathered = self.rows[np.array([at for some in found for at in some])]
        return np.asarray(np.add.reduceat(gathered, starts, axis=0) + self.bias)


def write_weights(path: Path, weights: Weights) -> None:
    """Write weights; the same weights give the same bytes."""
    arrays = {
        "version": np.array(VERSION),
        "labels": _packed(LABELS),
        "features": _packed(weights.features),
        "common": _packed(sorted(weights.common)),
        "rows": weights.rows[:-1].astype(np.float16),
        "bias": weights.bias.astype(np.float32),
        "thresholds": np.array([weights.thresholds[name] for name in SETTINGS], np.float64),
    }
    beside = path.with_name(f".{path.name}.part")
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            held = io.BytesIO()
            np.lib.format.write_array(held, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), held.getvalue(), zipfile.ZIP_DEFLATED)
    beside.replace(path)


def read_weights(path: Path) -> Weights:
    """The weights of a file. InputError for one that is no weights, or of another version."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError("too large for weights", where=str(path), todo=_TODO)
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror or 'broken'})", where=str(path), todo=_TODO) from None
    except (ValueError, zipfile.BadZipFile, EOFError, MemoryError, AttributeError):
        raise InputError("no weights of the corrector", where=str(path), todo=_TODO) from None
    return _checked(arrays, str(path))


def _checked(arrays: Mapping[str, NDArray[np.generic]], where: str) -> Weights:
    if not {"version", "labels", "features", "rows"} <= arrays.keys():
        raise InputError("no weights of the corrector", where=where, todo=_TODO)
    if arrays["version"].shape or arrays["version"] != VERSION or _unpacked(arrays["labels"]) != [*LABELS]:
        raise InputError(f"weights of another version than {VERSION}", where=where, todo=_TODO)
    if not {"common", "bias", "thresholds"} <= arrays.keys():
        raise InputError("no weights of the corrector", where=where, todo=_TODO)
    features, rows = _unpacked(arrays["features"]), arrays["rows"].astype(np.float32)
    if (
        rows.shape != (len(features), len(LABELS))
        or arrays["bias"].shape != (len(LABELS),)
        or arrays["thresholds"].shape != (len(SETTINGS), len(CASES))
        or not np.isfinite(rows).all()
    ):
        raise InputError("weights that do not fit their features", where=where, todo=_TODO)
    limits = {name: tuple(row) for name, row in zip(SETTINGS, arrays["thresholds"].tolist(), strict=True)}
    return made(features, rows, arrays["bias"], _unpacked(arrays["common"]), limits)


def made(
    features: Iterable[str],
    rows: NDArray[Any],
    bias: NDArray[Any],
    common: Iterable[str],
    thresholds: Mapping[str, Thresholds],
) -> Weights:
    """Weights of a row for each feature."""
    padded = np.vstack([rows.astype(np.float32), np.zeros((1, len(LABELS)), np.float32)])
    index = {feature: at for at, feature in enumerate(features)}
    return Weights(index, padded, bias.astype(np.float32), frozenset(common), thresholds)


@cache
def shipped() -> Weights:
    """The weights that come with the package."""
    return read_weights(SHIPPED)


def _packed(words: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\0".join(words).encode(), np.uint8)


def _unpacked(packed: NDArray[np.generic]) -> list[str]:
    try:
        return packed.tobytes().decode().split("\0") if packed.size else []
    except UnicodeDecodeError:
        return []
