"""The spelling matrix of a run, held to the run's rows and to its texts."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

from support.real_run import GOLD

from allonym.corpus import Corpus
from allonym.corpus.documents import to_document
from allonym.match.mentions import OUTCOMES
from allonym.report.spellings import matrix, probed_sites
from allonym.runs.outcomes import read_outcomes

CORPUS = Corpus("small", tuple(to_document(document, "gold") for document in GOLD))


def test_the_outcomes_kept_are_those_that_the_rows_count(run_folder: Path) -> None:
    rows = json.loads((run_folder / "leaderboard.json").read_text())["rows"]
    wanted = {"probe": "respell", "corpus": "all", "slice": "all", "label": "micro", "measure": "spelling.recall"}
    recall = {row["model"]: row for row in rows if all(row[key] == value for key, value in wanted.items())}
    tally: dict[str, Counter[str]] = {model: Counter() for model in recall}
    for line in read_outcomes(run_folder):
        if line["probe"] == "respell" and line["spelling"]:
            for model, digits in line["outcomes"].items():
                assert len(digits) == len(line["sites"])
                tally[model].update(OUTCOMES[int(digit)] for digit in digits)
    assert tally.keys() == {"careful", "hasty"}
    for model, row in recall.items():
        assert {name: tally[model][name] for name in OUTCOMES} == {name: row["counts"][name] for name in OUTCOMES}


def test_a_site_is_where_the_name_stands(run_folder: Path) -> None:
    texts = {document.id: document.text or "" for document in CORPUS.documents}
    sites = list(probed_sites(read_outcomes(run_folder), [CORPUS]))
    printed = {texts[site.document][site.start : site.end] for site in sites if site.entity == "ali_mamlouk"}
    assert printed == {"Ali Mamlouk", "Ali Mamluk"}
    as_printed = [site for site in sites if site.source == "respell" and site.spelling == "(as printed)"]
    assert {site.form: site.outcomes["careful"] for site in as_printed if site.entity == "ali_mamlouk"} == {
        "Ali Mamlouk": "found",
        "Ali Mamluk": "missed",
    }
    assert list(probed_sites(read_outcomes(run_folder), [])) == [], "without the texts there is nothing to show"
    without = replace(CORPUS, documents=tuple(replace(document, text=None) for document in CORPUS.documents))
    assert list(probed_sites(read_outcomes(run_folder), [without])) == []


def test_the_matrix_has_a_row_a_spelling_and_a_digit_a_site(run_folder: Path) -> None:
    sites = list(probed_sites(read_outcomes(run_folder), [CORPUS]))
    documents = [{"corpus": "small", "id": document.id} for document in CORPUS.documents]
    made = matrix(sites, ["careful", "hasty", "absent"], documents)
    group = next(g for g in made["groups"] if (g["entity"], g["source"]) == ("ali_mamlouk", "respell"))
    assert group["forms"][0]["form"] == "(as printed)"
    assert sum(len(form["sites"]) for g in made["groups"] for form in g["forms"]) == 2 * len(sites)
    assert len(group["sites"]) == 2, "each place once"
    for form in group["forms"]:
        assert [len(digits) for digits in form["outcomes"]] == [len(form["sites"]) // 2] * 3
        assert set(form["outcomes"][2]) == {"-"}
