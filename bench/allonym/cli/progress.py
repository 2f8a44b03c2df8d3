"""Progress on standard error: a line a model, with an estimate, where somebody looks."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from allonym.predict.progress import Advance, Progress, no_progress


class Pace:
    """How fast a model answers: what was known from before takes no time, and says nothing of what is to come.

    >>> seconds = iter([0.0, 10.0, 20.0])
    >>> pace = Pace(100, lambda: next(seconds))
    >>> pace.add(60, known=True); pace.add(10, known=False); pace.left()
    20.0
    """

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._began = clock, clock()
        self._left, self._answered, self._last = total, 0, self._began

    def add(self, answered: int, known: bool) -> None:
        """Take note of texts that were answered just now, or were known."""
        self._left -= answered
        if not known:
            self._answered, self._last = self._answered + answered, self._clock()

    def left(self) -> float | None:
        """Seconds that the texts left will take; None where nothing tells."""
        if not self._answered or not self._left:
            return None if self._left else 0.0
        return self._left * (self._last - self._began) / self._answered - (self._clock() - self._last)


@contextmanager
def progress_bars(quiet: bool = False) -> Iterator[Progress]:
    """Bars while the context lasts; nothing where `quiet`, or where standard error is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield no_progress
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        TaskProgressColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[left]}"),
    )
    with Bars(*columns, console=Console(stderr=True)) as bars:

        def progress(model: str, texts: int) -> Advance:
            pace = Pace(texts)
            task = bars.add_task(model, total=texts, left="")

            def advance(answered: int, known: bool = False) -> None:
                pace.add(answered, known)
                bars.update(task, advance=answered, left=_written(pace.left()))

            return advance

        yield progress


def _written(seconds: float | None) -> str:
    """An estimate in words.

    >>> _written(75), _written(0), _written(None)
    ('1:15 left', '', '')
    """
    if not seconds or seconds < 0:
        return ""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02} left"
