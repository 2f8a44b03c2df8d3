"""A model's labels: what each is in the coarse set, and which of them a person gets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from allonym.errors import InputError
from allonym.labels import COARSE, TO_COARSE

OTHER = "OTHER"
"""What is no name: dates, numbers, sums of money."""
_ALSO = {
    "PER": "PERS PEOPLE HUMAN NAME GIVENNAME SURNAME FIRSTNAME LASTNAME FULLNAME",
    "LOC": "LOCATION PLACE PLACES CITY COUNTRY STATE STATE_OR_PROVINCE FACILITY GSP ADDRESS",
    "ORG": "ORGANIZATION ORGANISATION ORGANIZATIONS ORGANISATIONS COMPANY CORPORATION GROUP",
    "MISC": "NRP NATIONALITY RELIGION IDEOLOGY MISCELLANEOUS",
}
_KNOWN = dict(TO_COARSE) | {word: label for label, words in _ALSO.items() for word in words.split()}


@dataclass(frozen=True)
class ModelLabels:
    """A model's labels to coarse ones; `person` is the one of them that a new person gets."""

    person: str
    map: Mapping[str, str]

    @cached_property
    def _told(self) -> dict[str, str]:
        return {}

    def coarse(self, label: str) -> str:
        """PER, LOC, ORG, MISC, or OTHER for what is no name.

        >>> guessed().coarse("GPE"), guessed().coarse("B-PER"), guessed().coarse("person"), guessed().coarse("DATE")
        ('LOC', 'PER', 'PER', 'OTHER')
        """
        found = self._told.get(label)
        if found is None:
            found = self._told[label] = self.map[label] if label in self.map else _guess(label)
        return found


def guessed(person: str = "PERSON") -> ModelLabels:
    """ModelLabels told by their names alone."""
    return ModelLabels(person, {person: "PER"})


def mapped(labels: Mapping[str, str], where: str = "labels") -> ModelLabels:
    """ModelLabels by a map to fine or coarse ones, "" for what is no name. InputError where none is a person."""
    coarse = {label: TO_COARSE.get(target, OTHER) for label, target in labels.items()}
    person = next((label for label, target in coarse.items() if target == COARSE[0]), None)
    if person is None:
        raise InputError("no label is a person", where=where, todo="map one label to PERSON, or leave mending out")
    return ModelLabels(person, coarse)


def labels_among(tags: Iterable[str]) -> dict[str, str]:
    """A map of labels, by what a model's tags are called.

    >>> labels_among(["O", "B-PER", "I-PER", "B-LOC"])
    {'PER': 'PER', 'LOC': 'LOC'}
    """
    bare = dict.fromkeys(_bare(tag) for tag in tags if tag != "O")
    return {label: "" if (coarse := _guess(label)) == OTHER else coarse for label in bare}


def _bare(tag: str) -> str:
    return tag[2:] if tag[:2] in ("B-", "I-", "L-", "U-", "E-", "S-") else tag


def _guess(label: str) -> str:
    return _KNOWN.get(_bare(label).upper().replace(" ", "_"), OTHER)
