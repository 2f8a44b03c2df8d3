"""What is added is one file: in a copy of the project one of each kind is added, and no other edit is needed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from support.checkout import ROOT, Checkout, copy_checkout
from support.real_run import GOLD

FILES = {
    "bench/allonym/measures/spelling_twice.py": """
        from dataclasses import replace
        from allonym.measures.measure import measure
        MEASURES = (replace(measure("spelling.recall"), name="spelling.twice", title="twice", sentence="As recall."),)
    """,
    "bench/allonym/probes/shout.py": """
        from allonym.probes.hosts import Replacement, first_hosts, hosts, probed
        RESPELLS = False
        def probe(corpus, registry, skipped):
            for host in first_hosts(hosts(corpus, registry, skipped)):
                changed = [(place, host.paragraph[slice(*place.name)].upper()) for place in host.places]
                yield probed("shout", host.paragraph, changed, Replacement((), "loud", "shout/loud"))
    """,
    "bench/allonym/names/schemes/arabic/plain.toml": """
        title = "Plain"
        register = "press"
        source = "This test"
        rules = [['ʿ', ''], ['ʾ', ''], ['ā', 'aa'], ['ī', 'ee'], ['ū', 'oo']]
    """,
    "bench/allonym/corpus/formats/bars.py": '''
        """A document a line: id|text."""
        SUFFIXES = (".bars",)
        HOLDS_ENTITIES = False
        def read(path, options):
            return iter(())
        def write(documents, path, options):
            path.write_text("".join(f"{document.id}|{document.text}\\n" for document in documents))
    ''',
    "bench/allonym/predict/adapters/first.py": """
        class First:
            version = "1"
            labels = ("PER",)
            def predict(self, texts):
                return [[(0, 3, "PER")] for text in texts]
        def load():
            return First()
    """,
    "models/first-word.toml": """
        name = "first word"
        family = "baseline"
        version = "1"
        licence = "Apache-2.0"
        training_data = "none"
        adapter = "first"
        [labels]
        PER = "PER"
    """,
    "bench/allonym/gold/checks/never.py": """
        from allonym.gold.findings import Finding
        def check(tree):
            yield Finding("gold", 1, "never", "nothing is good enough", "give up")
    """,
    "bench/allonym/cli/commands/hello.py": '''
        import click
        @click.command("hello")
        def command() -> None:
            """Say hello."""
    ''',
    "bench/allonym/show/views/ids.py": """
        from allonym.show.table import Table, text_column
        def tables(run, wanted):
            return [Table("Ids", (text_column("id"),), ((run.id,),))]
    """,
    "bench/allonym/show/forms/count.py": """
        def write(tables, file):
            file.write(f"{len(tables)} tables")
    """,
}


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """The copy, and a run of two models in it: one by TOML alone, one whose framework is new too."""
    checkout = copy_checkout(tmp_path_factory.mktemp("extended"))
    for name, content in FILES.items():
        (checkout.root / name).write_text(_dedented(content), "utf-8")
    (checkout.root / "small.jsonl").write_text("".join(json.dumps(document) + "\n" for document in GOLD))
    models = ("--model", "capitalised-runs", "--model", "first-word")
    done = checkout.allonym("bench", "--corpus", "small.jsonl", *models, "--quiet")
    assert done.returncode == 0, done.stderr
    return checkout


def _dedented(content: str) -> str:
    return "".join(f"{line[8:]}\n" for line in content.strip("\n").splitlines())


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (("--help",), "hello    Say hello."),
        (("runs", "history", "--help"), "spelling.twice"),
        (("spell", "--scholarly", "ʿAlī Mamlūk"), "Alee Mamlook"),
        (("models", "list", "first-word"), "first-word"),
        (("show", "--by", "ids", "--format", "count"), "1 tables"),
        (("show", "--by", "measure", "--corpus", "small.jsonl"), "twice: As recall."),
        (("gold", "export", "stress", "--to", "bars"), "001_wire_lead|"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else "",
)
def test_it_is_in_the_answer_of_the_command(extended: Checkout, command: tuple[str, ...], shown: str) -> None:
    done = extended.allonym(*command)
    assert done.returncode == 0, done.stderr
    assert shown in " ".join(done.stdout.split()) or shown in done.stdout


def test_a_check_of_the_gold_finds_what_it_finds(extended: Checkout) -> None:
    done = extended.allonym("gold", "check")
    assert done.returncode == 1
    assert "nothing is good enough" in done.stdout


def test_measures_and_probes_are_rows_and_models_stand_on_the_board(extended: Checkout) -> None:
    board = json.loads((extended.root / "results" / "latest" / "leaderboard.json").read_text("utf-8"))
    assert {row["probe"] for row in board["rows"]} > {"shout", "respell"}
    assert {row["measure"] for row in board["rows"]} > {"spelling.twice", "spelling.recall"}
    twice, once = (
        {(row["model"], row["probe"], row["label"], row["corpus"]): row["value"]
         for row in board["rows"] if (row["measure"], row["slice"]) == (name, "all")}
        for name in ("spelling.twice", "spelling.recall")
    )  # fmt: skip
    assert twice == once != {}
    (first,) = (model for model in board["models"] if model["model"] == "first-word")
    assert first["status"] == "ok"
    markdown = (extended.root / "results" / "latest" / "leaderboard.md").read_text("utf-8")
    assert "| first-word |" in markdown


PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


@pytest.mark.parametrize("name", FILES)
def test_contributing_says_where_it_goes(name: str) -> None:
    folder = Path(name).parent.as_posix()
    place = {"models": "models/NAME.toml", "bench/allonym/names/schemes/arabic": "bench/allonym/names/schemes"}
    assert f"`{place.get(folder, folder)}" in PAGE


def test_the_way_of_a_measure_takes_twelve_files_that_are_there() -> None:
    files = re.findall(r"^\d+\. `(.+?)`", PAGE, re.MULTILINE)
    assert 5 < len(files) <= 12
    assert [name for name in files if not (ROOT / name).is_file()] == []
