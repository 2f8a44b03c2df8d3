"""What becomes of a word's vowels."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from allonym.names.engine.vowels import VowelChange, vowel_changes

WORDS = st.text("aeioubdkmrty", min_size=1, max_size=12)


@given(WORDS)
def test_a_word_has_its_own_vowels(word: str) -> None:
    assert vowel_changes(word, (word,)) == [VowelChange(0, slip=False)]


@given(WORDS, st.lists(WORDS, max_size=6))
def test_each_form_is_told_by_itself(word: str, forms: list[str]) -> None:
    together = vowel_changes(word, tuple(forms))
    assert together == [vowel_changes(word, (form,))[0] for form in forms]


def test_long_and_short_writing_of_a_vowel_is_the_same() -> None:
    for word, form in (("mamlouk", "mamluk"), ("nassir", "nasseer"), ("dawood", "dawud")):
        assert vowel_changes(word, (form,)) == [VowelChange(0, slip=False)]
