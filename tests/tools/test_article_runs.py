"""No sentence of the articles is in the tree, and the check that says so sees one that is planted."""

from __future__ import annotations

import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym import paths
from allonym.tools.article_runs import WORDS, check, hashed, kept, read_hashes, repeated, runs, write_hashes

MADE_UP = " ".join(f"word{number} Ünd, it’s" for number in range(40))
TOKENS = MADE_UP.split()
SURE = 2 * WORDS - 1
"""A passage of so many words holds a whole kept run, wherever it begins."""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "clean.md").write_text("These words are the project's own, every one of them, all twelve.\n")
    (tmp_path / "binary.png").write_bytes(b"\0" + MADE_UP.encode())
    (tmp_path / ".gitignore").write_text("private/\n")
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "text.txt").write_text(MADE_UP)
    write_hashes([MADE_UP], tmp_path / "private" / "runs")
    return tmp_path


def test_the_tree_repeats_no_passage_of_the_articles() -> None:
    known = read_hashes()
    assert len(known) > 500
    assert check(paths.DATA, known) == []


def test_a_planted_passage_is_found_in_its_file_and_line(tree: Path) -> None:
    known = read_hashes(tree / "private" / "runs")
    assert check(tree, known) == []
    passage = " ".join(TOKENS[20 : 20 + SURE])
    (tree / "docs.md").write_text(f"# Title\n\nA sentence of ours.\n\n{passage.upper()}\n")
    assert check(tree, known) == ["docs.md:5"]


def test_the_title_of_an_article_is_a_citation(tree: Path) -> None:
    known = read_hashes(tree / "private" / "runs")
    articles = tree / "gold" / "articles"
    articles.mkdir(parents=True)
    passage = " ".join(TOKENS[:SURE])
    (articles / "1.json").write_text(f'{{"title": "{passage}", "spans": []}}')
    assert check(tree, known) == []
    (articles / "1.json").write_text(f'{{"text": "{passage}", "spans": []}}')
    assert len(check(tree, known)) == 1


@given(st.integers(0, len(TOKENS) - SURE))
def test_wherever_fifteen_words_are_taken_they_are_seen(start: int) -> None:
    known = kept(MADE_UP)
    assert list(repeated(" ".join(TOKENS[start : start + SURE]), known)) == [1]


def test_no_two_kept_runs_share_a_word_and_none_is_full_of_names() -> None:
    """What the module promises: a run gives no part of its neighbour away, and leaves five words to guess."""
    text = f"{MADE_UP} One Two Three Four five six seven eight " * 2
    places = [number for number, run in enumerate(runs(text)) if hashed(run) in kept(text)]
    assert all(two - one >= WORDS for one, two in pairwise(places))
    assert places
    assert not any(sum(word[0].isupper() for word in run) > 3 for run in runs(text) if hashed(run) in kept(text))
