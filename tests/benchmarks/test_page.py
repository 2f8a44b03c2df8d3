"""The figures of a benchmark in the pages that have a block for them."""

import re
from pathlib import Path

import pytest

from benchmarks.figure import Figure
from benchmarks.page import write_figures

ROOT = Path(__file__).parents[2]
PAGE = (
    "# T\n<!-- benchmark:x -->\nold\n<!-- end benchmark:x -->\nkept\n<!-- benchmark:y -->\n<!-- end benchmark:y -->\n"
)


def test_only_the_block_of_that_name_changes_and_once_is_enough(tmp_path: Path) -> None:
    page, other = tmp_path / "page.md", tmp_path / "other.md"
    page.write_text(PAGE, encoding="utf-8")
    other.write_text("no block\n", encoding="utf-8")
    figures = [Figure("ours / theirs", 0.25, "x", 0.5), Figure("slow", 2, "s", 1.5), Figure("fast", 90, "x", 80, True)]
    assert write_figures(tmp_path, "x", figures) == [page]
    written = page.read_text(encoding="utf-8")
    assert "old" not in written
    assert "| ours / theirs | 0.250 | x | ≤ 0.5 |" in written
    assert "| slow | 2.000 | s | ≤ 1.5, missed |" in written
    assert "| fast | 90.000 | x | ≥ 80 |" in written
    assert written.endswith(PAGE.partition("<!-- end benchmark:x")[2])
    write_figures(tmp_path, "x", figures)
    assert page.read_text(encoding="utf-8") == written
    assert other.read_text(encoding="utf-8") == "no block\n"


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.stem)
def test_every_block_has_an_end_and_its_benchmark(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    begun = re.findall("<!-- benchmark:(.+) -->", text)
    assert begun == re.findall("<!-- end benchmark:(.+) -->", text)
    assert all((ROOT / "benchmarks" / f"{name}.py").is_file() for name in begun)
