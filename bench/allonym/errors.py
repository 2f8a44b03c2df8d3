"""The errors that a user can mend: one line each, and the exit status that goes with it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from allonym.printable import printable, printable_line

_LONGEST_NAME = 150
"""Bytes: with an ending, and a few more of ours, it is a file's name."""


class AllonymError(Exception):
    """Something that one clear line explains; `status` is the command's exit status."""

    status = 2

    def __init__(self, message: str = "") -> None:
        super().__init__(printable_line(message))


class InputError(AllonymError):
    """Bad usage or bad input: says where, what, and what to do.

    >>> str(InputError("not JSON", where="gold.jsonl:3", todo="mend the line"))
    'gold.jsonl:3: not JSON; mend the line'
    """

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        self.what, self.where, self.todo = what, where, todo
        super().__init__(f"{where}: " * bool(where) + what + f"; {todo}" * bool(todo))


class Regressed(AllonymError):
    """A check ran and found a fault."""

    status = 1


class NothingMeasured(AllonymError):
    """The command ran, but there was nothing that it could measure."""

    status = 3


def check_name(kind: str, name: str, where: str = "") -> str:
    """The name, which files are called by; InputError where it could lead elsewhere, or could not be read.

    >>> check_name("model id", "en_core_web_sm-3.8.0")
    'en_core_web_sm-3.8.0'
    """
    faults = {
        "is empty": not name.strip(),
        "is a folder's name": name in (".", ".."),
        "holds a separator": any(sign in name for sign in "/\\"),
        "holds a control character": printable(name) != name,
        f"has more than {_LONGEST_NAME} bytes": len(name.encode("utf-8", "surrogatepass")) > _LONGEST_NAME,
    }
    for fault, there in faults.items():
        if there:
            what = f"{kind} {name[:_LONGEST_NAME]!r} {fault}"
            raise InputError(what, where=where, todo="files are called by it: choose another")
    return name


def some_of(names: Sequence[str], most: int = 3) -> str:
    """The first names, and dots where there are more.

    >>> some_of(["a", "b"]), some_of(["a", "b", "c", "d"])
    ('a, b', 'a, b, c, ...')
    """
    return ", ".join(names[:most]) + ", ..." * (len(names) > most)


def unknown(kind: str, name: str, known: Iterable[str], where: str = "") -> InputError:
    """The error for a name that is not known, with the near ones.

    >>> str(unknown("corpus", "article", ["articles", "stress"]))
    "no corpus 'article'; did you mean articles?"
    """
    choices = sorted(known)
    near = difflib.get_close_matches(name, choices, n=3, cutoff=0.5)
    todo = f"did you mean {' or '.join(near)}?" if near else f"there is {', '.join(choices) or 'none'}"
    return InputError(f"no {kind} {name!r}", where=where, todo=todo)
