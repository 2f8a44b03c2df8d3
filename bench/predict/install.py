"""Bringing models here: environments side by side, each whole or reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

from bench.predict.environments import Environment, InstallFailed, install, read_environment
from bench.predict.models import Model


def missing(models: Iterable[Model]) -> tuple[Environment, ...]:
    """The environments of models that are not there, each once."""
    names = dict.fromkeys(model.environment for model in models if model.environment)
    return tuple(e for e in map(read_environment, names) if not e.is_complete())


def install_models(models: Iterable[Model], say: Callable[[str], None] = lambda _: None) -> tuple[InstallFailed, ...]:
    """Make the environments that models lack, side by side; what could not be made is returned.

    `say` gets a line before and after each. What is there already costs milliseconds.
    """

    def make(environment: Environment) -> InstallFailed | None:
        say(f"installing environment {environment.name}: {environment.summary}")
        try:
            install(environment)
        except InstallFailed as error:
            return error
        say(f"installed environment {environment.name}")
        return None

    wanted = missing(models)
    if not wanted:
        return ()
    with ThreadPoolExecutor(max_workers=2) as pool:
        return tuple(error for error in pool.map(make, wanted) if error)
