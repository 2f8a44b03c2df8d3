"""JSON, MessagePack and TOML from outside: any bytes give a value of the type that is asked for, or an InputError."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import Any, TypeVar, cast

import msgspec

from allonym.errors import InputError

Value = TypeVar("Value")
_WHAT = "not the expected JSON"
_FAULTS = (ValueError, RecursionError, OverflowError)
"""msgspec's errors, bytes that are not UTF-8 and integers of too many digits are ValueErrors."""


def decoder(kind: type[Value]) -> Callable[[bytes | msgspec.Raw], Value]:
    """What decodes JSON as a value of `kind`; from then on any thread may use msgspec for the type.

    Two threads that meet a dataclass for the first time at once crash the process (msgspec 0.22): the one reads what
    the other has not yet filled in.
    """
    decode: Callable[[bytes | msgspec.Raw], Value] = _decoder(cast(Any, kind))
    return decode


_ONE_AT_A_TIME = Lock()


@cache
def _decoder(kind: Any) -> Any:
    with _ONE_AT_A_TIME:
        return msgspec.json.Decoder(kind).decode


def from_json(data: bytes, where: str, kind: type[Value], what: str = _WHAT, todo: str = "") -> Value:
    """The JSON value of `kind`; InputError at `where`, which says `what` is wrong, for anything else, however deep.

    >>> from_json(b'{"a": [1]}', "x.json", dict[str, list[int]])
    {'a': [1]}
    >>> from_json(b"[" * 9999, "x.json", list[int])
    Traceback (most recent call last):
    allonym.errors.InputError: x.json: not the expected JSON: Expected `int`, got `array` - at `$[0]`
    >>> from_json(b'{"a": 1, "a": 2}', "x.json", dict[str, int])
    Traceback (most recent call last):
    allonym.errors.InputError: x.json: the key 'a' stands twice
    """
    found = from_part(data, where, kind, what, todo)
    each_key_once(data, where, todo)
    return found


def from_part(data: bytes | msgspec.Raw, where: str, kind: type[Value], what: str = _WHAT, todo: str = "") -> Value:
    """The same of a part of JSON whose keys were looked at as part of the whole."""
    try:
        return decoder(kind)(data)
    except _FAULTS as error:
        raise InputError(f"{what}: {fault(error)}", where=where, todo=todo) from None


class _Twice(Exception):
    """A key that stands twice in one object."""


def each_key_once(data: bytes, where: str, todo: str = "") -> None:
    """InputError where an object of some JSON has a key twice: decoders take the last value, whichever was meant."""
    try:
        _LOOK.decode(data.decode())
    except _Twice as twice:
        raise InputError(f"the key {twice.args[0]!r} stands twice", where=where, todo=todo) from None
    except _FAULTS as error:
        raise InputError(f"{_WHAT}: {fault(error)}", where=where, todo=todo) from None


def _look(pairs: list[tuple[str, Any]]) -> None:
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys):
        raise _Twice(next(key for key in keys if keys.count(key) > 1))


_LOOK = json.JSONDecoder(object_pairs_hook=_look, parse_int=len, parse_float=len)


def from_msgpack(data: bytes, where: str, kind: type[Value], what: str) -> Value:
    """The MessagePack value of `kind`; InputError for anything else."""
    try:
        decoder(kind)
        return msgspec.msgpack.decode(data, type=kind)
    except _FAULTS as error:
        raise InputError(f"{what}: {fault(error)}", where=where) from None


def from_toml(data: bytes, where: str, kind: type[Value], what: str, todo: str = "") -> Value:
    """The TOML table of `kind`; InputError for anything else."""
    import tomllib

    try:
        decoder(kind)
        return msgspec.convert(tomllib.loads(data.decode("utf-8-sig")), kind)
    except _FAULTS as error:
        raise InputError(f"{what}: {fault(error)}", where=where, todo=todo) from None


def converted(value: Any, kind: type[Value], where: str, what: str = "", todo: str = "") -> Value:
    """What was decoded as a value of `kind`; InputError at `where`, which says `what` is wrong, with the key.

    >>> converted({"a": 1}, dict[str, str], "x.toml")
    Traceback (most recent call last):
    allonym.errors.InputError: x.toml: Expected `str`, got `int` - at `$[...]`
    """
    try:
        decoder(kind)
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise InputError(f"{what}: {error}" if what else str(error), where=where, todo=todo) from None


def fault(error: Exception) -> str:
    """What is wrong, in words that fit on a line."""
    return "nested too deep" if isinstance(error, RecursionError) else " ".join(str(error).split())
