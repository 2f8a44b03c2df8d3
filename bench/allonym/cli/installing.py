"""The models that a command names, installed first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from allonym.cli import options
from allonym.corpus.values import NOTHING
from allonym.predict.models import Model


def installed(
    names: Sequence[str],
    *,
    as_id: str | None = None,
    quiet: bool = False,
    install: bool = True,
    recorded: Mapping[str, Model] = NOTHING,
) -> tuple[Model, ...]:
    """The models named, one of them perhaps under another name; what "all" is not is installed where it is missing.

    `recorded` models are known too, and stand in for those of their id that are still missing then.
    """
    from allonym.errors import InputError
    from allonym.predict.install import install_models
    from allonym.predict.models import find_models
    from allonym.predict.recipe import why_not_installed

    chosen = find_models(names, recorded=recorded)
    if as_id is not None:
        if len(chosen) != 1:
            raise InputError(f"--as names one model, but {len(chosen)} are chosen", todo="give one --model")
        chosen = (chosen[0].as_id(as_id),)
    say, warn = options.sayer(quiet), options.warner(quiet)
    for failure in install_models(chosen, say=say) if install and "all" not in names else ():
        warn(str(failure))
    if not install:
        return tuple(chosen)
    return tuple(
        recorded[model.id] if model.id in recorded and why_not_installed(model) is not None else model
        for model in chosen
    )
