import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.corpus import Document, Mention
from allonym.errors import InputError
from allonym.match.conventions import apply_to, neutral, neutral_surface, titles


@pytest.mark.parametrize(
    ("surface", "core"),
    [
        ("the Levant Bridge", "Levant Bridge"),
        ("The “Levant Bridge”", "Levant Bridge"),
        ("a Kurd", "Kurd"),
        ("President Karim Daoud's", "Karim Daoud"),
        ("President Karim Daoud’s", "Karim Daoud"),
        ("Maj. Gen. Daoud", "Daoud"),
        ("Dr.Daoud", "Daoud"),
        ("former Prime Minister Daoud", "Daoud"),
        ("(YPG)", "YPG"),
        ("[YPG", "YPG"),
        ("al-Daoud", "al-Daoud"),
        ("An-Nur", "An-Nur"),
        ("Theodor", "Theodor"),
        ("Generalitat", "Generalitat"),
        ("Presidents", "Presidents"),
        ("the President", "President"),
        ("The", "The"),
        ("“”", "“”"),
        ("Knights", "Knights"),
        ("US", "US"),
    ],
)
def test_what_neutral_leaves_out(surface: str, core: str) -> None:
    assert neutral_surface(surface) == core


@given(st.text(alphabet="aThe PrsidntM.'’s“”()[] né", max_size=24), st.text(max_size=5), st.text(max_size=5))
def test_neutral_is_stable_stays_inside_and_depends_on_the_surface_alone(surface: str, before: str, after: str) -> None:
    text = before + surface + after
    start, end = neutral(len(before), len(before) + len(surface), text)
    assert len(before) <= start <= end <= len(before) + len(surface)
    assert bool(surface) == (start < end)
    assert text[start:end] == neutral_surface(surface)
    assert neutral(start, end, text) == (start, end)


def test_both_sides_of_a_document_meet() -> None:
    text = "the Levant Bridge's man"
    gold = Document("d", text, (Mention(4, 17, "ORG"),))
    predicted = Document("d", None, (Mention(0, 19, "ORG"),))
    assert apply_to("neutral", predicted, text).mentions == apply_to("neutral", gold).mentions
    assert apply_to("raw", predicted).mentions == predicted.mentions


def test_neutral_needs_the_text_and_a_known_name() -> None:
    with pytest.raises(InputError, match="needs the text"):
        apply_to("neutral", Document("doc", None))
    with pytest.raises(InputError, match="did you mean neutral"):
        apply_to("neutrall", Document("doc", "text"))


def test_the_list_of_titles_is_clean() -> None:
    assert all(word == word.lower().strip() for word in titles())
    assert len(titles()) == len(set(titles())) > 100
