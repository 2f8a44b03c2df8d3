"""Which NER models still find a name when it is spelled another way.

These names are the library: they stay, and each is loaded when it is first asked for. Every other module of the package
may change with any version.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from allonym.corpus.values import Document, Mention
    from allonym.errors import AllonymError, InputError, NothingMeasured, Regressed
    from allonym.mending.compose import mend
    from allonym.names.engine.same import same_name
    from allonym.names.engine.spell import NameSpelling
    from allonym.names.listing import spellings
    from allonym.names.registry import Spelling
    from allonym.runs.read import Run, read_run
    from allonym.scoring.api import score
    from allonym.scoring.result import Score

__version__: str
__all__ = [
    "AllonymError",
    "Document",
    "InputError",
    "Mention",
    "NameSpelling",
    "NothingMeasured",
    "Regressed",
    "Run",
    "Score",
    "Spelling",
    "__version__",
    "mend",
    "read_run",
    "same_name",
    "score",
    "spellings",
]
_HOMES = {
    "corpus.values": ("Document", "Mention"),
    "errors": ("AllonymError", "InputError", "NothingMeasured", "Regressed"),
    "mending.compose": ("mend",),
    "names.engine.same": ("same_name",),
    "names.engine.spell": ("NameSpelling",),
    "names.listing": ("spellings",),
    "names.registry": ("Spelling",),
    "runs.read": ("Run", "read_run"),
    "scoring.api": ("score",),
    "scoring.result": ("Score",),
}
"""The modules behind the names, so that nothing is loaded before its time: `allonym --help` needs none of them."""


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("allonym")
    for module, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(f"allonym.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
