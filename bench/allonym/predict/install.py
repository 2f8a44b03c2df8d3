"""Bringing models here: environments side by side, then weights, each whole or reported."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from allonym.corpus.values import NOTHING
from allonym.errors import InputError
from allonym.predict import weights
from allonym.predict.environments import Environment, InstallFailed, install, read_environment
from allonym.predict.models import Model, find_models
from allonym.predict.recipe import why_not_installed

Say = Callable[[str], None]


def missing(models: Sequence[Model]) -> tuple[Environment, ...]:
    """The environments of models that are not there, each once."""
    names = dict.fromkeys(model.environment for model in models if model.environment)
    return tuple(e for e in map(read_environment, names) if not e.is_complete())


def install_models(models: Sequence[Model], say: Say = lambda _: None) -> tuple[InstallFailed, ...]:
    """Make the environments that models lack, side by side, and fetch their weights; the failures are returned.

    `say` gets a line before and after each. What is there already costs milliseconds.
    """

    def make(environment: Environment) -> InstallFailed | None:
        return _attempt(f"environment {environment.name}: {environment.summary}", lambda: install(environment), say)

    def fetch(model: Model) -> InstallFailed | None:
        return _attempt(f"weights of {model.id}", lambda: weights.fetch(model), say)

    wanted = missing(models)
    with ThreadPoolExecutor(max_workers=2) as pool:
        failed = [error for error in pool.map(make, wanted) if error]
        complete = {model.environment for model in models} - {e.name for e in missing(models)}
        absent = [m for m in models if m.fetch is not None and m.environment in complete and not weights.is_fetched(m)]
        failed += [error for error in pool.map(fetch, absent) if error]
    return tuple(failed)


def _attempt(what: str, action: Callable[[], None], say: Say) -> InstallFailed | None:
    say(f"installing {what}")
    try:
        action()
    except InstallFailed as error:
        return error
    except OSError as error:
        return InstallFailed(f"{what.split(':', maxsplit=1)[0]}: {error.filename or ''}: {error.strerror}")
    say(f"installed {what}")
    return None


def installed(
    names: Sequence[str],
    *,
    as_id: str | None = None,
    install: bool = True,
    say: Say = lambda _: None,
    warn: Say = lambda _: None,
    recorded: Mapping[str, Model] = NOTHING,
) -> tuple[Model, ...]:
    """The models named, one of them perhaps under another name; what "all" is not is installed where it is missing.

    `say` gets how that goes, `warn` what failed.

    `recorded` models are known too, and stand in for those of their id that are still missing then.
    """
    chosen = find_models(names, recorded=recorded)
    if as_id is not None:
        if len(chosen) != 1:
            raise InputError(f"--as names one model, but {len(chosen)} are chosen", todo="give one --model")
        chosen = (chosen[0].as_id(as_id),)
    for failure in install_models(chosen, say=say) if install and "all" not in names else ():
        warn(str(failure))
    if not install:
        return tuple(chosen)
    return tuple(
        recorded[model.id] if model.id in recorded and why_not_installed(model) is not None else model
        for model in chosen
    )
