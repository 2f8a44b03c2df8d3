"""The commands of docs/gate.md do what the page says of them."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"


def outputs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("outputs", DOCS / "outputs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_commands_are_run_in_one_folder_and_their_output_replaced(tmp_path: Path) -> None:
    part = "<!-- outputs -->\n```console\n{}```\n<!-- end outputs -->\n"
    parts = [part.format(block) for block in ("$ echo one > x; cat x\nold\n", "$ cat x; exit 3\n")]
    page = "```console\n$ not run\n```\n" + "".join(parts)
    renewed = outputs().renew(page, tmp_path)
    assert "$ not run\n```" in renewed
    assert "$ echo one > x; cat x\none\n```" in renewed
    assert "$ cat x; exit 3\none\n(exit status 3)\n```" in renewed
    assert outputs().renew(renewed, tmp_path) == renewed


@pytest.mark.models
def test_the_page_of_the_gate_shows_what_its_commands_print(tmp_path: Path) -> None:
    """Numbers follow the gold; what must stay is which command fails, and that the names are told."""
    page = (DOCS / "gate.md").read_text("utf-8")
    fresh = outputs().renew(page, tmp_path)
    for text in (page, fresh):
        assert re.findall(r"\(exit status (\d)\)", text) == ["1"]
        assert re.search(r"\nregressed: .*; names lost: Idlib \(\d+\)", text)
        assert "to make this run the baseline: allonym gate --update --reason WHY" in text
    assert outputs().commands(fresh) == outputs().commands(page)
