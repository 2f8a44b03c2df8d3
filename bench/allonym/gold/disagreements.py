"""Where readers differ from each other, or the gold from both: the place, the three versions, the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from allonym.corpus.checked import from_json
from allonym.corpus.files import read_text
from allonym.corpus.values import Mention
from allonym.gold.readings import FOLDER, Read

Key = tuple[str, int, int]
"""A document's id and the bounds of a place in it."""


class _Decision(msgspec.Struct):
    id: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A stretch of a document on which the first, the second reading and the gold are not all the same."""

    document: str
    start: int
    end: int
    surface: str
    first: tuple[Mention, ...]
    second: tuple[Mention, ...]
    decided: tuple[Mention, ...]

    @property
    def key(self) -> Key:
        return self.document, self.start, self.end

    @property
    def overruled(self) -> bool:
        """Whether both readers agreed and the gold says something else."""
        return self.first == self.second

    def shown(self, mentions: Sequence[Mention]) -> str:
        """A version in words: the labels and entities, with their own bounds where they are not the whole place."""
        return ", ".join(self._shown(mention) for mention in mentions) or "nothing"

    def _shown(self, mention: Mention) -> str:
        part = self.surface[mention.start - self.start : mention.end - self.start]
        whole = mention.bounds == (self.start, self.end)
        named = f"{mention.label} {mention.entity}" if mention.entity else mention.label
        return named + f" [{part or f'{mention.start}-{mention.end}'}]" * (not whole)


def disagreements(read: Read) -> Iterator[Disagreement]:
    """The places of one document where the three versions are not the same, in order."""
    versions = (read.first.mentions, read.second.mentions, read.gold.mentions)
    for start, end in _places([mention for version in versions for mention in version]):
        first, second, gold = (tuple(m for m in version if start <= m.start < end) for version in versions)
        if not first == second == gold:
            yield Disagreement(read.gold.id, start, end, _surface(read, start, end), first, second, gold)


def _places(mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """The stretches that overlapping spans cover together."""
    places: list[tuple[int, int]] = []
    for mention in sorted(mentions):
        if places and mention.start < places[-1][1]:
            places[-1] = places[-1][0], max(places[-1][1], mention.end)
        else:
            places.append(mention.bounds)
    return places


def _surface(read: Read, start: int, end: int) -> str:
    """The words of the place; without the text, those of the gold spans in it."""
    if read.gold.text is not None:
        return read.gold.text[start:end]
    known = [m for m in read.gold.mentions if start <= m.start < end]
    letters = ["·"] * (end - start)
    for mention in known:
        letters[mention.start - start : mention.end - start] = str(mention.extra.get("surface", ""))
    return "".join(letters)


def read_decisions(root: Path, corpus: str) -> Mapping[Key, tuple[str, int]]:
    """The reason of each decided place, with its line; InputError for a line without place or reason."""
    path = root / FOLDER / corpus / "decisions.jsonl"
    decisions: dict[Key, tuple[str, int]] = {}
    if not path.is_file():
        return decisions
    for number, line in enumerate(read_text(path).splitlines(), 1):
        todo = '{"id", "start", "end", "reason"}'
        found = from_json(line.encode(), f"{path}:{number}", _Decision, "not a decision", todo)
        decisions[found.id, found.start, found.end] = found.reason, number
    return decisions
