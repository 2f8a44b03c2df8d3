"""Environments made for real, by uv, from locks that need no network."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from allonym import paths
from allonym.errors import InputError
from allonym.predict.environments import Environment, InstallFailed, install, read_environment


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    monkeypatch.setattr(paths, "MODELS", tmp_path / "models")
    monkeypatch.setattr(paths, "ENVIRONMENTS", tmp_path / "made")
    source = tmp_path / "models" / "environments" / "small"
    source.mkdir(parents=True)
    (source / "environment.toml").write_text('summary = "nothing"\n')
    (source / "requirements.txt").write_text("# nothing\n")
    return read_environment("small")


def test_it_is_made_once(environment: Environment) -> None:
    assert not environment.is_complete()
    install(environment)
    assert environment.is_complete()
    assert subprocess.run([*environment.interpreter, "-c", "pass"], check=False).returncode == 0
    sign = environment.folder / "sign"
    sign.touch()
    install(environment)
    assert sign.exists(), "what is complete is left alone"


def test_one_that_was_cut_short_is_made_again(environment: Environment) -> None:
    (environment.folder / "bin").mkdir(parents=True)
    rest = environment.folder / "bin" / "rest"
    rest.touch()
    install(environment)
    assert environment.is_complete()
    assert not rest.exists()


def test_one_whose_lock_changed_is_made_again(environment: Environment) -> None:
    install(environment)
    environment.lock.write_text("# nothing else\n")
    assert not environment.is_complete()
    install(environment)
    assert environment.is_complete()


def test_a_failure_says_what_failed_and_what_to_do(environment: Environment) -> None:
    environment.lock.write_text("./absent.whl --hash=sha256:" + "0" * 64 + "\n")
    with pytest.raises(InstallFailed) as caught:
        install(environment)
    assert "environment small could not be made" in str(caught.value)
    assert "absent.whl" in str(caught.value)
    assert str(caught.value).endswith("check the network and run `allonym models install` again")
    assert not environment.is_complete()


def test_a_python_that_is_not_there_is_named(environment: Environment) -> None:
    (environment.source / "environment.toml").write_text('summary = "nothing"\npythons = ["3.3"]\n')
    with pytest.raises(InstallFailed, match=r"needs Python 3\.3, and there is only 3\.\d+; install one"):
        install(read_environment("small"))


def test_a_bad_description_is_named(environment: Environment) -> None:
    (environment.source / "environment.toml").write_text("sumary = 1\n")
    with pytest.raises(InputError, match=r"environment\.toml: .*sumary"):
        read_environment("small")
