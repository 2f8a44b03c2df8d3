"""One screen: lines and tables no wider than people read, the verdict, and what to call next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from allonym.show.forms import terminal
from allonym.show.table import Table

_WIDEST = 120
"""Characters of a line, however wide the terminal is."""


class Screen:
    """Prints into a file; `width`, else the terminal's, is how wide lines may be."""

    def __init__(self, file: TextIO, width: int | None = None) -> None:
        self._console = terminal.console(file, width)
        self._width = min(self._console.width, _WIDEST)

    def say(self, line: str, style: str = "", *, cut: bool = False) -> None:
        """Print a line; `cut`, one that is too long ends in dots, else it goes on in the next."""
        self._console.print(
            line, style=style, markup=False, width=self._width, no_wrap=cut, overflow="ellipsis" if cut else None
        )

    def show(self, table: Table) -> None:
        """Print a table whole with little between its columns, and its notes."""
        shown = terminal.as_rich(table)
        shown.collapse_padding, shown.pad_edge, shown.title = True, False, shown.title if table.title else None
        self._console.print(shown, width=self._width)
        for note in table.notes:
            self.say(note, "dim")

    def end(self, verdict: Iterable[str], steps: Iterable[tuple[str, str]]) -> None:
        """Print the verdict, and calls with what they do."""
        self.say("")
        for sentence in verdict:
            self.say(sentence, "bold")
        self.say("\nNext:")
        for call, done in steps:
            self.say(f"  {call}  ({done})")
