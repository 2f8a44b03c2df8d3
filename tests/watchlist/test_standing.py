"""Names where they stand in texts already."""

from __future__ import annotations

import pytest

from allonym.corpus.values import Document, Mention
from allonym.watchlist.standing import Finder, standing
from allonym.watchlist.values import Form, Spelled


def name(*forms: str) -> Spelled:
    return Spelled(1, forms[0], "PERSON", tuple(Form(form, "listed") for form in forms))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ali Testov met the board.", ["Ali Testov"]),
        ("The board met ALI TESTOV’s aide.", ["ALI TESTOV"]),
        ("Alí Testóv, Omar al-Zed and Omar Al Zed.", ["Alí Testóv", "Omar al-Zed", "Omar Al Zed"]),
        ("Then Oma Ral-Zed, Ali. Testov, ali testov, Ali, Testov and Ali\nTestov.", []),
        ("A. B. Testi, A.B. Testi and A B Testi", ["A. B. Testi", "A.B. Testi", "A B Testi"]),
        ("He saw Alitestova and Ali Testovich.", []),
        ("Aly Testof-Omar Alzed", ["Aly Testof", "Omar Alzed"]),
    ],
)
def test_a_name_is_found_in_any_spelling_and_cut_into_words_as_it_is(text: str, found: list[str]) -> None:
    finder = Finder([name("Ali Testov", "Aly Testof"), name("Omar al-Zed"), name("A. B. Testi")])
    assert [text[start:end] for start, end, _ in finder.find(text)] == found


def test_the_longest_name_is_taken_and_two_people_of_one_name_both() -> None:
    finder = Finder([name("Testov"), name("Ali Testov"), name("Ali Testov")])
    assert [number for *_, number in finder.find("Ali Testov and Testov")] == [1, 2, 0]


def test_places_are_the_first_paragraphs_with_what_is_labelled_beside_the_name() -> None:
    text = "Nobody.\nRana met Ali Testov. Ali Testov left.\nAli Testov again.\nAli Testov."
    documents = [Document("d", text, (Mention(8, 12, "PERSON"), Mention(17, 27, "PERSON")))]
    labelled = standing(documents, [name("Ali Testov"), name("Omar Zed")], 2, labelled=True)
    assert labelled.keys() == {0}
    first, second = labelled[0]
    assert (first.id, first.text[first.start : first.end], first.gold) == ("d/1", "Ali Testov", ((0, 4, "PER"),))
    assert (second.id, second.start, second.gold) == ("d/2", 0, ())
    bare = standing(documents, [name("Ali Testov")], 1, labelled=False)
    assert [place.gold for place in bare[0]] == [None]
