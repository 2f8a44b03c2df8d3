from pathlib import Path

import pytest
from hypothesis import given
from support.documents import documents, flat_document
from support.spans import LABELS, flat_units, units

from allonym import score
from allonym.corpus import Document, Mention
from allonym.corpus.tags import encode
from allonym.scoring.result import Score
from allonym.scoring.variants import map_labels, token_level


@given(units)
def test_mapping_labels_is_relabelling_the_spans(
    tmp_path_factory: pytest.TempPathFactory, both: list[tuple[list[Mention], list[Mention]]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "map.json"
    path.write_text('{"A": "B", "C": "", "unused": "X"}')
    mapped = map_labels(score([a for a, _ in both], [b for _, b in both], labels=LABELS), path)
    kept = [[[Mention(m.start, m.end, "B") for m in unit[side] if m.label != "C"] for unit in both] for side in (0, 1)]
    assert mapped.labels == ("B",)
    assert (mapped.counts.table == score(*kept, labels=["B"]).counts.table).all()
    assert "map:map.json@" in mapped.signature


def test_all_others_and_some_alone(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text('PERSON = "PER"\n* = ""\n')
    spans = [[Mention(0, 1, "PERSON"), Mention(2, 3, "DATE"), Mention(4, 5, "LOC")]]
    assert map_labels(score(spans, spans), path).labels == ("PER",)
    alone = map_labels(score(spans, spans), None, ("LOC", "DATE"))
    assert (alone.labels, alone.strict.tolist()) == (("DATE", "LOC"), [[1, 1, 1], [1, 1, 1]])
    assert "labels:LOC+DATE" in alone.signature


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
