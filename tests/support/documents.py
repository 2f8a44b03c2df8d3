"""Random documents for the property tests of the formats."""

from itertools import pairwise

from hypothesis import strategies as st

from allonym.corpus import Document, Mention

LABELS = ["PER", "LOC", "WORK_OF_ART", "B", "Ort"]
_WORDS = [
    "Karim",
    "Daoud",
    "al-Tall",
    "’s",
    "Özil",
    "#",
    "O",
    "-DOCSTART-",
    "漢字",
    "😀",
    ",",
    "U.S.-led",
    "=",
    "e\u0301",
]


@st.composite
def flat_document(draw: st.DrawFn, lines: bool = False, identifier: str = "d", gaps: str = " ") -> Document:
    """A document whose spans are flat and begin and end with a word; over one line, or over several."""
    gap = st.sampled_from([*([gaps] * 4), *(["", "  "] if lines else []), *(["\n", "\n\n"] if lines else [])])
    words = draw(st.lists(st.tuples(st.sampled_from(_WORDS), gap), max_size=14))
    text = "".join(word + space for word, space in words).rstrip() if not lines else "".join(w + s for w, s in words)
    places, at = [], 0
    for word, space in words:
        places.append((at, at + len(word), "\n" in space))
        at += len(word) + len(space)
    mentions, first = [], 0
    while first < len(places):
        last = min(first + draw(st.integers(0, 2)), len(places) - 1)
        while any(broken for _, _, broken in places[first:last]):
            last -= 1
        if draw(st.booleans()):
            mentions.append(Mention(places[first][0], places[last][1], draw(st.sampled_from(LABELS))))
        first = last + 1
    return Document(identifier, text, tuple(mentions))


@st.composite
def documents(draw: st.DrawFn, one: st.SearchStrategy[Document]) -> list[Document]:
    """Some documents, each under its own id."""
    drawn = draw(st.lists(one, min_size=1, max_size=3))
    return [Document(f"doc-{number}", d.text, d.mentions) for number, d in enumerate(drawn)]


def is_flat(document: Document) -> bool:
    return all(one.end <= two.start for one, two in pairwise(document.mentions))
