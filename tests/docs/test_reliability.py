"""The promises of docs/reliability.md and SECURITY.md: each names a test that there is, and a run has tried it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from allonym.tools.marked import marked_blocks

ROOT = Path(__file__).parents[2]
_TEST = re.compile(r"`(tests/[\w/.]+\.py)(?:::(\w+))?`")


@pytest.mark.parametrize("page", ["docs/reliability.md", "SECURITY.md"])
def test_each_promise_names_a_test_that_there_is(page: str) -> None:
    rows = [line for line in (ROOT / page).read_text("utf-8").splitlines() if "`tests/" in line]
    assert len(rows) > 5
    for row in rows:
        ((file, function),) = _TEST.findall(row)
        assert not function or function in _functions(file), row


def test_a_run_has_tried_each_promise_and_it_held() -> None:
    (block,) = marked_blocks((ROOT / "docs" / "reliability.md").read_text("utf-8"))
    for row in block.body.splitlines()[2:]:
        *_, tried, held = (cell.strip() for cell in row.strip("|").split("|"))
        assert int(tried) == int(held) > 0, row


def test_every_file_of_attacks_stands_in_the_table() -> None:
    named = {file for file, _ in _TEST.findall((ROOT / "docs" / "reliability.md").read_text("utf-8"))}
    assert {str(path.relative_to(ROOT)) for path in (ROOT / "tests" / "attack").glob("test_*.py")} <= named


def _functions(file: str) -> set[str]:
    parsed = ast.walk(ast.parse((ROOT / file).read_text("utf-8")))
    return {node.name for node in parsed if isinstance(node, ast.FunctionDef)}
