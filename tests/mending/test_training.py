"""Training: running text, respelling by no table, and what must not enter it."""

from __future__ import annotations

from pathlib import Path

import pytest

from allonym.corpus.values import Document, Mention
from allonym.errors import InputError
from allonym.mending.labels import guessed
from allonym.mending.training import respell, texts
from allonym.mending.training.corpora import training_texts
from allonym.mending.training.respell import respelled
from allonym.mending.training.train import TrainingRecipe, train

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


def test_training_knows_neither_gold_nor_tables() -> None:
    """Its modules import nothing that reads the registry, the schemes or the project's texts."""
    folder = Path(respell.__file__).parent
    code = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    for word in ("registry", "scheme", "corpus.load", "names.spell", "engine.spell", "probes", "paths"):
        assert f"allonym.names.{word}" not in code
        assert f"allonym.{word}" not in code


def test_running_text_has_no_blanks_before_signs() -> None:
    one = texts.running(Document("a", "He ( Ann ) did n't .\nShe left .", (Mention(5, 8, "PER"),)))
    assert one.text == "He (Ann) didn't. She left."
    assert one.mentions[0].of(one.text) == "Ann"


def test_a_file_without_persons_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_text("Bergen\tB-LOC\nis\tO\nwet\tO\n", "utf-8")
    with pytest.raises(InputError, match="no person"):
        training_texts([path])


def test_training_gives_the_same_bytes(tmp_path: Path) -> None:
    rows = "Ann\tB-PER\nHolloway\tI-PER\nsaid\tO\nso\tO\n.\tO\n\nBergen\tB-LOC\nis\tO\nwet\tO\n.\tO\n\n"
    path = tmp_path / "a.conll"
    path.write_text(rows * 40, "utf-8")
    documents = training_texts([path])
    assert {one.corpus for one in documents} == {"a"}
    for name in ("one.npz", "two.npz"):
        ask = lambda some: [() for _ in some]  # noqa: E731
        told = train({"none": (ask, guessed())}, documents, tmp_path / name, TrainingRecipe(respellings=1))
        assert told["examples"] > 80
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
