from pathlib import Path

import pytest
from hypothesis import given
from support.spans import LABELS, units

from allonym import score
from allonym.corpus import Mention
from allonym.errors import InputError
from allonym.scoring.labelmap import map_labels, read_label_map


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


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.toml", 'PER = "P"\n'), ("a.toml", '[labels]\nPER = "P"\n'), ("a.json", '{"PER": "P"}')],
)
def test_toml_and_json(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    assert read_label_map(tmp_path / name) == {"PER": "P"}


@pytest.mark.parametrize(("name", "content"), [("a.toml", "PER = 1\n"), ("a.toml", "PER\n"), ("a.json", "[1]")])
def test_what_is_no_map(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(InputError, match="no label map"):
        read_label_map(tmp_path / name)
