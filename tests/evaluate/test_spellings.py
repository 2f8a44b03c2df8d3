from collections import Counter

import pytest

from allonym.corpus import Corpus, Document, Mention
from allonym.evaluate.spellings import alike, spelled_twice, spelling_rows
from allonym.match.mentions import outcome


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("Mamlouk", "Mamluk", True),
        ("Ömer Özkızılcık", "Omer Ozkizilcik", True),
        ("Sergey Lavrov", "Sergei Lavrov", True),
        ("Organization of Peace", "Organisation of Peace", True),
        ("YPG", "People's Protection Units", False),
        ("Turkey", "Syria", False),
        ("Assad", "ASSAD", False),
    ],
)
def test_alike(one: str, two: str, expected: bool) -> None:
    assert alike(one, two) is expected
    assert alike(two, one) is expected


def test_outcomes() -> None:
    gold = Mention(4, 11, "PERSON")
    assert outcome(gold, [Mention(4, 11, "PER")]) == "found"
    assert outcome(gold, [Mention(4, 11, "ORG")]) == "label"
    assert outcome(gold, [Mention(0, 11, "PERSON")]) == "bounds"
    assert outcome(gold, [Mention(11, 15, "PERSON")]) == "missed"


def test_each_spelling_is_counted_by_itself() -> None:
    text = "Mamlouk, Mamluk, Mamlouk."
    mentions = tuple(Mention(i, i + n, "PERSON", "ali") for i, n in ((0, 7), (9, 6), (17, 7)))
    corpus = Corpus("c", (Document("a", text, mentions),))
    assert spelled_twice(corpus) == {"ali": ["Mamlouk", "Mamluk"]}
    found = spelling_rows("m", corpus, {"a": Document("a", None, (Mention(0, 7, "PERSON"), Mention(9, 15, "GPE")))})
    assert {row.slice: +Counter(row.counts) for row in found} == {
        "spelling:ali:Mamlouk": {"found": 1, "missed": 1},
        "spelling:ali:Mamluk": {"label": 1},
    }
