from pathlib import Path

import pytest

from allonym.corpus.label_map import LabelMap, label_map
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.toml", 'PER = "P"\n'), ("a.toml", '[labels]\nPER = "P"\n'), ("a.json", '{"PER": "P"}')],
)
def test_toml_and_json(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    assert label_map(tmp_path / name) == LabelMap({"PER": "P"})


@pytest.mark.parametrize(("name", "content"), [("a.toml", "PER = 1\n"), ("a.toml", "PER\n"), ("a.json", "[1]")])
def test_what_is_no_map(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(InputError, match="no label map"):
        label_map(tmp_path / name)


@pytest.mark.parametrize("star", ["*", '"*"'])
def test_a_document_under_other_labels(tmp_path: Path, star: str) -> None:
    (tmp_path / "a.toml").write_text(f'PERSON = "PER"\n{star} = ""\n')
    document = Document("a", "Ali 2001", (Mention(0, 3, "PERSON"), Mention(4, 8, "DATE")))
    assert label_map(tmp_path / "a.toml").on(document).mentions == (Mention(0, 3, "PER"),)
    assert label_map(None, ("DATE",)).on(document).mentions == (Mention(4, 8, "DATE"),)
