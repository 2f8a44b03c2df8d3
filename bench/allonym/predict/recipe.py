"""How a model is started, and the digest of everything that makes its answers."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allonym.predict.adapters import ADAPTERS
from allonym.predict.cache import Cache
from allonym.predict.environments import Environment, read_environment
from allonym.predict.failures import NotInstalled
from allonym.predict.models import Model
from allonym.predict.weights import SERVE, fetched_files, is_fetched


@dataclass(frozen=True, slots=True)
class Recipe:
    """A model that can be started."""

    command: tuple[str, ...]
    digest: str
    """SHA-256 of the model's files, adapter source, environment lock and options."""
    size: int
    """Bytes of the model's files."""
    warnings: tuple[str, ...]
    """What is not as the roster says."""


def recipe(model: Model, cache: Cache) -> Recipe:
    """How to start a model. Raises NotInstalled where its environment or its files are not there."""
    return _command_recipe(model, cache) if model.command else _adapter_recipe(model, cache)


def why_not_installed(model: Model) -> str | None:
    """What a model lacks to be started, with the line that brings it; None where it lacks nothing."""
    for variable, meaning in model.variables.items():
        if not os.environ.get(variable):
            return f"set {variable} to {meaning}"
    if model.answers and not model.answers_file.is_file():
        return f"there is no file {model.answers_file}"
    environment = read_environment(model.environment) if model.environment else None
    if (environment and not environment.is_complete()) or (model.fetch is not None and not is_fetched(model)):
        return f"run `allonym models install {model.id}`"
    if model.path and not _is_there(model.folder / model.path):
        return f"there is no folder {model.folder / model.path}"
    return None


def _adapter_recipe(model: Model, cache: Cache) -> Recipe:
    if why := why_not_installed(model):
        raise NotInstalled(model.id, why)
    environment = read_environment(model.environment) if model.environment else None
    adapter = ADAPTERS[model.adapter]
    folder, files = model_files(model, environment)
    hashes = {str(path.relative_to(folder)): cache.sha256(path) for path in files} if folder else {}
    options = json.dumps({**({"folder": str(folder)} if folder else {}), **_resolved(model)})
    python = environment.interpreter if environment else [sys.executable]
    command = [*python, str(adapter), options]
    sources: dict[str, Any] = {"adapter": cache.sha256(adapter)}
    if adapter.suffix == ".py":
        command = [*python, str(SERVE), str(adapter), options]
        sources |= {path.name: cache.sha256(path) for path in sorted(SERVE.parent.glob("*.py"))}
    if environment:
        sources["lock"] = environment.lock_digest()
        if environment.pip:
            sources |= {"installed": environment.installed()}
    parts = {
        **sources,
        "files": hashes,
        "beside": _hashes(_files(model) | _named(model), cache),
        "options": model.options,
        "settings": _settings(model),
    }
    return Recipe(
        command=tuple(command),
        digest=settled(parts),
        size=sum(path.stat().st_size for path in files),
        warnings=tuple(
            f"{name} is not the file that the roster records"
            for name, expected in model.weights.items()
            if hashes.get(name) != expected
        ),
    )


def model_files(model: Model, environment: Environment | None) -> tuple[Path | None, tuple[Path, ...]]:
    """The folder of a model's weights and the files in it; (None, ()) where a model has none.

    In a package it is the folder below which the files of [weights] lie: import names may clash and
    versions differ, the package's own list of its files does not lie. Raises NotInstalled.
    """
    if model.path:
        return _whole(model.folder / model.path)
    if model.fetch is not None:
        return model.weights_folder, fetched_files(model)
    if not (model.package and environment):
        return None, ()
    if environment.kind == "node":
        return _whole(environment.packages / model.package)
    site = str(environment.packages)
    found = list(importlib.metadata.Distribution.discover(name=model.package, path=[site]))
    if not found:
        raise NotInstalled(model.id, f"{model.package} is not in {site}; run `make distclean` and try again")
    listed = [Path(str(file.locate())) for file in found[0].files or ()]
    weights = next(iter(model.weights), "")
    folders = [Path(str(path)[: -len(weights)]) for path in listed if weights and str(path).endswith(f"/{weights}")]
    folder = folders[0] if folders else Path(site)
    within = [path for path in listed if path.is_relative_to(folder) and _weighs(path) and path.is_file()]
    return folder, tuple(within)


def _whole(folder: Path) -> tuple[Path, tuple[Path, ...]]:
    return folder, tuple(path for path in sorted(folder.rglob("*")) if path.is_file())


def _weighs(path: Path) -> bool:
    return path.suffix != ".pyc" and not path.parent.name.endswith(".dist-info")


def _command_recipe(model: Model, cache: Cache) -> Recipe:
    """A command's arguments that name files beside its TOML stand for them; files are part of the digest."""
    if why := why_not_installed(model):
        raise NotInstalled(model.id, why)
    arguments = [_beside(model, argument) for argument in model.command]
    named = {given: Path(found) for given, found in zip(model.command, arguments, strict=True) if _is_file(Path(found))}
    beside = _files(model)
    parts = {
        "command": model.command,
        "named": _hashes(named, cache),
        "files": _hashes(beside, cache),
        "options": model.options,
        "settings": _settings(model),
    }
    sizes = {path.resolve(): path.stat().st_size for path in (*named.values(), *beside.values())}
    return Recipe(command=tuple(arguments), digest=settled(parts), size=sum(sizes.values()), warnings=())


def _hashes(files: Mapping[str, Path], cache: Cache) -> dict[str, str]:
    return {name: cache.sha256(path) for name, path in files.items()}


def _settings(model: Model) -> dict[str, str]:
    """What the variables hold without which the model cannot run."""
    return {variable: os.environ[variable] for variable in model.variables}


def _files(model: Model) -> dict[str, Path]:
    """The files of `files`, by their path from the TOML."""
    found = (path for pattern in model.files for path in sorted(model.folder.glob(pattern)) if path.is_file())
    return {str(path.relative_to(model.folder)): path for path in found}


def _resolved(model: Model) -> dict[str, Any]:
    """The adapter's options, those that name a file or folder beside the TOML with its whole path."""
    return {name: _beside(model, value) if isinstance(value, str) else value for name, value in model.options.items()}


def _named(model: Model) -> dict[str, Path]:
    """The files that the adapter's options name, as they name them."""
    named = {value: model.folder / value for value in model.options.values() if isinstance(value, str) and value}
    return {name: path for name, path in named.items() if _is_file(path)}


def _beside(model: Model, argument: str) -> str:
    beside = model.folder / argument
    return str(beside) if argument and not argument.startswith("-") and _is_there(beside) else argument


def _is_there(path: Path) -> bool:
    """Whether there is such a file or folder: an argument may be longer than any name of one."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _is_file(path: Path) -> bool:
    return _is_there(path) and path.is_file()


def settled(parts: object) -> str:
    """SHA-256 of what makes a model's answers."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
