"""Remedies on spans of a made-up model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import allonym
from allonym.errors import InputError
from allonym.mending.remedies import find_remedy, remedies
from allonym.mending.remedies.normalise import _moved, _pieces
from allonym.mending.values import MendedSpan

TEXT = "Salma Haddad opened the fair. Haddad spoke for an hour, and visitors from Lisbon thanked her."


def answering(*spans: tuple[str, str], text: str = TEXT):
    """A model that finds these words, each where it first stands."""
    found = [(text.index(word), text.index(word) + len(word), label) for word, label in spans]
    return lambda texts: [found if one == text else [] for one in texts]


def words(spans: object, text: str = TEXT) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.label) for span in spans]  # type: ignore[attr-defined]


def test_each_remedy_declares_what_it_may_change() -> None:
    for remedy in remedies().values():
        assert {"texts", "adds", "labels", "bounds"} >= remedy.CHANGES


def test_consistency_gives_a_bare_surname_the_label_of_its_full_name() -> None:
    mended = allonym.mend(answering(("Salma Haddad", "PERSON"), ("Lisbon", "GPE")), ["consistency"])
    assert words(mended([TEXT])[0]) == [("Salma Haddad", "PERSON"), ("Haddad", "PERSON"), ("Lisbon", "GPE")]
    assert mended([TEXT])[0][1].remedy == "consistency"
    assert "votes" in mended([TEXT])[0][1].why


def test_a_changed_span_says_instead_of_what_it_stands() -> None:
    """Also where two remedies change it, one after the other."""
    text = "Salma Haddad left. Haddad spoke, said Haddad."
    model = answering(("Salma Haddad", "PERSON"), text=text)
    both = lambda texts: [[*model([one])[0], (19, 25, "GPE")] for one in texts]  # noqa: E731
    found = allonym.mend(both, ["consistency", "corrector"])([text])[0]
    assert [span.instead for span in found] == [(), ((19, 25, "GPE"),), ()]


def test_consistency_changes_nothing_where_votes_are_split() -> None:
    text = "Haddad left. Haddad stayed."
    model = lambda _: [[(0, 6, "PERSON"), (13, 19, "GPE")]]  # noqa: E731
    assert [span[:3] for span in allonym.mend(model, ["consistency"])([text])[0]] == [
        (0, 6, "PERSON"), (13, 19, "GPE"),
    ]  # fmt: skip


def test_consistency_asks_for_more_than_one_place() -> None:
    text = "Haddad left. Haddad stayed."
    for label in ("PERSON", "GPE"):
        mended = allonym.mend(answering(("Haddad", label), text=text), ["consistency"])
        assert words(mended([text])[0], text) == [("Haddad", label)]


def test_consistency_makes_no_organisation_of_a_town() -> None:
    for name, added in (("Luton", 0), ("Thuzelak", 1)):
        text = f"{name} won. {name} lost. They went to {name}."
        spans = [(at, at + len(name), "ORG") for at in (0, len(name) + 6)]
        assert len(allonym.mend(lambda _, spans=spans: [spans], ["consistency"])([text])[0]) == 2 + added


def test_dashes_and_bullets_leave_a_name() -> None:
    text = "- Salma Haddad, a baker"
    found = allonym.mend(answering(("- Salma Haddad", "PERSON"), text=text), ["consistency"])([text])[0]
    assert words(found, text) == [("Salma Haddad", "PERSON")]
    assert found[0].instead == ((0, 14, "PERSON"),)
    twice = allonym.mend(lambda _: [[(0, 14, "PERSON"), (2, 14, "PERSON")]], ["consistency"])([text])[0]
    assert words(twice, text) == [("Salma Haddad", "PERSON")]


def test_an_english_word_beside_a_person_is_no_part_of_the_name() -> None:
    text = "Comedian Salma Haddad left. Comedian Salma Haddad spoke."
    model = lambda _: [[(9, 21, "PERSON"), (37, 49, "PERSON")]]  # noqa: E731
    assert words(allonym.mend(model, "bold")([text])[0], text) == [("Salma Haddad", "PERSON")] * 2


def test_a_longer_span_is_never_broken() -> None:
    text = "The Haddad Institute said so. Salma Haddad agreed, and Haddad left."
    model = answering(("The Haddad Institute", "ORG"), ("Salma Haddad", "PERSON"), text=text)
    assert ("The Haddad Institute", "ORG") in words(allonym.mend(model)([text])[0], text)


def test_the_corrector_finds_whom_the_rest_of_the_text_calls_a_person() -> None:
    text = "Ann Thuzelak was late. Mr. Thuzelak said so, and so did her brother, Vqorrim Thuzelak."
    model = answering(("Ann Thuzelak", "PERSON"), text=text)
    found = allonym.mend(model, ["corrector"])([text])[0]
    assert ("Vqorrim Thuzelak", "PERSON") in words(found, text)
    assert "is asked for" in found[-1].why


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 12), st.sampled_from(["PERSON", "ORG", "GPE", "DATE"]))))
def test_a_person_is_never_taken_away_and_bounds_hold(drawn: list[tuple[int, int, str]]) -> None:
    """Nested and overlapping spans too; two persons that lie in one run may become the whole of it."""
    spans = [(start, min(start + size, len(TEXT)), label) for start, size, label in drawn if start < len(TEXT)]
    mended = allonym.mend(lambda _: [spans], "bold")([TEXT])[0]
    assert all(0 <= span.start < span.end <= len(TEXT) for span in mended)
    assert list(mended) == sorted(mended, key=lambda span: span[:3])
    for start, end, label in spans:
        if label == "PERSON":
            assert any(m.label == "PERSON" and m.start < end and start < m.end for m in mended) or any(
                m.remedy == "consistency" for m in mended
            )


@pytest.mark.parametrize("text", ["", "Haddad", "x", "\n", "’", "ÇA", "HADDAD SPEAKS IN LISBON"])
def test_short_texts(text: str) -> None:
    assert len(allonym.mend(lambda texts: [[] for _ in texts])([text])) == 1


def test_normalise_asks_in_plain_letters_and_moves_back() -> None:
    text = "ʿAlī Ḥaddād met Zoë in S\xadana."
    asked: list[str] = []

    def model(texts: list[str]) -> list[list[tuple[int, int, str]]]:
        asked.extend(texts)
        return [[(0, 10, "PERSON"), (15, 18, "PERSON"), (22, 26, "GPE")]]

    found = allonym.mend(model, ["normalise"])([text])[0]
    assert asked == ["Ali Haddad met Zoë in Sana."]
    assert words(found, text) == [("ʿAlī Ḥaddād", "PERSON"), ("Zoë", "PERSON"), ("S\xadana", "GPE")]


def test_normalise_gives_a_line_of_capitals_small_letters() -> None:
    asked: list[str] = []
    allonym.mend(lambda texts: asked.extend(texts) or [[]], ["normalise"])(["THE FAIR OPENS IN LISBON\nAll in NATO."])  # type: ignore[func-returns-value]
    assert asked == ["the Fair Opens in Lisbon\nAll in NATO."]


@given(st.text(alphabet="aAéİßḤʿ\u0301\xad\u200b\xa0-‑. \n", max_size=40), st.data())
def test_normalise_moves_every_span_into_the_text(text: str, data: st.DataObject) -> None:
    pieces = _pieces(text)
    plain = "".join(pieces) if pieces else text
    if not pieces or not plain:
        return
    start = data.draw(st.integers(0, len(plain) - 1))
    end = data.draw(st.integers(start + 1, len(plain)))
    for span in _moved(pieces, (MendedSpan(start, end, "PER"),)):
        assert 0 <= span.start < span.end <= len(text)
        assert "".join(pieces[span.start : span.end]) == plain[start:end]


def test_watchlist_finds_every_spelling_and_a_bare_surname_only_beside_a_full_one() -> None:
    full, bare = "Moammar Kadhafi spoke. Kadhafi left.", "Kadhafi left."
    mended = allonym.mend(lambda texts: [[] for _ in texts], [], names=["Muammar Gaddafi"])
    first, second = mended([full, bare])
    assert words(first, full) == [("Moammar Kadhafi", "PERSON"), ("Kadhafi", "PERSON")]
    assert second == ()


def test_what_is_no_remedy_is_one_line() -> None:
    with pytest.raises(InputError, match="remed"):
        find_remedy("magic")
    with pytest.raises(InputError, match="setting"):
        allonym.mend(answering(), "daring")
    with pytest.raises(InputError, match="person"):
        allonym.mend(answering(), labels={"GPE": "GPE"})
    with pytest.raises(InputError, match="list"):
        allonym.mend(answering())("one text")
    with pytest.raises(InputError, match="no span"):
        allonym.mend(lambda _: [[(0, 99, "PERSON")]])(["short"])
    with pytest.raises(InputError, match="answers"):
        allonym.mend(lambda _: [])(["short"])


def test_a_base_that_fails_fails() -> None:
    def model(texts: object) -> list[list[tuple[int, int, str]]]:
        raise TimeoutError("the endpoint is away")

    with pytest.raises(TimeoutError, match="away"):
        allonym.mend(model)(["Some text."])
