"""Seeded sentences with gold and predicted tags: 25 tokens, 11 labels, a tenth of the tokens in entities."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from allonym.labels import FINE

Tags = list[list[str]]
_LENGTHS = (1, 1, 1, 2, 2, 3)


@dataclass(frozen=True, slots=True)
class Sentences:
    """Parallel lists of sentences: words, gold tags, predicted tags (IOB2, valid)."""

    words: Tags
    gold: Tags
    predicted: Tags


def sentences(number: int, length: int = 25, seed: int = 7) -> Sentences:
    """`number` sentences; a fifth of the gold spans is missed, mislabelled or cut short, and some are invented."""
    rng = random.Random(seed)
    vocabulary = ["".join(rng.choices("aeioubdgklmnprst", k=rng.choice((2, 3, 4, 5, 6, 7, 9)))) for _ in range(5000)]
    made = Sentences([], [], [])
    for _ in range(number):
        gold = _gold(rng, length)
        made.words.append(rng.choices(vocabulary, k=length))
        made.gold.append(gold)
        made.predicted.append(_predicted(rng, gold))
    return made


def _gold(rng: random.Random, length: int) -> list[str]:
    tags = ["O"] * length
    place = 0
    while place < length:
        if rng.random() < 0.062:
            end = min(place + rng.choice(_LENGTHS), length)
            _mark(tags, place, end, rng.choice(FINE))
            place = end
        place += 1
    return tags


def _predicted(rng: random.Random, gold: list[str]) -> list[str]:
    tags = ["O"] * len(gold)
    for start, end, label in _spans(gold):
        fate = rng.random()
        if fate < 0.08:
            continue
        if fate < 0.14:
            label = rng.choice(FINE)  # noqa: PLW2901
        elif fate < 0.2 and end - start > 1:
            end -= 1  # noqa: PLW2901
        _mark(tags, start, end, label)
    for place, tag in enumerate(gold):
        if tag == "O" and tags[place] == "O" and rng.random() < 0.008:
            tags[place] = f"B-{rng.choice(FINE)}"
    return tags


def _mark(tags: list[str], start: int, end: int, label: str) -> None:
    tags[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 1)]


def _spans(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    place = 0
    while place < len(tags):
        end = place + 1
        if tags[place][0] == "B":
            while end < len(tags) and tags[end][0] == "I":
                end += 1
            yield place, end, tags[place][2:]
        place = end


def write_conll(made: Sentences, folder: Path) -> tuple[Path, Path]:
    """gold.conll and predicted.conll: `word tag` lines."""
    paths = folder / "gold.conll", folder / "predicted.conll"
    for path, side in zip(paths, (made.gold, made.predicted), strict=True):
        with path.open("w") as file:
            for words, tags in zip(made.words, side, strict=True):
                file.writelines(f"{word} {tag}\n" for word, tag in zip(words, tags, strict=True))
                file.write("\n")
    return paths


def write_jsonl(made: Sentences, folder: Path) -> tuple[Path, Path]:
    """gold.jsonl and predicted.jsonl: a sentence a document."""
    paths = folder / "gold.jsonl", folder / "predicted.jsonl"
    for path, side in zip(paths, (made.gold, made.predicted), strict=True):
        with path.open("wb") as file:
            for number, (words, tags) in enumerate(zip(made.words, side, strict=True)):
                starts, place = [], 0
                for word in words:
                    starts.append(place)
                    place += len(word) + 1
                spans = [
                    {"start": starts[start], "end": starts[end - 1] + len(words[end - 1]), "label": label}
                    for start, end, label in _spans(tags)
                ]
                record = {"id": f"s{number}", "text": " ".join(words), "spans": spans}
                file.write(msgspec.json.encode(record) + b"\n")
    return paths
