"""How many worker processes a run may have at once, and which model may have more than one."""

from __future__ import annotations

from threading import Lock


class Slots:
    """Each model at work has one slot; those that no model waits for go to whichever has more to do.

    >>> slots = Slots(jobs=2, models=3)
    >>> slots.take()
    False
    >>> slots.ended(), slots.take()  # the third model has it
    (None, False)
    >>> slots.ended(), slots.take()  # nobody waits any more
    (None, True)
    """

    def __init__(self, jobs: int = 1, models: int = 1) -> None:
        self.jobs = jobs
        self._waiting = max(0, models - jobs)
        self._free = max(0, jobs - models)
        self._lock = Lock()

    def take(self) -> bool:
        """Whether a model may have one process more; what it took it gives back."""
        with self._lock:
            taken = self._free > 0
            self._free -= taken
            return taken

    def give_back(self, number: int) -> None:
        with self._lock:
            self._free += number

    def ended(self) -> None:
        """A model has done all its work: the next one has its slot, or it is free."""
        with self._lock:
            if self._waiting:
                self._waiting -= 1
            else:
                self._free += 1
