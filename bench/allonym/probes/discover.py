"""The probes: every file of this folder that has a function `probe`."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from allonym.corpus.values import Corpus
from allonym.names.registry import Registry
from allonym.probes.values import Probed, Skipped

Probe = Callable[[Corpus, Registry, Skipped], Iterator[Probed]]


@cache
def probes() -> dict[str, Probe]:
    """Each probe by the name of its file.

    >>> "respell" in probes()
    True
    """
    names = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    modules = {name: importlib.import_module(f"allonym.probes.{name}") for name in names}
    return {name: module.probe for name, module in modules.items() if hasattr(module, "probe")}
