"""What went into a model is not published by what the model logs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from support import small_checkout
from support.attack import write_tiny
from support.command import COMMAND

QUOTES = """
import json, sys
print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    text = " ".join(json.loads(line)["text"].split())
    raise ValueError(text[100:400] or text)
"""
QUOTED = "ValueError: "


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a made-up article whose text is at hand, and a model that fails on each text and quotes it."""
    place = tmp_path_factory.mktemp("quotes")
    small_checkout.make(place / "project", place / "articles")
    (place / "w.py").write_text(QUOTES)
    (place / "m.toml").write_text(f'command = {json.dumps([sys.executable, "w.py"])}\n[labels]\nPER = "PERSON"\n')
    return place


def allonym(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONPATH": str(project / "project" / "bench"), "PATH": "/usr/bin:/bin", "HOME": str(project)}
    command = [*COMMAND, *arguments]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


def published(run: Path) -> str:
    files = ("leaderboard.json", "leaderboard.md", "leaderboard.csv", "run.json", "report.html")
    return "".join((run / name).read_text("utf-8") for name in files)


def test_a_log_that_quotes_an_article_stays_in_a_file_of_its_own(project: Path) -> None:
    where = ["--corpus", "articles", "--articles", "articles", "--probe", "none"]
    done = allonym(project, "bench", "--model", "m.toml", "--model", "capitalised-runs", *where)
    assert done.returncode == 0, done.stderr
    run = project / "results" / "latest"
    log = (run / "logs" / "m.txt").read_text("utf-8")
    quoted = log.split(QUOTED)[1].strip()[:60]
    article = (project / "articles" / f"{small_checkout.ARTICLE}.txt").read_text("utf-8")
    assert quoted in " ".join(article.split())
    assert (run / "logs" / ".gitignore").read_text() == "*\n"
    assert "texts that are not to be shown went into it" in published(run)
    for shown in (done.stdout, done.stderr, published(run)):
        assert QUOTED not in shown
        assert quoted not in shown
    done = allonym(project, "bench", "--model", "m.toml", "--model", "capitalised-runs", *where, "--article-text")
    assert QUOTED in published(run)
    assert quoted in done.stdout + done.stderr + published(run)
    page = project / "with-text.html"
    again = allonym(project, "runs", "report", "--article-text", "--articles", "articles", "--to", str(page))
    assert again.returncode == 0, again.stderr
    assert QUOTED in page.read_text("utf-8")


def test_a_corpus_of_ones_own_that_is_marked_is_kept_out(project: Path) -> None:
    """By a line of its file: "show": false."""
    marked = project / "marked.jsonl"
    record = {"id": "s", "text": "Secret Testova left Oslo.", "show": False, "spans": []}
    record["spans"] = [{"start": 0, "end": 14, "label": "PERSON"}]
    marked.write_text(json.dumps(record) + "\n")
    models = ["--model", "m.toml", "--model", "capitalised-runs"]
    done = allonym(project, "bench", *models, "--corpus", str(marked), "--probe", "none")
    assert done.returncode == 0, done.stderr
    for shown in (done.stdout, done.stderr, published(project / "results" / "latest")):
        assert QUOTED not in shown
        assert "left Oslo" not in shown
    assert "left Oslo" in (project / "results" / "latest" / "logs" / "m.txt").read_text("utf-8")


def test_texts_without_gold_that_are_marked_are_kept_out(project: Path) -> None:
    marked = project / "bare.jsonl"
    marked.write_text(json.dumps({"id": "s", "text": "Secret Testova left Bergen.", "show": False}) + "\n")
    done = allonym(project, "bench", "--model", "m.toml", "--corpus", str(marked), "--corpus", str(write_tiny(project)))
    assert done.returncode == 3, done.stderr
    for shown in (done.stdout, done.stderr, published(project / "results" / "latest")):
        assert QUOTED not in shown


def test_a_log_over_texts_of_ones_own_is_shown(project: Path) -> None:
    done = allonym(project, "bench", "--model", "m.toml", "--corpus", str(write_tiny(project)), "--probe", "none")
    assert done.returncode == 3, done.stderr
    assert QUOTED in published(project / "results" / "latest")
    assert QUOTED in (project / "results" / "latest" / "logs" / "m.txt").read_text("utf-8")
