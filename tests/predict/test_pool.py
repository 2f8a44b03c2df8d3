"""A model gets a second process where no other model waits for the seat; all processes end with the pool."""

from __future__ import annotations

import os
import threading
import time
from contextlib import closing
from itertools import islice
from pathlib import Path

import psutil
import pytest

from allonym.predict.cache import Cache
from allonym.predict.failures import ModelFailed
from allonym.predict.models import Model
from allonym.predict.pool import Pool
from allonym.predict.predict import Predictor
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
def test_the_seat_of_a_model_that_has_ended_serves_the_one_that_has_not(
    make_model: MakeModel, tmp_path: Path, other_ends: bool, processes: int
) -> None:
    slow, quick = make_model(SLOW_AND_NAMED), make_model(name="quick")
    begun, done = threading.Event(), threading.Event()

    def work(model: Model) -> None:
        if model is quick:
            begun.wait()
            other_ends or done.wait()
            return
        with Predictor(slow, cache, workers=pool) as predictor:
            found = predictor.predict(TEXTS)
            assert len(list(islice(found, 1))) == 1
            begun.set()
            assert len(list(found)) == len(TEXTS) - 1
        done.set()

    with closing(Cache(tmp_path / "cache.sqlite")) as cache:
        pool = Pool(cache, jobs=2, models=2)
        pool.each(work, [slow, quick])
    assert len((tmp_path / "test.py.pids").read_text().split()) == processes


@pytest.mark.parametrize(("jobs", "models"), [(1, 3), (2, 3), (3, 2), (4, 1)])
def test_there_are_as_many_processes_as_jobs_and_never_more(
    make_model: MakeModel, tmp_path: Path, jobs: int, models: int
) -> None:
    body = (
        f"folder = {str(tmp_path)!r}"
        + """
open(f"{folder}/{os.getpid()}.here", "x")
most = 0
ready()
for line in sys.stdin:
    time.sleep(0.0005)
    request = json.loads(line)
    here = [int(name.split(".")[0]) for name in os.listdir(folder) if name.endswith(".here")]
    most = max(most, sum(os.path.exists(f"/proc/{pid}") for pid in here))
    answer(request)
open(f"{folder}/{os.getpid()}.most", "w").write(str(most))
"""
    )
    made = [make_model(body, name=f"model{n}") for n in range(models)]

    def work(model: Model) -> int:
        with Predictor(model, cache, workers=pool) as predictor:
            return len(list(predictor.predict(TEXTS[:1500])))

    with closing(Cache(tmp_path / "cache.sqlite")) as cache:
        pool = Pool(cache, jobs, models)
        assert pool.each(work, made) == (1500,) * models
    assert max(int(path.read_text()) for path in tmp_path.glob("*.most")) == jobs


@pytest.mark.parametrize(("seconds", "texts", "parts"), [(0, 100, 1), (0.005, 1024, 4)])
def test_texts_of_a_slow_model_are_divided_and_those_of_a_quick_one_travel_together(
    make_model: MakeModel, tmp_path: Path, seconds: float, texts: int, parts: int
) -> None:
    model = make_model(EACH + f"time.sleep({seconds}); answer(request)\n")
    with closing(Cache(tmp_path / "cache.sqlite")) as cache:
        queue = Pool(cache).open(model)
        taken: list[object] = []
        for _ in range(2):  # the first one waits for the worker's start
            queue.report(queue.submit(TEXTS[:50], lambda *answer: taken.append(answer)))
        assert len(taken) == 2 * 50
        assert queue.parts(texts) == parts
        queue.close()


def test_a_pool_that_is_stopped_from_another_thread_ends_its_processes(make_model: MakeModel, tmp_path: Path) -> None:
    model = make_model("ready()\nopen(sys.argv[0] + '.pid', 'w').write(str(os.getpid()))\ntime.sleep(600)")
    with closing(Cache()) as cache:
        pool = Pool(cache)
        threading.Thread(target=_stop_when, args=(pool, tmp_path / "test.py.pid")).start()
        with Predictor(model, cache, workers=pool) as predictor, pytest.raises(ModelFailed, match="killed by SIGKILL"):
            list(predictor.predict(TEXTS))


def _stop_when(pool: Pool, file: Path) -> None:
    while not (file.exists() and file.read_text()):
        time.sleep(0.02)
    pool.stop()


def test_a_process_that_nobody_asks_ends_and_another_takes_its_place(
    make_model: MakeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("allonym.predict.pool._IDLE_SECONDS", 0.1)
    with Predictor(make_model()) as predictor:
        assert len(list(predictor.predict(TEXTS[:3]))) == 3
        deadline = time.monotonic() + 20
        while psutil.Process(os.getpid()).children():
            assert time.monotonic() < deadline
            time.sleep(0.02)
        assert len(list(predictor.predict(TEXTS[3:5]))) == 2


def test_nothing_runs_while_nothing_is_asked(make_model: MakeModel) -> None:
    """A model that works for long costs the harness a look at clock and memory four times a second, and no more."""
    model = make_model(EACH + "time.sleep(2); answer(request)\n")
    with Predictor(model) as predictor:
        before = time.process_time()
        list(predictor.predict(["Ali"]))
    assert time.process_time() - before < 0.5
