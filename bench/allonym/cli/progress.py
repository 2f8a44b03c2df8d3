"""Progress on standard error: a line a model, with an estimate, where somebody looks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from allonym.predict.progress import Advance, Progress, no_progress


@contextmanager
def progress_bars(quiet: bool = False) -> Iterator[Progress]:
    """Bars while the context lasts; nothing where `quiet`, or where standard error is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield no_progress
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:

        def progress(model: str, texts: int) -> Advance:
            task = bars.add_task(model, total=texts)
            return lambda answered: bars.advance(task, answered)

        yield progress
