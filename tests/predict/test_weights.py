"""Weights that are fetched: spaCy's way, from a server on this machine."""

from __future__ import annotations

import functools
import http.server
import sys
import threading
import types
import zipfile
from pathlib import Path

import pytest

from allonym import paths
from allonym.predict.adapters import gliner
from allonym.predict.environments import read_environment
from allonym.predict.install import install_models
from allonym.predict.models import find_models, read_model
from allonym.predict.predict import Predictor
from allonym.predict.recipe import model_files, why_not_installed
from allonym.predict.weights import fetched_files, fetched_revision


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.models
def test_a_spacy_pipeline_is_fetched_and_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a server that hands out wheels as spaCy's does: here, the small pipeline's installed files."""
    (small,) = find_models(["en_core_web_sm-3.8.0"])
    assert not install_models([small])
    home, _ = model_files(small, read_environment("spacy3"))
    assert home
    served = tmp_path / "served" / "en_core_web_xx-3.8.0"
    served.mkdir(parents=True)
    with zipfile.ZipFile(served / "en_core_web_xx-3.8.0-py3-none-any.whl", "w") as wheel:
        for path in home.rglob("*"):
            wheel.write(path, Path("en_core_web_xx", "en_core_web_xx-3.8.0", path.relative_to(home)))
    monkeypatch.setattr(paths, "ENVIRONMENTS", tmp_path / "made")
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "spacy3").symlink_to(home.parents[4])
    handler = functools.partial(QuietHandler, directory=served.parent)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        path = tmp_path / "xx.toml"
        path.write_text(
            'adapter = "spacy"\nenvironment = "spacy3"\n[fetch]\npipeline = "en_core_web_xx-3.8.0"\n'
            f'source = "http://127.0.0.1:{server.server_port}"\n[labels]\nPERSON = "PERSON"\nGPE = "GPE"\n'
        )
        model = read_model(path)
        assert why_not_installed(model) == "run `allonym models install xx`"
        assert not install_models([model])
        server.shutdown()
        thread.join()
    assert why_not_installed(model) is None
    text = "John Smith flew to France."
    with Predictor(model) as predictor:
        (found,) = predictor.predict([text])
    assert [(m.of(text), m.label) for m in found] == [("John Smith", "PERSON"), ("France", "GPE")]


def test_weights_that_cannot_be_fetched_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "absent.toml"
    path.write_text(
        'adapter = "spacy"\nenvironment = "spacy3"\n[fetch]\npipeline = "absent-1"\n'
        'source = "http://127.0.0.1:9"\n[labels]\n'
    )
    (failed,) = install_models([read_model(path)])
    assert str(failed).startswith("absent: its weights could not be fetched: ")
    assert "refused" in str(failed)
    assert str(failed).endswith("check the network and run `allonym models install absent` again")


def test_the_commit_that_a_hub_gave_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Noted beside the files as the hub's library notes it; the notes, which have times, are no part of the model."""
    monkeypatch.setattr(paths, "ENVIRONMENTS", tmp_path)
    (model,) = find_models(["bert-base-NER"])
    assert fetched_revision(model) == ""
    notes = model.weights_folder / ".cache" / "huggingface" / "download"
    notes.mkdir(parents=True)
    (model.weights_folder / "config.json").write_text("{}")
    for name in ("config.json", "vocab.txt"):
        (notes / f"{name}.metadata").write_text(f"{'a1' * 20}\n{'b2' * 20}\n1700000000.0\n")
    assert fetched_revision(model) == "a1" * 20
    assert [path.name for path in fetched_files(model)] == ["config.json"]
    (notes / "config.json.metadata").write_text(f"{'c3' * 20}\nx\n1.0\n")
    assert fetched_revision(model) == "", "files of two commits are of none"


def test_all_of_a_gliner_model_is_of_the_commit_that_is_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hub's library and GLiNER stand in for themselves: what is asked of them, and what is noted."""
    asked = []

    def download(repository: str, name: str, *, revision: str, local_dir: str) -> None:
        notes = Path(local_dir, ".cache", "huggingface", "download")
        notes.mkdir(parents=True)
        (notes / f"{name}.metadata").write_text(f"{'a1' * 20}\n{'b2' * 20}\n1700000000.0\n")
        asked.append((repository, name, revision))

    class Loaded:
        @classmethod
        def from_pretrained(cls, repository: str, revision: str) -> Loaded:
            asked.append((repository, "all", revision))
            return cls()

        def save_pretrained(self, folder: str) -> None:
            Path(folder, "gliner_config.json").write_text("{}")

    hub, library = types.ModuleType("huggingface_hub"), types.ModuleType("gliner")
    monkeypatch.setattr(hub, "hf_hub_download", download, raising=False)
    monkeypatch.setattr(library, "GLiNER", Loaded, raising=False)
    monkeypatch.setitem(sys.modules, "huggingface_hub", hub)
    monkeypatch.setitem(sys.modules, "gliner", library)
    monkeypatch.setattr(paths, "ENVIRONMENTS", tmp_path)
    (model,) = find_models(["gliner_medium-v2.1"])
    model.weights_folder.mkdir(parents=True)
    gliner.fetch(str(model.weights_folder), "urchade/gliner_medium-v2.1", "main")
    assert asked == [
        ("urchade/gliner_medium-v2.1", "gliner_config.json", "main"),
        ("urchade/gliner_medium-v2.1", "all", "a1" * 20),
    ]
    assert fetched_revision(model) == "a1" * 20
