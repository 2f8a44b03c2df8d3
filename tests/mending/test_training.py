"""Training: running text, respelling by no table, and what must not enter it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from allonym import paths
from allonym.corpus.values import Document, Mention
from allonym.errors import InputError
from allonym.mending.labels import guessed
from allonym.mending.training.corpora import TrainingText, training_texts
from allonym.mending.training.respell import respelled
from allonym.mending.training.texts import running
from allonym.mending.training.train import TrainingRecipe, parts_of, recipe_of, train

DOCUMENT = Document("a", "Ann Holloway met Holloway's aunt in Bergen.", (
    Mention(0, 12, "PER"), Mention(17, 25, "PER"), Mention(36, 42, "LOC"),
))  # fmt: skip


def test_respelling_is_seeded_and_keeps_offsets() -> None:
    copies = {respelled(DOCUMENT, str(seed)).text for seed in range(30)}
    assert len(copies) > 10
    for seed in range(30):
        copy = respelled(DOCUMENT, str(seed))
        assert copy == respelled(DOCUMENT, str(seed))
        first, second, place = (mention.of(copy.text or "") for mention in copy.mentions)
        assert first.split()[-1] == second, "a word is respelled everywhere alike"
        assert place[0].isupper()


TRAINED = """
import sys
from pathlib import Path
opened = []
sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" else None)
from allonym.mending.labels import guessed
from allonym.mending.training.corpora import training_texts
from allonym.mending.training.train import TrainingRecipe, recipe_of, train
from allonym.mending.weights import read_weights
texts = training_texts([Path(sys.argv[1])])
train({"none": (lambda some: [() for _ in some], guessed())}, texts, Path(sys.argv[2]), TrainingRecipe(respellings=2))
print("\\n".join(opened))
"""


def test_training_opens_neither_gold_nor_registry_nor_schemes(tmp_path: Path) -> None:
    """Of the project's data it reads lists of words, and what tells one name from another."""
    path = labelled(tmp_path)
    command = [sys.executable, "-c", TRAINED, str(path), str(tmp_path / "out.npz")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    opened = [Path(line) for line in done.stdout.splitlines()]
    assert path in opened
    data = [one for one in opened if one.is_relative_to(paths.DATA) and one.suffix not in (".py", ".pyc", ".so")]
    assert not [one for one in data if one.is_relative_to(paths.GOLD)], "texts and people of the project"
    assert not [one for one in data if one.suffix == ".toml"], "tables of schemes"


def labelled(folder: Path) -> Path:
    rows = "Ann\tB-PER\nHolloway\tI-PER\nsaid\tO\nso\tO\n.\tO\n\nBergen\tB-LOC\nis\tO\nwet\tO\n.\tO\n\n"
    path = folder / "a.conll"
    path.write_text(rows * 40, "utf-8")
    return path


def test_running_text_has_no_blanks_before_signs() -> None:
    one = running(Document("a", "He ( Ann ) did n't .\nShe left .", (Mention(5, 8, "PER"),)))
    assert one.text == "He (Ann) didn't. She left."
    assert one.mentions[0].of(one.text) == "Ann"


def test_a_file_without_persons_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_text("Bergen\tB-LOC\nis\tO\nwet\tO\n", "utf-8")
    with pytest.raises(InputError, match="no person"):
        training_texts([path])


def test_training_gives_the_same_bytes(tmp_path: Path) -> None:
    texts = training_texts([labelled(tmp_path)])
    assert {one.corpus for one in texts} == {"a"}
    for name in ("one.npz", "two.npz"):
        ask = lambda some: [() for _ in some]  # noqa: E731
        told = train({"none": (ask, guessed())}, texts, tmp_path / name, TrainingRecipe(respellings=1))
        assert told["examples"] > 80
        assert {one["with"] for one in told["held out"]} == {"model", "consistency", "safe", "bold"}
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_each_corpus_is_told_by_weights_of_the_others_and_a_single_one_in_parts() -> None:
    documents = [Document(str(number), "Ann left.", ()) for number in range(40)]
    two = [TrainingText("news" if number % 2 else "tweets", one) for number, one in enumerate(documents)]
    assert parts_of(two) == [int(not number % 2) for number in range(40)]
    assert set(parts_of([TrainingText("news", one) for one in documents])) == {0, 1, 2, 3}


def test_what_training_cannot_do_without_is_one_line() -> None:
    with pytest.raises(InputError, match="respelled"):
        recipe_of(2, 7, ["sense"])
