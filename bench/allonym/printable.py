"""Text from elsewhere, made fit for a terminal, a log of CI or a page: one line that gives no orders."""

from __future__ import annotations

import re

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, line ends, what turns the reading direction, and halves of characters."""
_COMMAND = re.compile(r":(?=:)|#(?=#\[)")
"""How a line begins that a runner of GitHub's obeys; a table may break a line in front of any word."""


def printable(text: str) -> str:
    r"""The text on one line, with each control character written as its escape.

    >>> print(printable("two\nlines, \x1b[31mred"))
    two\nlines, \x1b[31mred
    """
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


_BEGINNING, _END = 1200, 400
"""Characters of a message that are shown of one that is longer than both: where and what, and what to do."""


def printable_line(message: str) -> str:
    """The message on one line, without its middle where it is longer than a screen."""
    line = printable(message)
    if len(line) <= _BEGINNING + _END:
        return line
    return f"{line[:_BEGINNING]}[...]{line[-_END:]}"


def printable_log(text: str) -> str:
    r"""The lines of a log, each as `printable` has it and none of them a workflow command.

    >>> print(printable_log("\x1b[2Jowned\n::error::pwned"))
    \x1b[2Jowned
    \x3a:error\x3a:pwned
    """
    return "\n".join(_COMMAND.sub(_escaped, printable(line.expandtabs())) for line in text.splitlines())


def _escaped(sign: re.Match[str]) -> str:
    return f"\\x{ord(sign[0]):02x}"
