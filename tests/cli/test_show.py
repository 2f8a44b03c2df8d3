"""`allonym show` on a run made by hand: what each view says, in every form."""

import csv
import io
import json
import os
import pty
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from support.command import COMMAND, allonym
from support.rows import row
from support.runs import keep_run, perfect, without, write_gold

from allonym.show.forms import form_names
from allonym.show.views import view_names

VIEWS = view_names()
READ_IN_TEXTS = dict.fromkeys(("entity", "error"), ("--corpus", "gold.jsonl")) | {"mend": ("r0",)}
"""Views that need the texts of a corpus that is not the project's, or the run with a mended model."""
CONFUSION = {
    **{"model": "good_one", "corpus": "gold", "rows": ["PER", "O"], "columns": ["PER", "O"]},
    "counts": [[3, 1], [2, 0]],
}
AGREEMENT = {
    **{"corpus": "press", "models": ["good_one", "poor_one"], "texts": 2, "mentions": [4, 3], "alone": [2, 1]},
    **{"both": [[0, 2], [2, 0]], "alone_names": [[["Omar", 2]], [["Sana", 1]]]},
    "consistency": [{"all": 1, "some": 0, "none": 1}, {"all": 0, "some": 1, "none": 1}],
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("show")
    gold = write_gold(folder / "gold.jsonl")
    rows = [
        row("good_one", 0.9123, low=0.85, high=0.95),
        row("poor_one", 0.5, low=0.41, high=0.6),
        row("good_one", 0.8, convention="raw"),
        row("good_one", 0.7, label="PER"),
        row("good_one", 1.0, slice="spelling:ali_mamlouk:Ali Mamlouk", measure="found", n=1, counts={"found": 1}),
        row(
            "good_one",
            0.0,
            slice="spelling:ali_mamlouk:Ali Mamluk",
            measure="found",
            n=2,
            counts={"found": 0, "missed": 2},
        ),
        row("good_one", 0.75, probe="respell", slice="scheme:arabic/din", measure="spelling.recall"),
        row("good_one", 0.25, probe="respell", slice="scheme:arabic/french", measure="spelling.recall"),
        row("good_one", 0.55, probe="respell", slice="origin:Turkish", measure="spelling.recall"),
    ]
    found = {"good_one": perfect(), "poor_one": without("Mamlouk", "Ankara")}
    kept: dict[str, Any] = {"confusion": [CONFUSION], "agreements": [AGREEMENT]}
    keep_run(folder / "results", "r0", gold, {"one": perfect(), "one+mend": perfect()}, rows=_mended())
    keep_run(folder / "results", "r1", gold, found, failed={"absent": "no such file"}, rows=rows, **kept)
    return folder


def _mended() -> list[dict[str, Any]]:
    """The headline of a model and of the same with remedies around it."""
    return [
        row(model, value, probe="respell", slice="register:press", label="PER", measure="spelling.f1")
        for model, value in (("one", 0.5), ("one+mend", 0.75))
    ]


def _records(place: Path, *arguments: str) -> list[dict[str, object]]:
    done = allonym(place, "show", "--corpus", "gold.jsonl", "--format", "json", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    rows: list[dict[str, object]] = json.loads(done.stdout)["tables"][0]["rows"]
    return rows


def test_the_leaderboard_has_numbers_intervals_and_what_is_missing(place: Path) -> None:
    good, poor = _records(place)
    assert (good["model"], good["F1"], good["95%"], good["F1 raw"], good["PER"]) == (
        *("good_one", 91.23, "85.0–95.0", 80.0, 70.0),
    )
    assert (poor["model"], poor["F1"], poor["F1 raw"]) == ("poor_one", 50.0, None)
    text = allonym(place, "show", "--by", "leaderboard").stdout
    assert "Not measured" in text
    assert "no such file" in text


def test_views_of_rows(place: Path) -> None:
    assert [(r["spelling"], r["good_one"]) for r in _records(place, "--by", "spelling")] == [
        ("Ali Mamlouk", "1/1"),
        ("Ali Mamluk", "0/2  2 missed"),
    ]
    assert [(r["scheme"], r["good_one"]) for r in _records(place, "--by", "scheme")] == [
        ("arabic/french", 25.0),
        ("arabic/din", 75.0),
    ], "the hardest first"
    assert [r["origin"] for r in _records(place, "--by", "origin")] == ["Turkish"]
    assert [(r["label"], r["good_one"], r["poor_one"]) for r in _records(place, "--by", "label")] == [
        ("micro", 91.23, 50.0),
        ("PER", 70.0, None),
    ]


def test_entities_and_their_forms_are_counted_in_the_gold(place: Path) -> None:
    entities = {r["entity"]: r for r in _records(place, "--by", "entity")}
    assert [entities["ali_mamlouk"][key] for key in ("mentions", "good_one", "poor_one")] == [4, 4, 2]
    forms = {r["form"]: r for r in _records(place, "--by", "entity", "--entity", "ali_mamlouk")}
    assert {form: (r["mentions"], r["poor_one"]) for form, r in forms.items()} == {
        "Mamlouk": (2, 0),
        "Ali Mamlouk": (1, 1),
        "Ali Mamluk": (1, 1),
    }


def test_mistakes_are_counted_by_cause_and_listed_for_one_model(place: Path) -> None:
    counts = {r["model"]: r for r in _records(place, "--by", "error")}
    assert counts.keys() == {"poor_one"}, "the other made none"
    assert (counts["poor_one"]["missed"], counts["poor_one"]["spurious"]) == (4, 0)
    listed = _records(place, "--by", "error", "--model", "poor_one", "--entity", "ankara")
    assert [(r["cause"], r["name"], r["words"]) for r in listed] == [
        ("missed", "Ankara", "Moscow, Ankara, Idlib."),
        ("missed", "Ankara", "Omar and Mamlouk met in Ankara."),
    ]


@pytest.mark.parametrize("by", VIEWS)
def test_every_view_has_every_form(place: Path, by: str) -> None:
    for form in form_names():
        done = allonym(place, "show", "--by", by, *READ_IN_TEXTS.get(by, ()), "--format", form)
        assert (done.returncode, done.stderr) == (0, ""), form
        if form == "csv":
            widths = {len(line) for line in csv.reader(io.StringIO(done.stdout))}
            assert len(widths) == 1
        if form == "md":
            rules = re.findall(r"^\|[-:|]+\|$", done.stdout, re.MULTILINE)
            assert rules


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no pdflatex: apt-get install texlive-latex-base")
def test_latex_compiles(place: Path, tmp_path: Path) -> None:
    bodies = [
        allonym(place, "show", "--by", by, *READ_IN_TEXTS.get(by, ()), "--format", "latex").stdout for by in VIEWS
    ]
    lines = [r"\documentclass{article}", r"\usepackage[T1]{fontenc}", r"\begin{document}", *bodies, r"\end{document}"]
    (tmp_path / "t.tex").write_text("\n".join(lines), encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "t.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:].decode(errors="replace")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--model", "god_one"], "no model in the run 'god_one'; did you mean good_one"),
        (["--corpus", "stress"], "no corpus in the run 'stress'"),
        (["--by", "entity", "--corpus", "gold.jsonl", "--entity", "ali_mamluk"], "did you mean ali_mamlouk"),
        (["nothing"], "no run 'nothing'"),
    ],
)
def test_what_is_not_there_is_one_line(place: Path, arguments: list[str], message: str) -> None:
    done = allonym(place, "show", *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


def _on_terminal(place: Path, width: int, *what: str, **environment: str) -> str:
    """What the command prints where its output is a terminal."""
    parent, child = pty.openpty()
    known = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    env = known | {"TERM": "xterm-256color", "COLUMNS": str(width)} | environment
    with subprocess.Popen([*COMMAND, "show", *what], cwd=place, stdout=child, env=env) as process:
        os.close(child)
        parts = []
        try:
            while part := os.read(parent, 65536):
                parts.append(part)
        except OSError:  # how Linux ends a terminal
            pass
        process.wait()
    os.close(parent)
    return b"".join(parts).decode()


def test_colour_is_for_terminals_and_not_with_no_color(place: Path) -> None:
    colour = re.compile(r"\x1b\[[0-9;]*3[0-9]")
    style = re.compile(r"\x1b\[")
    assert style.search(_on_terminal(place, 120))
    assert not colour.search(_on_terminal(place, 120, NO_COLOR="1"))
    assert not style.search(allonym(place, "show").stdout)


def test_tables_fit_the_terminal_and_lose_nothing(place: Path) -> None:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", _on_terminal(place, 60, "--by", "leaderboard"))
    assert max(map(len, plain.splitlines())) <= 60
    for name in ("F1 raw", "PER", "words/CPU s", "continued"):
        assert name in plain


@pytest.mark.parametrize("name", ["ali_mamlouk", "Ali Mamlouk", "ʿAlī Mamlūk"])
def test_an_entity_is_shown_by_any_of_its_names(place: Path, name: str) -> None:
    shown = allonym(place, "show", "r1", "--by", "spelling", "--entity", name)
    assert "Ali Mamluk" in shown.stdout, shown.stderr


def test_an_entity_that_nobody_knows_is_refused(place: Path) -> None:
    refused = allonym(place, "show", "r1", "--by", "spelling", "--entity", "Ali Mamluq-Smith")
    assert refused.returncode == 2
    assert refused.stderr.startswith("allonym: no entity 'Ali Mamluq-Smith'; ")


def test_columns_are_chosen_and_a_table_has_a_label(place: Path) -> None:
    where = ("show", "r1", "--by", "leaderboard", "--column", "F1", "--column", "model")
    lines = allonym(place, *where, "--format", "csv").stdout.splitlines()
    assert lines == ["F1,model", "91.23,good_one", "50.0,poor_one"]
    latex = allonym(place, *where, "--format", "latex").stdout
    assert latex.startswith("% \\usepackage{booktabs}\n")
    assert r"\label{tab:leaderboard-of-run-r1}" in latex
    for rule in ("toprule", "midrule", "bottomrule"):
        assert latex.count(rf"\{rule}") == 1
    refused = allonym(place, "show", "r1", "--column", "F2")
    assert "no column 'F2'; did you mean F1" in refused.stderr
