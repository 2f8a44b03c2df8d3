"""The wrapper around a pipeline of transformers, whose model is made here, in its own environment."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from allonym.predict.environments import install, read_environment

MAKER = Path(__file__).parents[2] / "predict" / "make_hub_model.py"
CODE = """
import sys
from transformers import pipeline
from allonym.errors import InputError
from allonym.mending.frameworks.huggingface import MendedPipeline

def made(strategy):
    return pipeline("token-classification", model=sys.argv[1], device="cpu", aggregation_strategy=strategy)

TEXT = "\U0001f600 Ali Mamlouk met Omar in Damascus."
LATER = TEXT + " Then Mamluk left."
plain = made("simple")
mended = MendedPipeline(plain)
assert [(one["entity_group"], one["start"], one["end"]) for one in plain(LATER)] == [
    ("PER", 2, 13), ("PER", 18, 22), ("LOC", 26, 34)], plain(LATER)
assert mended(TEXT) == plain(TEXT), "what the pipeline found is as it gave it"
*found, new = mended(LATER)
assert found == plain(LATER)
assert (new["word"], new["entity_group"], new["start"], new["score"]) == ("Mamluk", "PER", 41, None), new
assert "votes" in new["why"] and new["remedy"] == "consistency", new
assert [len(one) for one in mended([LATER, "", "Then he left."])] == [4, 0, 0]
try:
    MendedPipeline(made("none"))(TEXT)
except InputError as error:
    assert "aggregate" in str(error)
else:
    raise AssertionError("tokens were taken for names")
"""

pytestmark = pytest.mark.hub


@pytest.fixture(scope="module")
def python() -> list[str]:
    """The interpreter of the environment, as a command."""
    environment = read_environment("hub")
    install(environment)
    return [*environment.interpreter]


def test_it_mends_what_a_pipeline_found(python: list[str], site: Path, tmp_path: Path) -> None:
    one_thread = {**os.environ, "OMP_NUM_THREADS": "1"}  # more than cores wait for each other
    model = str(tmp_path / "model")
    subprocess.run([*python, str(MAKER), "transformers", model], check=True, capture_output=True, env=one_thread)
    done = subprocess.run(
        [*python, "-c", CODE, model],
        capture_output=True, text=True, env={**one_thread, "PYTHONPATH": str(site)}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
