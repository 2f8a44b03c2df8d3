from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from allonym.corpus.values import Mention
from allonym.evaluate.agreement.tally import Consistency, Tally

TEXT = "Ali Has met Omar. Has left Idlib; Omar stayed in Idlib."


def mentions(*surfaces: tuple[str, int, str]) -> list[Mention]:
    """Mentions of the nth places (from 0) of strings in TEXT."""
    found = []
    for surface, nth, label in surfaces:
        at = -1
        for _ in range(nth + 1):
            at = TEXT.index(surface, at + 1)
        found.append(Mention(at, at + len(surface), label))
    return found


def test_a_case_counted_by_hand() -> None:
    """a and b agree on Omar's first place and on Idlib's second; b alone marks `Has left`, no names of which a has."""
    a = mentions(("Ali Has", 0, "PERSON"), ("Omar", 0, "PERSON"), ("Idlib", 0, "GPE"), ("Idlib", 1, "GPE"))
    b = mentions(("Ali", 0, "PER"), ("Omar", 0, "PER"), ("Has left", 0, "ORG"))
    b += mentions(("Idlib", 0, "MISC"), ("Idlib", 1, "LOC"))
    tally = Tally(2)
    tally.add(TEXT, [a, b])
    assert tally.mentions == [4, 4]  # Idlib's first place is no PER, LOC or ORG for b
    assert tally.both[0][1] == tally.both[1][0] == 2
    assert tally.alone == [0, 1]
    assert tally.alone_names == [Counter(), Counter({"Has left": 1})]
    # Repeated: Omar (2 places) and Idlib (2); `Ali Has`, `Ali` and `Has left` stand once.
    assert tally.consistency == [Consistency(all=1, some=1), Consistency(all=0, some=2)]


def test_a_name_inside_a_longer_one_is_covered_by_it() -> None:
    tally = Tally(1)
    tally.add("Ali Mamlouk spoke. Mamlouk left.", [[Mention(0, 11, "PER"), Mention(19, 26, "PER")]])
    assert tally.consistency == [Consistency(all=1)]


def test_titles_and_possessives_do_not_divide_models() -> None:
    text = "President Assad's men"
    tally = Tally(2)
    tally.add(text, [[Mention(0, 17, "PERSON")], [Mention(10, 15, "PERSON")]])
    assert tally.both[0][1] == tally.both[1][0] == 1


SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 6), st.sampled_from(["PER", "LOC", "MISC"])).map(
        lambda span: Mention(span[0], span[0] + span[1], span[2])
    ),
    max_size=6,
)


@given(st.lists(SPANS, min_size=2, max_size=3))
def test_alone_is_what_a_plain_loop_says(found: list[list[Mention]]) -> None:
    text = "abcdefghijklmnopqrstuvwxyz"
    tally = Tally(len(found))
    tally.add(text, found)
    for number, own in enumerate(found):
        others = [m for other, theirs in enumerate(found) if other != number for m in theirs]
        distinct = {(m.start, m.end, m.label) for m in own if m.label != "MISC"}
        free = [s for s in distinct if not any(m.start < s[1] and s[0] < m.end for m in others)]
        assert tally.alone[number] == len(free)
