"""Agreement of two readers: the numbers against scikit-learn and by hand, the cases against made-up readings."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score
from support.command import HERE, allonym
from support.inline import read_inline
from support.standoff import write_standoff

from allonym import paths
from allonym.corpus import Document
from allonym.corpus.documents import write_documents
from allonym.corpus.paragraphs import paragraphs
from allonym.corpus.standoff import sha256
from allonym.errors import InputError
from allonym.gold.agreement import Kappa, agreement, confusions
from allonym.gold.disagreements import disagreements, read_decisions
from allonym.gold.prove import prove
from allonym.gold.readings import Read, corpora_read, gold_documents, named_words, read_twice
from allonym.labels import FINE

GOLD = "⟦Ali Mamluk|PERSON|mamluk⟧ of ⟦Homs|GPE|homs⟧ met ⟦SANA|ORG|sana⟧.\n⟦Mamluk|PERSON|mamluk⟧ left.\n"


def readings(tmp_path: Path, first: str, second: str, gold: str = GOLD) -> list[Read]:
    """A gold folder with one document that two readers read."""
    folder = tmp_path / "readings" / "stress"
    folder.mkdir(parents=True)
    for name, marked in (("first", first), ("second", second)):
        document = read_inline(marked, "a")
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            write_documents([Document("a", None, document.mentions, {"sha256": sha256(document.text or "")})], file)
    document = read_inline(gold, "a")
    write_standoff(document, tmp_path / "stress" / "a.json")
    (tmp_path / "stress" / "a.txt").write_text(document.text or "", encoding="utf-8")
    return list(read_twice(tmp_path, "stress", gold_documents(tmp_path, "stress")))


def found(read: list[Read]) -> list[tuple[str, str, str, str]]:
    return [
        (one.surface, one.shown(one.first), one.shown(one.second), one.shown(one.decided))
        for document in read
        for one in disagreements(document)
    ]


def test_readers_who_agree_have_no_case_though_they_name_entities_otherwise(tmp_path: Path) -> None:
    other = GOLD.replace("|mamluk", "|the_chief").replace("|homs", "|hims")
    read = readings(tmp_path, GOLD, other)
    assert found(read) == []
    (everything, *_) = agreement("stress", read, seed=7, replicates=50)
    assert (everything.span_f1.value, everything.kappa.value) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("old", "new", "case"),
    [
        ("⟦Homs|GPE|homs⟧", "⟦Homs|LOC|homs⟧", ("Homs", "GPE homs", "LOC homs", "GPE homs")),
        ("⟦Homs|GPE|homs⟧", "Homs", ("Homs", "GPE homs", "nothing", "GPE homs")),
        (
            "⟦Ali Mamluk|PERSON|mamluk⟧",
            "Ali ⟦Mamluk|PERSON|mamluk⟧",
            ("Ali Mamluk", "PERSON mamluk", "PERSON mamluk [Mamluk]", "PERSON mamluk"),
        ),
        (
            "⟦Mamluk|PERSON|mamluk⟧ left",
            "⟦Mamluk|PERSON|another⟧ left",
            ("Mamluk", "PERSON mamluk", "PERSON another", "PERSON mamluk"),
        ),
        ("left", "⟦left|ORG|left⟧", ("left", "nothing", "ORG left", "nothing")),
    ],
)
def test_every_kind_of_difference_is_a_case(
    tmp_path: Path, old: str, new: str, case: tuple[str, str, str, str]
) -> None:
    assert found(readings(tmp_path, GOLD, GOLD.replace(old, new, 1))) == [case]


def test_a_reader_who_named_no_entities_differs_in_bounds_and_labels_only(tmp_path: Path) -> None:
    second = "⟦Ali Mamluk|PERSON⟧ of ⟦Homs|LOC⟧ met ⟦SANA|ORG⟧.\n⟦Mamluk|PERSON⟧ left.\n"
    assert found(readings(tmp_path, GOLD, second)) == [("Homs", "GPE homs", "LOC homs", "GPE homs")]


def test_gold_that_differs_from_both_readers_is_a_case_too(tmp_path: Path) -> None:
    both = GOLD.replace("|ORG|sana", "|PERSON|sana")
    read = readings(tmp_path, both, both)
    assert found(read) == [("SANA", "PERSON sana", "PERSON sana", "ORG sana")]
    assert next(disagreements(read[0])).overruled


def test_numbers_by_hand(tmp_path: Path) -> None:
    # 10 words; the second reader calls Homs a LOC and misses SANA: 2 of 4 and 3 spans agree.
    second = GOLD.replace("|GPE|homs", "|LOC|homs").replace("⟦SANA|ORG|sana⟧", "SANA")
    read = readings(tmp_path, GOLD, second)
    rows = {row.label: row for row in agreement("stress", read, seed=7, replicates=50)}
    assert (rows["all"].first, rows["all"].second) == (4, 3)
    assert rows["all"].span_f1.value == pytest.approx(2 * 2 / (4 + 3))
    assert rows["PERSON"].kappa.value == pytest.approx(1.0)
    words = ["Ali", "Mamluk", "of", "Homs", "met", "SANA", "Mamluk", "left"]
    one = ["P", "P", "O", "G", "O", "S", "P", "O"]
    two = ["P", "P", "O", "L", "O", "O", "P", "O"]
    assert len(words) == len(one)
    assert rows["all"].kappa.value == pytest.approx(cohen_kappa_score(one, two))
    assert rows["ORG"].span_f1.value == 0.0


classes = st.integers(0, len(FINE))


@given(st.lists(st.tuples(classes, classes), min_size=2, max_size=60))
def test_kappa_is_scikit_learns(pairs: list[tuple[int, int]]) -> None:
    table = np.zeros((len(FINE) + 1,) * 2, np.int64)
    for first, second in pairs:
        table[first, second] += 1
    for label in (None, *range(len(FINE))):
        kappa = Kappa(label)
        first, second = np.nonzero(classes_ := kappa.classes(table))
        one = len(first) == 1 and first[0] == second[0]  # chance alone gives 1, of which scikit-learn warns
        theirs = np.nan if one else cohen_kappa_score(first, second, sample_weight=classes_[first, second])
        assert float(kappa(table)) == pytest.approx(theirs, nan_ok=True)


def test_the_words_of_a_text_that_is_not_shipped_give_the_same_tables(tmp_path: Path) -> None:
    second = GOLD.replace("⟦SANA|ORG|sana⟧", "SANA")
    (read,) = readings(tmp_path, GOLD, second)
    text = read.gold.text or ""
    kept = named_words(text, paragraphs(text), [read.first, read.second])
    without = Read(
        read.gold, read.first, read.second, tuple(m.bounds for m in kept.mentions), tuple(kept.extra["others"])
    )
    rows = paragraphs(text)
    assert np.array_equal(confusions(read, rows), confusions(without, rows))
    assert confusions(read, rows).sum() == 8


def test_a_reading_of_another_text_is_refused(tmp_path: Path) -> None:
    readings(tmp_path, GOLD, GOLD)
    (tmp_path / "stress" / "a.json").unlink()
    document = read_inline(GOLD.replace("left", "stayed"), "a")
    write_standoff(document, tmp_path / "stress" / "a.json")
    (tmp_path / "stress" / "a.txt").write_text(document.text or "", encoding="utf-8")
    with pytest.raises(InputError, match="a was read on another text"):
        list(read_twice(tmp_path, "stress", gold_documents(tmp_path, "stress")))


def faults(root: Path) -> list[str]:
    (root / "entities.jsonl").write_text(
        "".join(
            json.dumps({"id": name, "label": label, "origin": "English", "spellings": [], "also": also}) + "\n"
            for name, label, also in (
                ("mamluk", "PERSON", ["Ali Mamluk", "Mamluk"]),
                ("homs", "GPE", ["Homs"]),
                ("sana", "ORG", ["SANA"]),
            )
        ),
        encoding="utf-8",
    )
    return [line for finding in prove(root).findings for line in finding.lines()]


def test_a_disagreement_without_a_reason_is_a_fault_and_a_reason_without_one_too(tmp_path: Path) -> None:
    readings(tmp_path, GOLD, GOLD.replace("|GPE|homs", "|LOC|homs"))
    where = f"{tmp_path.name}/readings/stress/decisions.jsonl"
    undecided = faults(tmp_path)
    place = next(
        i
        for i, line in enumerate((tmp_path / "stress" / "a.json").read_text(encoding="utf-8").split("\n"), 1)
        if "Homs" in line
    )
    what = "the readers differ at 14-18 'Homs', and no reason is given"
    todo = f"mend the span, or put the reason into {where}"
    assert undecided[0] == f"{tmp_path.name}/stress/a.json:{place}: fault, readings: {what}; {todo}"
    assert undecided[1].strip() == "first: GPE homs; second: LOC homs; gold: GPE homs"
    lines = [{"id": "a", "start": 14, "end": 18, "reason": "a city"}, {"id": "a", "start": 0, "end": 10, "reason": "?"}]
    decisions = tmp_path / "readings" / "stress" / "decisions.jsonl"
    decisions.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert faults(tmp_path) == [
        f"{where}:2: fault, readings: a 0-10: readers and gold say the same here; remove the line"
    ]


def test_a_corpus_that_nobody_read_twice_is_a_fault(tmp_path: Path) -> None:
    readings(tmp_path, GOLD, GOLD)
    (tmp_path / "readings" / "stress").rename(tmp_path / "readings" / "others")
    assert any("stress has not been read twice" in line for line in faults(tmp_path))


def test_the_command_prints_all_three_corpora_and_a_reason_for_every_case() -> None:
    done = allonym(HERE, "gold", "agree", "--replicates", "200", "--format", "json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    everything = {row["corpus"]: row for row in answer["agreement"] if row["label"] == "all"}
    assert set(everything) == {"articles", "dispatches", "retellings", "stress"} == set(corpora_read(paths.GOLD))
    for row in everything.values():
        assert row["first"] > 600
        assert row["span_f1"]["low"] <= row["span_f1"]["value"] <= row["span_f1"]["high"] <= 1
        assert row["kappa"]["low"] <= row["kappa"]["value"] <= row["kappa"]["high"] <= 1
    assert answer["disagreements"]
    assert all(case["reason"] for case in answer["disagreements"])


def test_the_tables_of_the_command_name_every_label_that_was_used() -> None:
    done = allonym(HERE, "gold", "agree", "--replicates", "50", "--corpus", "stress", "--format", "md")
    assert done.returncode == 0, done.stderr
    rows = [line.split(" | ") for line in done.stdout.splitlines() if line.startswith("| stress |")]
    assert [row[1].replace("\\", "") for row in rows] == ["all", *(label for label in FINE)]


@pytest.mark.parametrize("corpus", corpora_read(paths.GOLD))
def test_no_reading_holds_a_word_of_the_text(corpus: str) -> None:
    for path in (paths.GOLD / "readings" / corpus).glob("*.jsonl"):
        if path.name == "decisions.jsonl":
            assert read_decisions(paths.GOLD, corpus)
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            assert set(record) <= {"id", "spans", "sha256", "others"}
            assert all(set(span) <= {"start", "end", "label", "entity"} for span in record["spans"])
