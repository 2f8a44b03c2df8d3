"""Words of syllables are told at once, however many ways there are to part them."""

import time

import pytest

from allonym.names.engine.syllables import is_of_syllables, languages


@pytest.mark.parametrize(("word", "told"), [
    ("xiaoping", ["Chinese"]), ("tsehsien", ["Chinese"]), ("minho", ["Chinese", "Korean"]), ("kwon", ["Korean"]),
    ("hana", ["Chinese", "Korean"]), ("mamlouk", ["Korean"]), ("schwarz", []), ("", []),
])  # fmt: skip
def test_which_syllables(word: str, told: list[str]) -> None:
    assert [one for one in languages() if is_of_syllables(word, one)] == told


@pytest.mark.parametrize("part", ["a", "ia", "uei", "ae", "eo"])
def test_long_words_take_time_in_proportion(part: str) -> None:
    began = time.process_time()
    for language in languages():
        assert not is_of_syllables(part * 2000 + "!", language)
    assert time.process_time() - began < 2
