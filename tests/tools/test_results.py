"""The parts of README and docs that commands write."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis.strategies import text
from markdown_it import MarkdownIt
from support.hand_run import hand_run
from support.headline import headline as headline_rows
from support.rows import row
from support.runs import keep_run, perfect, write_gold

from allonym.runs.read import Run, read_run
from allonym.show.forms.markdown import markdown
from allonym.show.sentences import headline, million
from allonym.show.table import Table, text_column
from allonym.tools.marked import marked_blocks, of_tables, rewritten
from allonym.tools.results import BLOCKS, badge, models, screen, writers

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
ELSEWHERE = {
    *("ablations", "card", "conformance", "held-out", "limits", "mended", "outputs", "places", "printed", "promises"),
    *("schemes", "simulated"),
}
"""Parts that other commands write."""


def block(page: Path, name: str) -> str:
    return next(block.body for block in marked_blocks(page.read_text("utf-8")) if block.name == name)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    gold = write_gold(tmp_path / "gold.jsonl")
    rows = [row("a", 0.9, low=0.8, high=1.0), row("b", 0.5)]
    return read_run(keep_run(tmp_path / "results", "r1", gold, {"a": perfect(), "b": perfect()}, rows=rows))


def test_only_the_marked_parts_change_and_once_is_enough(run: Run, tmp_path: Path) -> None:
    page = "# T\n<!-- leaderboard -->\nstale\n<!-- end leaderboard -->\n"
    page += "kept 1\n<!-- card -->\nkept 2\n<!-- end card -->\n"
    new = rewritten(page, writers(run, tmp_path))
    assert "stale" not in new
    assert "90.0" in new
    assert new.startswith("# T\n<!-- leaderboard -->\n```text\n")
    assert new.endswith("\nkept 1\n<!-- card -->\nkept 2\n<!-- end card -->\n")
    assert rewritten(new, writers(run, tmp_path)) == new


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_mark_is_of_a_command_and_has_its_end(page: Path) -> None:
    text = page.read_text()
    begun = re.findall(r"^<!-- ([\w-]+)(?:: .*)? -->$", text, re.MULTILINE)
    ended = re.findall(r"^<!-- end ([\w-]+) -->$", text, re.MULTILINE)
    assert begun == ended
    assert set(begun) <= set(BLOCKS) | ELSEWHERE


def test_the_readmes_screen_has_the_columns_of_today_and_fits(run: Run) -> None:
    shown = block(ROOT / "README.md", "screen")
    assert _heads(screen(run)) == _heads(shown) != []
    assert max(map(len, shown.splitlines())) <= 80
    assert len(shown.splitlines()) <= 50


def _heads(printed: str) -> list[str]:
    """The words of the last line of headings."""
    return next(line.split() for line in printed.splitlines() if line.split()[:1] == ["model"])


def test_the_model_cards_are_those_of_the_roster(run: Run) -> None:
    assert block(ROOT / "docs" / "model-cards.md", "models") == of_tables(models()), "make results"


def test_every_picture_of_the_results_is_there() -> None:
    linked = re.findall(r"\]\((pictures/[^)]+)\)", (ROOT / "docs" / "results.md").read_text())
    assert linked
    for name in linked:
        assert (ROOT / "docs" / name).stat().st_size > 500


def test_the_headline_is_the_best_ranked_models_beside_english_names_and_f1(tmp_path: Path) -> None:
    lines = markdown(headline(hand_run(tmp_path / "results"))).splitlines()
    assert lines[2:] == ["| gold | 3 | good_one | 61.1 | 66.7 | 38.9 | 75.9 | 76.9 |"]


def test_a_million_texts_take_the_words_of_a_second(run: Run) -> None:
    speeds = {"slow": 1000.0, "slow+mend": 500.0, "fast": 50_000}
    models = {"failed": {}, **{name: {"words_per_cpu_second": speed} for name, speed in speeds.items()}}
    lines = markdown(million(replace(run, models=models))).splitlines()
    assert lines[2:] == ["| slow | 1,000 | 5.56 | 11.11 | 55.6 | 104.2 |", "| fast | 50,000 | 0.11 | – | 1.1 | 2.1 |"]


def test_the_badge_says_the_best_models_number_and_the_pythons_of_ci(tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold.jsonl")
    rows = [one for model, both in (("a", 0.412), ("b", 0.5)) for one in headline_rows(model, both)]
    run = read_run(keep_run(tmp_path / "r", "r1", gold, {"a": perfect(), "b": perfect()}, rows=rows))
    pythons = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text())["jobs"]["test"]["strategy"]["matrix"][
        "python"
    ]
    said = f"Tests: every push, Python {' and '.join(pythons)} · Found both ways, best model: **50.0%** (b)"
    assert badge(run).strip() == said
    shown = block(ROOT / "README.md", "badge").strip()
    assert re.fullmatch(re.escape(said.split("**", maxsplit=1)[0]) + r"\*\*\d+\.\d%\*\* \(\S+\)", shown)
    assert badge(read_run(keep_run(tmp_path / "n", "r2", gold, {"a": perfect()}))) == ""


@given(text(alphabet="a_*b `[<|\\é", max_size=12))
def test_a_cell_of_markdown_is_shown_as_it_is(cell: str) -> None:
    table = markdown(Table("", (text_column("name"),), ((f"x{cell}x",),)))
    html = MarkdownIt("gfm-like", {"linkify": False}).render(table)
    shown = unescape(re.sub(r"<[^>]*>", "", html.split("<td>")[1].split("</td>")[0]))
    assert shown == f"x{cell}x"


def test_a_models_id_needs_no_sign_of_markdown() -> None:
    assert "| en_core_web_sm-3.8.0 |" in markdown(Table("", (text_column("m"),), (("en_core_web_sm-3.8.0",),)))
