"""A map from labels to labels, so that two label sets can be compared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from allonym.corpus.checked import converted, from_json, from_toml
from allonym.corpus.files import read_bytes
from allonym.corpus.values import Document

_TODO = 'write lines such as PERSON = "PER"'


@dataclass(frozen=True, slots=True)
class LabelMap:
    """What labels are called instead: those that are not named stay, or are called `others`; "" drops a label.

    With `only`, labels that are not among these, under their new names, are dropped too.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    others: str | None = None
    only: tuple[str, ...] = ()

    def of(self, label: str) -> str:
        """The new name of a label.

        >>> LabelMap({"PERSON": "PER"}, "").of("PERSON"), LabelMap({"PERSON": "PER"}, "").of("DATE")
        ('PER', '')
        """
        name = self.names.get(label, label if self.others is None else self.others)
        return name if not self.only or name in self.only else ""

    def on(self, document: Document) -> Document:
        """The document with its labels renamed."""
        renamed = [replace(mention, label=self.of(mention.label)) for mention in document.mentions]
        return replace(document, mentions=tuple(mention for mention in renamed if mention.label))


def label_map(path: Path | None, only: tuple[str, ...] = ()) -> LabelMap:
    """The map of a TOML file (its table [labels], or the whole) or a JSON object, where * names all other labels."""
    names = {} if path is None else _read(path)
    return LabelMap({key: name for key, name in names.items() if key != "*"}, names.get("*"), only)


def _read(path: Path) -> dict[str, str]:
    data = read_bytes(path)
    if path.suffix == ".json":
        return from_json(data, str(path), dict[str, str], "no label map", _TODO)
    starred = re.sub(rb"(?m)^([ \t]*)\*([ \t]*=)", rb'\1"*"\2', data)  # a bare * is no key of TOML
    table = from_toml(starred, str(path), dict[str, Any], "no label map", _TODO)
    return converted(table.get("labels", table), dict[str, str], str(path), "no label map", _TODO)
