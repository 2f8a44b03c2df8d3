"""Models side by side, stopped cleanly when the user says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from allonym.errors import Interrupted
from allonym.predict.models import Model
from allonym.predict.process import stop_all
from allonym.predict.slots import Slots

Result = TypeVar("Result")


def side_by_side(predict: Callable[[Model, Slots], Result], models: Sequence[Model], jobs: int) -> tuple[Result, ...]:
    """`predict` of each model, `jobs` at a time; on Ctrl-C every worker is stopped, and Interrupted raised.

    `predict` is given the slots that the models share.
    """
    pool = ThreadPoolExecutor(jobs)
    slots = Slots(jobs, len(models))

    def one(model: Model) -> Result:
        try:
            return predict(model, slots)
        finally:
            slots.ended()

    try:
        return tuple(pool.map(one, models))
    except KeyboardInterrupt:
        pool.shutdown(wait=False, cancel_futures=True)
        stop_all()
        raise Interrupted("stopped; what was answered is kept, and the same command goes on from there") from None
    finally:
        pool.shutdown()
