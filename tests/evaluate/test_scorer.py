"""What goes wrong in the scorer's thread is raised where its results are asked for."""

from __future__ import annotations

from functools import partial

import pytest

from allonym.corpus.values import Corpus
from allonym.errors import InputError
from allonym.evaluate.scorer import Scorer
from allonym.evaluate.task import Task
from allonym.predict.memo import NOTHING_KEPT

TASK = Task(models=[], corpora=[Corpus("empty", ())])


def fail() -> None:
    raise InputError("the renderer does not start")


def test_work_that_fails_beside_the_models_is_not_lost() -> None:
    with Scorer(TASK, NOTHING_KEPT) as scorer:
        scorer.get_ready(fail)
        with pytest.raises(InputError, match="the renderer does not start"):
            scorer.results([])


def test_it_gets_ready_once() -> None:
    done: list[int] = []
    with Scorer(TASK, NOTHING_KEPT) as scorer:
        for number in range(3):
            scorer.get_ready(partial(done.append, number))
        assert scorer.results([]) == ()
    assert done == [0]


def test_without_gold_there_is_nothing_to_get_ready() -> None:
    with Scorer(Task(models=[]), NOTHING_KEPT) as scorer:
        scorer.get_ready(fail)
        assert scorer.results([]) == ()
