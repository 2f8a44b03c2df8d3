from __future__ import annotations

from pathlib import Path

import pytest
from support.command import HERE, allonym

from allonym.errors import InputError
from allonym.labels import KNOWN
from allonym.predict.models import Model, find_models, read_model, roster, with_mended
from allonym.predict.recipe import why_not_installed

GOOD = 'command = ["true"]\n[labels]\nA = "PERSON"\n'


@pytest.mark.parametrize("model", roster(), ids=lambda model: model.id)
def test_every_model_of_the_roster_says_where_it_comes_from(model: Model) -> None:
    assert Path(model.file).stem == model.id, "a file of the roster is named by its id"
    assert model.version
    assert model.family
    assert model.training_data
    assert set(model.labels.values()) <= KNOWN | {""}
    assert model.default is False or model.licence or model.note, "a default model without licence says so"
    if model.package:
        lock = Path(model.file).parent / "environments" / model.environment
        text = "".join(path.read_text("utf-8") for path in lock.glob("*lock.json")) or (
            lock / "requirements.txt"
        ).read_text("utf-8")
        assert model.package in text


def test_without_names_the_default_models_are_meant() -> None:
    assert {model.id for model in find_models()} == {model.id for model in roster() if model.default}
    assert len(find_models(["all"])) == len(roster())


def test_names_files_and_all_mix_and_each_comes_once(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD)
    found = find_models([str(tmp_path / "mine.toml"), "capitalised-runs", "all", "capitalised-runs"])
    assert [model.id for model in found[:2]] == ["mine", "capitalised-runs"]
    assert len(found) == len(roster()) + 1


def test_as_id_is_another_name_for_the_same_model(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD)
    (model,) = find_models([str(tmp_path / "mine.toml")])
    assert model.as_id("yours").id == "yours"
    assert model.as_id("yours").command == model.command
    assert model.as_id("yours").as_id("theirs").recorded_as == model.id == model.recorded_as


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("command = [", "not TOML: "),
        ("\xff", "not TOML: "),
        ('command = ["true"]', "no [labels]; map each of the model's labels"),
        ("[labels]", "neither adapter nor command; give one of them"),
        ('adapter = "spacy"\ncommand = ["true"]\n[labels]', "both adapter and command; give one of them"),
        ('adapter = "spacey"\n[labels]', "adapter: no adapter 'spacey'; did you mean spacy?"),
        ('adapter = "spacy"\nenvironment = "spacy4"\n[labels]', "environment: no environment 'spacy4'; did you mean"),
        ('command = ["true"]\ncomand = 1\n[labels]', "unknown key `comand`"),
        ('command = "true"\n[labels]', "command: Expected `array`, got `str`"),
        ('command = ["true"]\n[labels]\nA = "PERSN"', "labels.A: no label 'PERSN'; did you mean PERSON"),
        ('command = ["true"]\n[labels]\nA = 1', "Expected `str`, got `int`"),
        ('command = ["true"]\n[labels]\n[limits]\ntext_secs = 1', "limits: unknown key `text_secs`"),
    ],
)
def test_a_bad_file_is_named_with_its_key(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(content, encoding="latin-1")
    with pytest.raises(InputError) as caught:
        read_model(path)
    assert str(caught.value).startswith(f"{path}")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.toml: cannot be read"):
        find_models([str(tmp_path / "absent.toml")])


def test_an_unknown_id_gets_the_near_ones() -> None:
    with pytest.raises(InputError, match="no model 'en_core_web_sm'; did you mean en_core_web_sm-"):
        find_models(["en_core_web_sm"])


def test_two_files_with_one_id_are_not_mixed_up(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mine.toml").write_text(GOOD)
    with pytest.raises(InputError, match="two models are called mine"):
        find_models([str(tmp_path / "a" / "mine.toml"), str(tmp_path / "b" / "mine.toml")])


def test_a_variable_that_is_not_set_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('adapter = "capitalised"\nvariables = {MINE_URL = "the address"}\n[labels]\nPER = "PER"\n')
    monkeypatch.delenv("MINE_URL", raising=False)
    assert why_not_installed(read_model(path)) == "set MINE_URL to the address"
    monkeypatch.setenv("MINE_URL", "somewhere")
    assert why_not_installed(read_model(path)) is None


def test_the_command_line_lists_and_refuses() -> None:
    listed = allonym(HERE, "models", "list", "--format", "json")
    assert listed.returncode == 0
    assert '"model": "capitalised-runs"' in listed.stdout
    refused = allonym(HERE, "models", "list", "rampat")
    assert refused.returncode == 2
    assert refused.stderr.startswith("allonym: no model 'rampat'; did you mean rampart")
    assert refused.stdout == ""


def test_mended_models_come_behind_their_bases() -> None:
    """Of those that have one; each once."""
    ids = [model.id for model in with_mended(find_models(["capitalised-runs", "en_core_web_md-3.7.1"]))]
    assert ids == ["capitalised-runs", "en_core_web_md-3.7.1", "en_core_web_md-3.7.1+mend"]
    again = [model.id for model in with_mended(find_models(["en_core_web_md-3.7.1", "en_core_web_md-3.7.1+mend"]))]
    assert again == ["en_core_web_md-3.7.1", "en_core_web_md-3.7.1+mend"]
