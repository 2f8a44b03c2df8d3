"""Standard output and error that may be closed, full, or of few letters, without a word lost that has a place."""

from __future__ import annotations

import codecs
import io
import os
import sys
from typing import TYPE_CHECKING

from allonym.errors import InputError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

_ESCAPES = "allonym-escapes"


class _Output(io.FileIO):
    """A descriptor whose reader may go away: what is written after that goes nowhere."""

    def write(self, data: Buffer) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            return self._write_no_more(data)
        except OSError as error:
            self._write_no_more(data)
            raise InputError(f"cannot be written: {error.strerror}", where="standard output") from None

    def _write_no_more(self, data: Buffer) -> int:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)
        return memoryview(data).nbytes


class _Messages(_Output):
    """The same for messages, without which the work goes on whatever is wrong with them."""

    def write(self, data: Buffer) -> int:
        try:
            return super().write(data)
        except InputError:
            return memoryview(data).nbytes


def mend_streams() -> None:
    """Give the process the three streams: one that is closed is /dev/null, and none of them fails for its encoding."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest free number: this one
    codecs.register_error(_ESCAPES, _escape)
    sys.stdout = _text(_Output(1, "w", closefd=False), sys.stdout)
    sys.stderr = _text(_Messages(2, "w", closefd=False), sys.stderr, line_buffering=True)


def _text(raw: io.FileIO, before: object, *, line_buffering: bool = False) -> io.TextIOWrapper:
    given = getattr(before, "encoding", None) or "utf-8"
    encoding = "utf-8" if codecs.lookup(given).name == "ascii" else given  # as click has it, for all of our output
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding, _ESCAPES, line_buffering=line_buffering or raw.isatty())


def _escape(error: UnicodeError) -> tuple[str, int]:
    r"""What an encoding lacks as JSON escapes it, so that JSON stays JSON."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2)), error.end
