"""The commands of a page are run, and what they print replaces what stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from allonym.tools.marked import rewritten
from allonym.tools.outputs import writers

DOCS = Path(__file__).parents[2] / "docs"


def test_commands_are_run_in_one_folder_and_their_output_replaced(tmp_path: Path) -> None:
    part = "<!-- outputs -->\n```console\n{}```\n<!-- end outputs -->\n"
    parts = [part.format(block) for block in ("$ echo one > x; cat x\nold\n", "$ cat x; exit 3\n")]
    page = "```console\n$ not run\n```\n" + "".join(parts)
    renewed = rewritten(page, writers(tmp_path))
    assert "$ not run\n```" in renewed
    assert "$ echo one > x; cat x\none\n```" in renewed
    assert "$ cat x; exit 3\none\n(exit status 3)\n```" in renewed
    assert rewritten(renewed, writers(tmp_path)) == renewed


def test_markdown_is_replaced_by_what_its_command_prints(tmp_path: Path) -> None:
    page = "# A\n<!-- printed: printf '# B\\n\\n'; ls docs/examples/watchlist.csv -->\nold\n<!-- end printed -->\nend\n"
    renewed = rewritten(page, writers(tmp_path))
    assert renewed == page.replace("old\n", "\n## B\n\ndocs/examples/watchlist.csv\n\n")
    assert rewritten(renewed, writers(tmp_path)) == renewed


@pytest.mark.models
def test_the_list_of_200_names_has_the_answer_that_stands_in_the_docs(tmp_path: Path) -> None:
    page = (DOCS / "watchlist.md").read_text("utf-8")
    assert rewritten(page, writers(tmp_path)) == page
