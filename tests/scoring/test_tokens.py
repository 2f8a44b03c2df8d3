from hypothesis import given
from support.documents import documents, flat_document
from support.spans import LABELS, flat_units

from allonym import score
from allonym.corpus import Document, Mention
from allonym.corpus.tags import encode
from allonym.scoring.result import Score
from allonym.scoring.tokens import token_level


@given(flat_units)
def test_tokens_of_tags_are_those_inside_spans(both: list[tuple[list[Mention], list[Mention]]]) -> None:
    sides = [[encode([(m.start, m.end, m.label) for m in u[side]], 130) for u in both] for side in (0, 1)]
    tokens = token_level(score(*sides, labels=LABELS))
    pairs = [(a[2:], b[2:]) for one, two in zip(*sides, strict=True) for a, b in zip(one, two, strict=True)]
    for number, label in enumerate(LABELS):
        expected = [
            sum(a == b == label for a, b in pairs),
            sum(b == label for _, b in pairs),
            sum(a == label for a, _ in pairs),
        ]
        assert tokens.strict[number].tolist() == expected


@given(documents(flat_document()))
def test_every_token_that_a_span_touches_counts(drawn: list[Document]) -> None:
    whole = score(drawn, drawn)
    texts = [document.text for document in drawn]
    tokens = token_level(Score(whole.gold, whole.predicted, whole.labels, whole.units, texts=texts))
    assert (tokens.strict[:, 0] == tokens.strict[:, 2]).all()
    surfaces = [m.of(d.text or "") for d in drawn for m in d.mentions]
    assert len(tokens.gold) >= sum(bool(surface.strip()) for surface in surfaces)
    assert len(tokens.gold) <= sum(len(surface) for surface in surfaces)
