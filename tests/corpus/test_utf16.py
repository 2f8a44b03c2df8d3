from hypothesis import given
from hypothesis import strategies as st
from support.documents import flat_document

from allonym.corpus import Document, Mention
from allonym.corpus.utf16 import code_points, looks_like_utf16


@given(st.text())
def test_code_points_and_units_undo_each_other(text: str) -> None:
    units = list(code_points(text))
    assert units[-1] == len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert [code_points(text)[unit] for unit in units] == list(range(len(text) + 1))


@given(flat_document())
def test_offsets_in_code_points_are_never_suspected(document: Document) -> None:
    assert not looks_like_utf16(document.text or "", document.mentions)


def test_words_give_utf16_offsets_away() -> None:
    text = "😀😀 Karim left Homs"
    right = [Mention(3, 8, "PER"), Mention(14, 18, "LOC")]
    moved = [Mention(m.start + 2, m.end + 2, m.label) for m in right]
    assert looks_like_utf16(text, moved)
    assert not looks_like_utf16(text, right)
    assert not looks_like_utf16("Karim left Homs", moved)
