"""Allonym: which NER models still find a name when it is spelled another way."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from allonym.scoring import Score, score

__all__ = ["Score", "__version__", "score"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`from allonym import score` loads NumPy only then, so that the command's help stays fast."""
    if name in ("Score", "score"):
        import allonym.scoring

        return getattr(allonym.scoring, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
