"""The signature: how a number was made, in one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from allonym import __version__


def signature(number: Iterable[str], recipe: Mapping[str, str]) -> str:
    """A signature: what the number is, its recipe, the version, parts with a bar between.

    What the number is stands by itself: schemes joined with "+", then average and label set where there is one of
    each. The recipe's parts are KEY:VALUE. Several values are joined with "+"; NAME@DIGEST is a file, a corpus or a
    model with the first digits of its SHA-256; what qualifies a value follows in parentheses, parameters after commas.

    >>> signature(("strict", "micro", "coarse"), {"conv": "neutral", "gold": "stress@3f2a"})  # doctest: +ELLIPSIS
    'strict|micro|coarse|conv:neutral|gold:stress@3f2a|v...'
    """
    return "|".join([*number, *(f"{key}:{value}" for key, value in recipe.items()), f"v{__version__}"])
