"""The probes: every file of this folder that has a function `probe`; RESPELLS beside it says whether it respells."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from allonym.corpus.values import Corpus
from allonym.names.registry import Registry
from allonym.probes.values import Probed, Skipped


@dataclass(frozen=True, slots=True)
class Probe:
    """A probe: a corpus to its probed paragraphs.

    `respells` where it puts other spellings of a name, so that measures of spellings are taken of it and its
    operations have a cost; else it puts other names.
    """

    name: str
    respells: bool
    stream: Callable[[Corpus, Registry, Skipped], Iterator[Probed]]

    def __call__(self, corpus: Corpus, registry: Registry, skipped: Skipped) -> Iterator[Probed]:
        return self.stream(corpus, registry, skipped)


@cache
def probes() -> dict[str, Probe]:
    """Each probe by the name of its file.

    >>> probes()["respell"].respells, probes()["control"].respells
    (True, False)
    """
    names = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    modules = {name: importlib.import_module(f"allonym.probes.{name}") for name in names}
    return {name: Probe(name, m.RESPELLS, m.probe) for name, m in modules.items() if hasattr(m, "probe")}
