"""A model gets a second process where no other model waits for the slot, and not before."""

from __future__ import annotations

from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allonym.predict import Predictor
from allonym.predict.cache import Cache
from allonym.predict.scheduler import LocalScheduler
from allonym.predict.slots import Slots
from allonym.predict.units import Unit
from tests.predict.conftest import EACH, MakeModel

TEXTS = [f"Name{i} met Other{i} in Place{i % 7}." for i in range(4000)]
SLOW_AND_NAMED = """
open(os.path.join(sys.argv[0] + ".pids"), "a").write(f"{os.getpid()}\\n")
ready()
for line in sys.stdin:
    time.sleep(0.0002)
    answer(json.loads(line))
"""


@pytest.mark.parametrize(("other_ends", "processes"), [(False, 1), (True, 2)])
def test_the_slot_of_a_model_that_has_ended_serves_the_one_that_has_not(
    make_model: MakeModel, tmp_path: Path, other_ends: bool, processes: int
) -> None:
    slots = Slots(jobs=2, models=2)
    model = make_model(SLOW_AND_NAMED)
    with closing(Cache(tmp_path / "cache.sqlite")) as cache, Predictor(model, cache, slots=slots) as predictor:
        found = predictor.predict(TEXTS)
        assert len(list(islice(found, 1))) == 1
        if other_ends:
            slots.ended()
        assert len(list(found)) == len(TEXTS) - 1
    assert len((tmp_path / "test.py.pids").read_text().split()) == processes
    assert slots.take() is other_ends, "what was taken is given back"


@pytest.mark.parametrize(("seconds", "parts"), [(0, 1), (0.005, 4)])
def test_texts_of_a_slow_model_are_divided_and_those_of_a_quick_one_travel_together(
    make_model: MakeModel, tmp_path: Path, seconds: float, parts: int
) -> None:
    model = make_model(EACH + f"time.sleep({seconds}); answer(request)\n")
    with closing(Cache(tmp_path / "cache.sqlite")) as cache:
        scheduler = LocalScheduler(cache, Slots())
        unit = Unit("asker", model, scheduler.describe(model).digest, tuple(TEXTS[:50]))
        heard: list[object] = []
        for _ in range(2):  # the first one waits for the worker's start
            scheduler.report(scheduler.submit(unit, lambda *answer: heard.append(answer)))
        assert len(heard) == 2 * len(unit.texts)
        assert scheduler.parts(1024) == parts
        scheduler.dismiss("asker")


@given(st.integers(1, 5), st.integers(1, 9))
def test_there_are_as_many_processes_as_jobs_and_never_more(jobs: int, models: int) -> None:
    slots, taken = Slots(jobs, models), 0
    for left in range(models, -1, -1):
        while slots.take():
            taken += 1
        assert min(jobs, left) + taken == jobs
        slots.ended()
