"""The spelling matrix of a run, held to the run's rows and to its texts."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

from support.real_run import GOLD

from allonym.corpus import Corpus
from allonym.corpus.documents import to_document
from allonym.match.mentions import OUTCOMES
from allonym.runs.outcomes import read_outcomes
from allonym.show.spelled import SpelledSite, SpellingSites, matrix, put_there

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
    mamlouk = [one for one in put_there(read_outcomes(run_folder), [CORPUS]) if one.entity == "ali_mamlouk"]
    bounds = {(site.document, site.bounds or (0, 0)) for one in mamlouk for site in one.sites}
    assert {texts[name][start:end] for name, (start, end) in bounds} == {"Ali Mamlouk", "Ali Mamluk"}
    (printed,) = [one for one in mamlouk if (one.source, one.spelling) == ("respell", "")]
    outcomes = [OUTCOMES[int(digit)] for digit in printed.outcomes["careful"]]
    forms = [site.form for site in printed.sites]
    assert dict(zip(forms, outcomes, strict=True)) == {"Ali Mamlouk": "found", "Ali Mamluk": "missed"}


def test_without_the_texts_no_site_has_bounds_and_the_page_shows_none(run_folder: Path) -> None:
    without = replace(CORPUS, documents=tuple(replace(document, text=None) for document in CORPUS.documents))
    for corpora in ([], [without]):
        spelled = list(put_there(read_outcomes(run_folder), corpora))
        assert {site.bounds for one in spelled for site in one.sites} == {None}
        assert matrix(spelled, ["careful"], [])["groups"] == []


def test_the_matrix_has_a_row_a_spelling_and_a_digit_a_site(run_folder: Path) -> None:
    spelled = list(put_there(read_outcomes(run_folder), [CORPUS]))
    documents = [{"corpus": "small", "id": document.id} for document in CORPUS.documents]
    made = matrix(spelled, ["careful", "hasty", "absent"], documents)
    group = next(g for g in made["groups"] if (g["entity"], g["source"]) == ("ali_mamlouk", "respell"))
    assert group["forms"][0]["form"] == "(as printed)"
    flat = [form["sites"] for g in made["groups"] for form in g["forms"]]
    assert sum(map(len, flat)) == 2 * sum(len(one.sites) for one in spelled)
    assert len(group["sites"]) == 2, "each place once"
    for form in group["forms"]:
        assert [len(digits) for digits in form["outcomes"]] == [len(form["sites"]) // 2] * 3
        assert set(form["outcomes"][2]) == {"-"}


def test_a_spelling_that_differs_in_two_ways_stands_once() -> None:
    """Of one scheme it may be two lines, by what differs in a part of the name and in the whole."""
    site = SpelledSite("c", "d", (0, 7), "Mamluk")
    other = site._replace(bounds=(9, 19), form="Ali Mamluk")
    one = SpellingSites("respell", "a", "PER", "Ali Mamluk", "attested", "vowels", (site,), {"m": "0"})
    two = SpellingSites("respell", "a", "PER", "Ali Mamluk", "attested", "article", (other,), {"m": "3", "n": "0"})
    (group,) = matrix([one, two], ["m", "n"], [{"corpus": "c", "id": "d"}])["groups"]
    (form,) = group["forms"]
    assert (form["form"], form["kind"]) == ("Ali Mamluk", "attested, vowels, article")
    assert form["outcomes"] == ["03", "-0"]
    assert [form["names"][number] for number in form["sites"][1::2]] == ["Mamluk", "Ali Mamluk"]


def test_people_whom_the_models_lose_most_often_come_first(run_folder: Path) -> None:
    spelled = list(put_there(read_outcomes(run_folder), [CORPUS]))
    documents = [{"corpus": "small", "id": document.id} for document in CORPUS.documents]
    groups = matrix(spelled, ["careful", "hasty"], documents)["groups"]
    found = str(OUTCOMES.index("found"))
    lost = [sum(d not in (found, "-") for f in g["forms"] for o in f["outcomes"] for d in o) for g in groups]
    people = [n for n, g in zip(lost, groups, strict=True) if g["label"] == "PER"]
    assert people == sorted(people, reverse=True)
    assert max(lost) > min(lost)
