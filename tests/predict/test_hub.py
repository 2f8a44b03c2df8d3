"""Adapters of frameworks whose models come from a hub, each through its library on a model made here."""

from __future__ import annotations

import functools
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from allonym.predict.environments import install, read_environment
from allonym.predict.models import Model, read_model
from allonym.predict.predict import Predictor

MAKER = Path(__file__).parent / "make_hub_model.py"
TEXT = "😀 Ali Mamlouk met Omar in Damascus."
LONG = "Then he left. " * 30 + TEXT + " Then he left Damascus." * 30

LABELS = {
    "transformers": {"PER": "PER", "LOC": "LOC"},
    "gliner": {"person": "PER", "place": "LOC"},
    "flair": {"PER": "PER", "LOC": "LOC"},
    "spacy": {"PERSON": "PER", "GPE": "LOC"},
    "nltk": {"PERSON": "PER", "GPE": "LOC"},
    "stanza": {"PER": "PER", "LOC": "LOC"},
}
OPTIONS = {"gliner": 'labels = ["person", "place"]\nthreshold = 0.3', "stanza": 'package = "small"'}
EXPECTED = [("Ali Mamlouk", "PER"), ("Omar", "PER"), ("Damascus", "LOC")]
Ask = Callable[..., list[list[tuple[str, str]]]]
pytestmark = pytest.mark.hub


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Asks a framework's small model, made and started once, for (surface, label) of each text."""
    with ExitStack() as stack:

        @functools.cache
        def predictor(kind: str) -> Predictor:
            return stack.enter_context(Predictor(make_model(kind, tmp_path_factory.mktemp("hub"))))

        def names(kind: str, *texts: str) -> list[list[tuple[str, str]]]:
            found = list(predictor(kind).predict(texts))
            assert not predictor(kind).warnings
            return [[(m.of(text), m.label) for m in ms] for text, ms in zip(texts, found, strict=True)]

        yield names


def make_model(kind: str, folder: Path) -> Model:
    environment = read_environment("hub")
    install(environment)
    made = folder / kind
    one_thread = {**os.environ, "OMP_NUM_THREADS": "1"}  # more than cores wait for each other
    command = [*environment.interpreter, str(MAKER), kind, str(made)]
    subprocess.run(command, check=True, capture_output=True, env=one_thread)
    labels = "\n".join(f'{name} = "{target}"' for name, target in LABELS[kind].items())
    path = folder / f"{kind}.toml"
    path.write_text(
        f'adapter = "{kind}"\nenvironment = "hub"\npath = "{kind}"\n'
        f"[options]\n{OPTIONS.get(kind, '')}\n[labels]\n{labels}\n"
    )
    return read_model(path)


@pytest.mark.parametrize("kind", ["transformers", "flair", "nltk", "stanza"])
def test_names_are_found_at_code_point_offsets(ask: Ask, kind: str) -> None:
    assert ask(kind, TEXT, "", " ", "Then he left.") == [EXPECTED, [], [], []]


def test_spacys_transformers_find_names_at_code_point_offsets(ask: Ask) -> None:
    assert ask("spacy", TEXT, "", "Then he left.") == [EXPECTED, [], []]


@pytest.mark.parametrize("kind", ["transformers", "flair", "spacy", "nltk"])
def test_long_texts_are_read_to_their_end(ask: Ask, kind: str) -> None:
    (found,) = ask(kind, LONG)
    assert found == [*EXPECTED, *[EXPECTED[2]] * 30]


@pytest.mark.parametrize("kind", list(LABELS))
def test_the_other_texts_of_a_batch_change_nothing(ask: Ask, kind: str) -> None:
    alone, among = ask(kind, TEXT), ask(kind, LONG, "Omar", TEXT + " ")
    assert among[-1] == alone[0]


def test_transformers_reads_a_name_across_two_windows_as_one(ask: Ask) -> None:
    """Its windows have 16 pieces, so that the name stands at each place of one, borders too."""
    texts = ["he " * shift + "Ali Mamlouk met Omar. " + "Then he left Damascus and " * 3 for shift in range(14)]
    assert ask("transformers", *texts) == [[*EXPECTED[:2], *[EXPECTED[2]] * 3]] * 14


def test_gliner_reads_a_long_text_in_windows(ask: Ask) -> None:
    """Random weights find something everywhere: what is found lies in the text, in order, flat."""
    ((*found,),) = ask("gliner", LONG)
    assert {label for _, label in found} <= {"PER", "LOC"}
    assert all(surface.strip() == surface and surface in LONG for surface, _ in found)
    assert len(found) > 30
