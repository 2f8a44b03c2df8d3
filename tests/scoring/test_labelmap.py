from pathlib import Path

import pytest
from hypothesis import given
from support.spans import LABELS, units

from allonym import score
from allonym.corpus import Mention
from allonym.scoring.labelmap import map_labels


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
