"""What `allonym show --by NAME` prints: one file a view, found by its name; or recall by what a spelling is.

A view has `tables(run, wanted)`: a run, and what of it is wanted, to tables; the first is the one that CSV gets.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from allonym.errors import InputError

if TYPE_CHECKING:
    from allonym.runs.read import Run
    from allonym.show.table import Table
    from allonym.show.wanted import Wanted

_FACTORS = ("origin", "scheme", "slot", "stratum")
"""By which spellings are told apart: see show/sliced.py."""


def view_names() -> list[str]:
    """The views that there are.

    >>> "leaderboard" in view_names()
    True
    """
    return sorted((*_FACTORS, *(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))))


def show(run: Run, by: str, wanted: Wanted) -> list[Table]:
    """The tables of a view. Raises InputError where the run lacks the model, the corpus or the view's numbers."""
    wanted.check(run)
    tables = _tables(run, by, wanted)
    if not tables:
        raise InputError(
            f"nothing to show by {by}", where=f"run {run.id}", todo=f"other views: {', '.join(view_names())}"
        )
    return tables


def _tables(run: Run, by: str, wanted: Wanted) -> list[Table]:
    if by in _FACTORS:
        from allonym.show.sliced import sliced

        return sliced(run, wanted, by)
    tables: list[Table] = import_module(f"{__name__}.{by}").tables(run, wanted)
    return tables
