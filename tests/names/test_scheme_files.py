"""What a table must say, and what a faulty one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from allonym.errors import InputError
from allonym.names import scheme
from allonym.names.scheme import load_scheme, scheme_names, schemes

HEAD = "title = 'x'\nregister = 'press'\nsource = 'y'\n"


@pytest.mark.parametrize("name", scheme_names())
def test_every_table_names_its_source(name: str) -> None:
    table = load_scheme(name)
    assert len(table.source) > 20
    assert table.title
    assert table.origin == name.partition("/")[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = 'x", "not TOML"),
        ("title = 'x'\nsource = 'y'\nrules = []", "no 'register'; say what the scheme is"),
        (f"{HEAD}", "no 'rules'; say what the scheme is"),
        (f"{HEAD}rules = []\nrule = []", "unknown key 'rule'"),
        (f"{HEAD}rules = []\ncase = 'german'", "no case 'german'; one of turkish, to turkish, none"),
        (f"{HEAD}rules = [['(', 'y']]", "not a scheme"),
        (f"{HEAD}rules = [['a']]", "not a scheme"),
        (f"{HEAD}rules = [['a', 'b']]\n[article]\nfrom = 'al-'", "not a scheme"),
        (f"{HEAD}rules = [['a', 'b']]\n[article]\nothers = ['il-']", "not a scheme: no form of the article 'il-'"),
        ("title = 'x'\nregister = 'pulp'\nsource = 'y'\nrules = []", "no register 'pulp'; one of press, library"),
    ],
)
def test_a_faulty_table_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str) -> None:
    folder = tmp_path / "elvish"
    folder.mkdir()
    (folder / "broken.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(scheme, "_SCHEMES", tmp_path)
    schemes.cache_clear()
    with pytest.raises(InputError, match=message) as caught:
        schemes("elvish")
    assert "broken.toml" in str(caught.value)
    schemes.cache_clear()
