"""The roster: one TOML a model, read into frozen values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from allonym import paths
from allonym.corpus.checked import from_toml
from allonym.corpus.files import read_bytes
from allonym.corpus.values import NOTHING
from allonym.errors import InputError, check_name, unknown
from allonym.labels import KNOWN


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a model may take: seconds of wall time, and mebibytes of memory with all its processes."""

    start_seconds: float = 300
    text_seconds: float = 60
    """The longest wait for the next answer while a text is with the model."""
    total_seconds: float = 3600
    """For the texts that it is given at once, at most 1,024."""
    memory_mb: int = 8192


class Model(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One model as its file describes it. `adapter`, `command` or `answers` says whence its answers come."""

    id: str
    file: str
    """Path of the TOML."""
    labels: dict[str, str]
    """The model's labels to fine or coarse ones; `""` drops a label."""

    own_id: str = ""
    """The model's id where it is reported under another."""
    name: str = ""
    family: str = ""
    version: str = ""
    licence: str = ""
    """`""` where none is stated."""
    training_data: str = ""
    size_mb: float | None = None
    """What the weights take on disk, as published; runs report what they measure."""
    homepage: str = ""
    note: str = ""
    default: bool = False
    reference: bool = False
    """A line to read others by: it is neither ranked nor ever the best."""

    adapter: str = ""
    """Name of a file in bench/allonym/predict/adapters/."""
    environment: str = ""
    """Name of a folder in models/environments/; none for an adapter that needs only Python."""
    package: str = ""
    """The package that holds the weights, as the environment's lock names it."""
    official_install: str = ""
    """How the model's own authors tell to install it."""
    weights: dict[str, str] = {}
    """File below the model's folder to its SHA-256."""
    path: str = ""
    """A folder with the weights, instead of a package; from the TOML where it is relative."""
    fetch: dict[str, Any] | None = None
    """Present where the weights come from a hub: `allonym models install` gives it to the adapter's `fetch`."""
    options: dict[str, Any] = {}
    """Passed to the adapter."""

    answers: str = ""
    """A file of answers that were given elsewhere; from the TOML where it is relative."""

    command: list[str] = []
    files: list[str] = []
    """What else makes the answers: globs beside the TOML, watched by the prediction cache."""
    variables: dict[str, str] = {}
    """Variables of the environment without which it cannot run, and what each is to hold."""

    base: str = ""
    """The model around which remedies are put: all that is not said here is as there."""
    remedies: list[str] = []
    """Names of files in bench/allonym/mending/remedies/, the first nearest to the base."""
    setting: str = ""
    """How sure the remedies must be: safe or bold."""

    prices: dict[str, float] = {}
    """What a million costs of each thing that its answers say was used up (prompt_tokens, completion_tokens)."""
    limits: Limits = Limits()

    def as_id(self, name: str) -> Model:
        """The same model reported under another name; what was recorded of it stays under its own.

        Raises InputError for a name by which no file can be called.
        """
        check_name("model id", name, "--as")
        return msgspec.structs.replace(self, id=name, own_id=self.recorded_as)

    @property
    def recorded_as(self) -> str:
        """The name under which the model's predictions are recorded."""
        return self.own_id or self.id

    @property
    def folder(self) -> Path:
        """Where the TOML lies; relative paths in it start here."""
        return Path(self.file).parent

    @property
    def answers_file(self) -> Path:
        """The file of its answers, where they were given elsewhere."""
        return self.folder / self.answers

    @property
    def weights_folder(self) -> Path:
        """Where fetched weights lie."""
        return paths.ENVIRONMENTS / ".weights" / Path(self.file).stem

    @property
    def described(self) -> dict[str, Any]:
        """What its file says of it, beside how it is run."""
        return {key: value for key in _DESCRIPTION if (value := getattr(self, key)) not in ("", None, {})}

    @property
    def licence_shown(self) -> str:
        return self.licence or "none stated"


_DESCRIPTION = ("name", "family", "version", "licence", "training_data", "size_mb", "homepage", "note", "prices")
_ENDLESS = 1e9
"""Seconds, or MiB, that nothing takes."""


def read_model(path: Path) -> Model:
    """Read a model's TOML. Raises InputError naming the file and the key."""
    if path.exists() and not path.is_file():
        raise InputError("not a file", where=str(path))
    raw = from_toml(read_bytes(path), str(path), dict[str, Any], "not TOML")
    if base := raw.get("base"):
        if not isinstance(base, str):
            raise InputError("not text", where=f"{path}: base", todo="name a model")
        check_name("model id", base, f"{path}: base")
        raw = _on_base(base, raw, path)
    if "labels" not in raw:
        raise InputError(
            "no [labels]", where=str(path),
            todo='map each of the model\'s labels to a fine or coarse one, or to "" to drop it',
        )  # fmt: skip
    return to_model({"id": path.stem} | raw, path, str(path))


def _on_base(base: str, raw: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """A mended model's keys over those of its base, which lies beside it or among the project's models."""
    beside = path.parent / f"{base}.toml"
    file = beside if beside.is_file() else paths.MODELS / f"{base}.toml"
    if not file.is_file() or file == path:
        raise unknown("base", base, (known.stem for known in paths.MODELS.glob("*.toml")))
    found = msgspec.to_builtins(read_model(file))
    if found["base"]:
        raise InputError("the base is a mended model itself", where=f"{path}: base", todo=f"name {found['base']}")
    own = {"default": False, "setting": "safe", "name": f"{found['name']}, mended"}
    return {key: value for key, value in found.items() if key not in ("id", "file", "own_id")} | own | dict(raw)


def to_model(described: Mapping[str, Any], path: Path, where: str) -> Model:
    """The model that a file describes; InputError says what is wrong at `where`."""
    try:
        model = msgspec.convert({**described, "file": str(path.resolve())}, Model)
    except msgspec.ValidationError as error:
        raise InputError(_sentence(str(error)), where=where, todo="see docs/models.md") from None
    _check(model, where)
    return model


def _sentence(message: str) -> str:
    """msgspec's message with the key as TOML spells it.

    >>> _sentence("Expected `bool`, got `str` - at `$.default`")
    'default: Expected `bool`, got `str`'
    >>> _sentence("Object contains unknown field `adaptor`")
    'unknown key `adaptor`'
    """
    what, _, key = message.partition(" - at `$.")
    what = what.replace("Object contains unknown field", "unknown key")
    return f"{key.rstrip('`')}: {what}" if key else what


def _check(model: Model, where: str) -> None:
    check_name("model id", model.id, where)
    _check_values(model, where)
    ways = {name: getattr(model, name) for name in ("adapter", "command", "answers")}
    if len(given := [name for name, way in ways.items() if way]) != 1:
        what = f"both {' and '.join(given[:2])}" if given else "neither adapter nor command"
        raise InputError(what, where=where, todo="give one of them")
    _check_remedies(model, where)
    if model.adapter:
        from allonym.predict.adapters import ADAPTERS

        if model.adapter not in ADAPTERS:
            raise unknown("adapter", model.adapter, ADAPTERS, where=f"{where}: adapter")
    known = [path.name for path in (paths.MODELS / "environments").iterdir()]
    if model.environment and model.environment not in known:
        raise unknown("environment", model.environment, known, where=f"{where}: environment")
    for label, target in model.labels.items():
        if target and target not in KNOWN:
            raise unknown("label", target, KNOWN, where=f"{where}: labels.{label}")


def _check_remedies(model: Model, where: str) -> None:
    """Refuse a base without remedies, remedies without a base, and what no remedy or setting is called."""
    if bool(model.base) != bool(model.remedies):
        one, other = ("base", "remedies") if model.base else ("remedies", "base")
        raise InputError(f"{one} without {other}", where=where, todo="give both, or neither")
    if model.base:
        from allonym.mending.labels import mapped
        from allonym.mending.remedies import find_remedy
        from allonym.mending.settings import find_setting

        find_setting(model.setting)
        for name in model.remedies:
            find_remedy(name)
        mapped(model.labels, f"{where}: labels")


def _check_values(model: Model, where: str) -> None:
    """Refuse what a type lets pass and a process cannot take."""
    for argument in model.command:
        if "\0" in argument:
            raise InputError("a NUL in an argument", where=f"{where}: command")
    for pattern in model.files:
        if not pattern or Path(pattern).is_absolute() or ".." in Path(pattern).parts:
            raise InputError(f"{pattern!r} leaves the folder of the TOML", where=f"{where}: files")
    for name, limit in msgspec.structs.asdict(model.limits).items():
        if not 0 < limit < _ENDLESS:
            raise InputError(f"{limit} is no limit", where=f"{where}: limits.{name}", todo="give seconds, or MiB")
    try:
        json.dumps([model.options, model.fetch], allow_nan=False)
    except (TypeError, ValueError) as error:
        raise InputError(f"a value that JSON lacks: {error}", where=f"{where}: options") from None


def roster() -> tuple[Model, ...]:
    """Every model of models/, by id."""
    return tuple(sorted((read_model(p) for p in paths.MODELS.glob("*.toml")), key=lambda m: m.id))


def find_models(names: Sequence[str] = (), recorded: Mapping[str, Model] = NOTHING) -> tuple[Model, ...]:
    """The models named by id, by the path of a TOML, or by `all`; the default ones where none is named.

    `recorded` models stand beside the default ones, and in the place of what else the roster has under their id. Each
    comes once, in the order named. Raises InputError for an id that is not known (with the near ones) and for two
    files with one id.
    """
    known = {model.id: model for model in roster()}
    default = {model.id: model for model in known.values() if model.default}
    if not names:
        return tuple({**recorded, **default}[name] for name in {**default, **recorded})
    known |= {**recorded, **default}
    return distinct(m for name in names for m in (known.values() if name == "all" else [_named(name, known)]))


def with_mended(models: Iterable[Model]) -> tuple[Model, ...]:
    """The models, behind each that of models/ which has it for a base, where there is one."""
    known = [model for model in roster() if model.base]
    return tuple(distinct(one for model in models for one in (model, *(m for m in known if m.base == model.id))))


def distinct(models: Iterable[Model]) -> tuple[Model, ...]:
    """Each model once, in their order. Raises InputError for two files with one id."""
    found: dict[str, Model] = {}
    for model in models:
        other = found.setdefault(model.id, model)
        if other.file != model.file:
            raise InputError(f"two models are called {model.id}", where=model.file, todo="rename one")
    return tuple(found.values())


def _named(name: str, known: dict[str, Model]) -> Model:
    if name in known:
        return known[name]
    if name.endswith(".toml"):
        return read_model(Path(name))
    raise unknown("model", name, known)
