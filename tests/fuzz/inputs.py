"""One input of a target: mutated, read, and judged. Its number says which it is, today and tomorrow."""

from __future__ import annotations

import random
import signal
import traceback
import unicodedata
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from fuzz.mutate import mutate
from fuzz.targets import TARGETS, Given, Target

from allonym.corpus import Document
from allonym.errors import AllonymError
from allonym.printable import printable_line

SECONDS = 20
"""The longest that an input may take, on a busy machine."""
_LONGEST = 5000
"""Characters of a message: a screen, and not the file."""


class TooSlow(Exception):
    """An input took longer than SECONDS."""


class Odd(Exception):
    """What was read, or said, breaks a promise."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong, where in the code, and with which input."""

    target: str
    number: int
    what: str
    where: str
    trace: str = field(compare=False, default="")


@dataclass(slots=True)
class Fuzzed:
    """A target's files in a folder, of which one at a time is mutated."""

    target: Target
    folder: Path
    files: Mapping[str, bytes] = field(init=False)
    names: list[str] = field(init=False)
    read: int = 0
    refused: int = 0

    def __post_init__(self) -> None:
        self.files = self.target.files()
        self.names = [name for name in self.files if Path(name).match(self.target.mutated)]
        for name in self.files:
            self._restore(name)

    def _restore(self, name: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.files[name])

    def try_number(self, number: int) -> Fault | None:
        """The input with this number."""
        draw = random.Random(f"{self.target.name} {number}")
        name = draw.choice(self.names)
        return self.try_data(name, mutate(self.files[name], draw), number)

    def try_data(self, name: str, data: bytes, number: int = 0) -> Fault | None:
        """The target with these bytes in one of its files; the fault, if it is none that a reader may have."""
        path = self.folder / name
        path.write_bytes(data)
        try:
            with _limit(), warnings.catch_warnings():
                warnings.simplefilter("error")
                look_at(self.target.read(path))
            self.read += 1
        except AllonymError as error:
            self.refused += 1
            return Fault(self.target.name, number, odd, "message") if (odd := _odd(str(error))) else None
        except Exception as error:
            return _fault(self.target.name, number, error)
        finally:
            self._restore(name)
        return None


def _fault(target: str, number: int, error: Exception) -> Fault:
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if "/allonym/" in frame.filename]
    where = f"{ours[-1].filename.rpartition('/allonym/')[2]}:{ours[-1].lineno}" if ours else "outside"
    what = f"{type(error).__name__}: {ascii(str(error))[1:200]}"
    return Fault(target, number, what, where, "".join(traceback.format_exception(error)))


@contextmanager
def _limit() -> Iterator[None]:
    def stop(_: int, frame: FrameType | None) -> None:
        raise TooSlow(f"more than {SECONDS} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def look_at(given: Given | None) -> None:
    """Raise Odd for a document whose spans are no stretches of its text, and for a line not fit to be printed."""
    for one in given or ():
        if isinstance(one, str):
            if odd := _odd(printable_line(one)):
                raise Odd(odd)
            continue
        _look_at_document(one)


def _look_at_document(document: Document) -> None:
    length = len(document.text) if document.text is not None else 2**31
    for mention in document.mentions:
        if not (type(mention.start) is type(mention.end) is int and 0 <= mention.start < mention.end <= length):
            raise Odd(f"a span {mention.bounds} of {length} characters")
        if not isinstance(mention.label, str) or not mention.label:
            raise Odd("a label that is none")
    for text in (document.id, document.text or "", *(mention.label for mention in document.mentions)):
        text.encode()


def _odd(message: str) -> str:
    """Why a message cannot be printed; empty where it can."""
    if len(message) > _LONGEST:
        return f"a message of {len(message)} characters"
    strange = [
        sign
        for sign in message
        if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") or sign in "\u202a\u202e\u2066"
    ]
    return f"a message with {strange[0]!a}" if strange else ""


def fuzzed(name: str, folder: Path) -> Fuzzed:
    return Fuzzed(TARGETS[name], folder)
