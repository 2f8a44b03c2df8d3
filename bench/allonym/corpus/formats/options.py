"""What a reader or writer needs beside the path."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from allonym.corpus.tags import Dialect

Warn = Callable[[str], None]
_SIGNED = ("column", "token_column", "header", "comments", "levels", "discontinuous", "same_ids", "annotator", "part")


def _silent(_: str) -> None:
    """Warns nobody."""


@dataclass(frozen=True, slots=True)
class FormatOptions(Dialect):
    """How files are read and written; formats pass over what does not concern them. docs/formats.md has each.

    `format`: its name, None for the one that the file looks like. `repair`: see allonym.corpus.tags. `levels`: columns
    of tags side by side. `discontinuous`: error, or hull for the stretch around a span in pieces. `same_ids`: error, or
    apart to keep documents under one id apart. `annotator`: whose of several annotations. `part`: annotations or
    predictions, of a file that holds both. `text_key`: where the text of a record stands. `tag_names`: what tags that
    are numbers mean. `label_map`, `labels`: see allonym.corpus.label_map. `warn` gets what was left out.
    """

    repair: str = "error"
    levels: int = 1
    discontinuous: str = "error"
    same_ids: str = "error"
    annotator: str | None = None
    part: str | None = None
    text_key: str | None = None
    tag_names: tuple[str, ...] = ()
    format: str | None = None
    label_map: Path | None = None
    labels: tuple[str, ...] = ()
    warn: Warn = field(default=_silent, compare=False, repr=False)

    def differing(self) -> dict[str, str]:
        """What differs from the default, scheme and repair apart: what a signature says of how a file was read."""
        values = {name: getattr(self, name) for name in _SIGNED}
        return {name.replace("_", "-"): str(v) for name, v in values.items() if v != getattr(DEFAULT, name)}

    def of_levels(self) -> list[FormatOptions]:
        """The options of each level of tags by itself: of the columns from `column` on, or up to it from the end."""
        if self.levels == 1 or not isinstance(self.column, int):
            return [self]
        first = self.column if self.column >= 0 else self.column - self.levels + 1
        return [replace(self, column=first + level, levels=1) for level in range(self.levels)]


DEFAULT = FormatOptions()
