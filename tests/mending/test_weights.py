"""The corrector's weights: the shipped ones, and files that are none."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from allonym import paths
from allonym.errors import InputError
from allonym.mending.cases import CASES
from allonym.mending.weights import SHIPPED, made, read_weights, shipped, write_weights

LIMITS = {"safe": (0.75,) * len(CASES), "bold": (0.25,) * len(CASES)}


def test_the_shipped_weights_are_small_and_know_no_name() -> None:
    """Features are words around names, and signs: no name of the registry's people is among them."""
    from allonym.names.registry import load_registry

    assert SHIPPED.stat().st_size < 3_000_000
    told = {word for feature in shipped().features for word in feature.split()[1:]} | shipped().common
    people = {
        word.lower()
        for entity in load_registry().entities.values()
        if entity.label == "PERSON" and not entity.fictional
        for word in entity.printed.split()
        if len(word) > 4
    }
    assert len(told & people) < 5, sorted(told & people)


def test_the_same_weights_are_the_same_bytes_and_come_back(tmp_path: Path) -> None:
    rows, bias = np.arange(10.0).reshape(2, 5), np.zeros(5)
    for name in ("a.npz", "b.npz"):
        write_weights(tmp_path / name, made(["left ,", "titled"], rows, bias, ["fair"], LIMITS))
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    found = read_weights(tmp_path / "a.npz")
    assert found.logits([["titled", "unheard of"], []][:1]).tolist() == [[5.0, 6.0, 7.0, 8.0, 9.0]]
    assert found.common == {"fair"}
    assert found.thresholds == LIMITS


def test_what_is_no_weights_is_one_line(tmp_path: Path) -> None:
    for content in (b"", b"text", SHIPPED.read_bytes()[:3000]):
        path = tmp_path / "bad.npz"
        path.write_bytes(content)
        with pytest.raises(InputError, match=r"weights|read"):
            read_weights(path)
    with pytest.raises(InputError, match="read"):
        read_weights(tmp_path / "absent.npz")
    np.savez(tmp_path / "other.npz", some=np.zeros(3))
    with pytest.raises(InputError, match="no weights"):
        read_weights(tmp_path / "other.npz")


def test_weights_of_another_version_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.npz"
    monkeypatch.setattr("allonym.mending.weights.VERSION", 0)
    write_weights(path, made(["titled"], np.zeros((1, 5)), np.zeros(5), [], LIMITS))
    monkeypatch.undo()
    with pytest.raises(InputError, match="another version"):
        read_weights(path)


def test_mending_needs_numpy_alone() -> None:
    heavy = "{'sklearn', 'scipy', 'click', 'rich'}"
    code = f"import allonym.mending.compose, sys; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_weights_were_trained_on_the_corpora_that_stand_here_by_hash() -> None:
    """Each file of the training data is one of corpora/, those that are kept for measuring are none of them."""
    told = json.loads(SHIPPED.with_suffix(".json").read_text("utf-8"))["data"]
    known = "".join(
        (paths.CORPORA / f"{name}.toml").read_text("utf-8") for name in ("wikigold", "broad-twitter", "uner-ewt")
    )
    assert told
    assert all(digest in known for digest in told.values())
