"""What a worker may do wrong, each with a real process: the run learns it, and nothing stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from allonym.predict.cache import Cache
from allonym.predict.failures import ModelFailed
from allonym.predict.predict import Predictor
from tests.predict.conftest import EACH, MakeModel

TEXTS = ["Ali met Omar.", "Aleppo fell.", "nobody"]


@pytest.fixture(autouse=True)
def _no_process_is_left_behind() -> Iterator[None]:
    yield
    deadline = time.monotonic() + 30
    while children := psutil.Process().children(recursive=True):
        assert time.monotonic() < deadline, [child.cmdline() for child in children]
        time.sleep(0.05)


def failure(make_model: MakeModel, body: str, **limits: float) -> ModelFailed:
    with Predictor(make_model(body, **limits)) as predictor, pytest.raises(ModelFailed) as caught:
        list(predictor.predict(TEXTS))
    return caught.value


def answered(make_model: MakeModel, body: str) -> tuple[list[list[str]], Counter[str]]:
    with Predictor(make_model(body)) as predictor:
        found = [[m.of(text) for m in ms] for text, ms in zip(TEXTS, predictor.predict(TEXTS), strict=True)]
    return found, predictor.warnings


RIGHT = [["Ali", "Omar"], ["Aleppo"], []]


def test_crash_before_ready(make_model: MakeModel) -> None:
    error = failure(make_model, "print('loading', file=sys.stderr)\nraise RuntimeError('no weights')")
    assert error.reason == "ended with exit status 1 before it was ready"
    assert error.log_tail.startswith("loading\n")
    assert error.log_tail.endswith("RuntimeError: no weights")


def test_crash_in_the_middle(make_model: MakeModel) -> None:
    body = EACH + "answer(request)\n    if request['id'] == '1': sys.exit('out of luck')"
    error = failure(make_model, body)
    assert error.reason == "ended with exit status 1, texts unanswered: 1"
    assert error.log_tail == "out of luck"


def test_killed(make_model: MakeModel) -> None:
    error = failure(make_model, EACH + "os.kill(os.getpid(), 9)")
    assert error.reason == "killed by SIGKILL, texts unanswered: 3"


def test_command_that_does_not_exist(make_model: MakeModel, tmp_path: Path) -> None:
    model = make_model()
    model.command[:] = [str(tmp_path / "absent")]
    with Predictor(model) as predictor, pytest.raises(ModelFailed) as caught:
        list(predictor.predict(TEXTS))
    assert "No such file" in caught.value.log_tail


def test_hang_before_ready(make_model: MakeModel) -> None:
    assert failure(make_model, "time.sleep(600)", start_seconds=0.5).reason == "not ready after 0.5 s"


def test_hang_on_a_text(make_model: MakeModel) -> None:
    body = EACH + "answer(request)\n    if request['id'] == '1': time.sleep(600)"
    reason = failure(make_model, body, text_seconds=0.5).reason
    assert reason == "no answer for 0.5 s, the limit a text; unanswered: 1"


def test_hang_that_looks_busy(make_model: MakeModel) -> None:
    body = "ready()\nwhile True:\n    say({'id': '0', 'spans': []})\n    time.sleep(0.01)"
    assert "the limit a text" in failure(make_model, body, text_seconds=0.5).reason


def test_too_slow_in_all(make_model: MakeModel) -> None:
    reason = failure(make_model, EACH + "time.sleep(0.4); answer(request)", total_seconds=0.5).reason
    assert reason.startswith("not done after 0.5 s, the limit in all")


def test_hang_that_ignores_every_polite_signal(make_model: MakeModel) -> None:
    body = "import signal\nfor number in (1, 2, 15): signal.signal(number, signal.SIG_IGN)\nready()\nwhile True: pass"
    assert "the limit a text" in failure(make_model, body, text_seconds=0.5).reason


def test_children_of_a_worker_go_with_it(make_model: MakeModel) -> None:
    body = """
import subprocess
subprocess.Popen(["sleep", "600"])
subprocess.Popen(["sleep", "600"], start_new_session=True)
ready()
time.sleep(600)
"""
    assert "the limit a text" in failure(make_model, body, text_seconds=0.5).reason


def test_rubbish_beside_the_answers(make_model: MakeModel) -> None:
    body = EACH + "print('Loading...'); print('{\"id\": 3}'); print(); answer(request)"
    assert answered(make_model, body) == (RIGHT, Counter({"line that is no answer": 6}))


def test_nothing_but_rubbish(make_model: MakeModel) -> None:
    error = failure(make_model, "ready()\nos.write(1, bytes(range(256)) * 50)\n")
    assert error.reason == "ended with exit status 0, texts unanswered: 3"
    assert "(on standard output)" in error.log_tail


def test_a_line_without_end(make_model: MakeModel) -> None:
    error = failure(make_model, "ready()\nwhile True: os.write(1, b'x' * 65536)")
    assert error.reason == "more than 64 MiB of output without an answer"


def test_no_ready_line(make_model: MakeModel) -> None:
    error = failure(make_model, "for line in sys.stdin: answer(json.loads(line))", start_seconds=0.5)
    assert error.reason == "not ready after 0.5 s"


def test_spans_outside_the_text(make_model: MakeModel) -> None:
    body = EACH + "answer(request, [span(-1, 2), span(3, 3), span(5, 2), span(0, 10**12), *spans(request['text'])])"
    assert answered(make_model, body) == (RIGHT, Counter({"span outside the text": 12}))


def test_spans_that_overlap_are_kept_and_counted(make_model: MakeModel) -> None:
    found, warnings = answered(make_model, EACH + "answer(request, [span(0, 3), span(2, 5)])")
    assert found == [["Ali", "i m"], ["Ale", "epp"], ["nob", "bod"]]
    assert warnings == Counter({"overlapping spans": 3})


def test_spans_given_twice(make_model: MakeModel) -> None:
    body = EACH + "answer(request, spans(request['text']) * 2)"
    assert answered(make_model, body) == (RIGHT, Counter({"span given twice": 3}))


def test_unknown_labels(make_model: MakeModel) -> None:
    body = EACH + "answer(request, spans(request['text']) + [span(0, 1, 'ROBOT')])"
    assert answered(make_model, body) == (RIGHT, Counter({"label 'ROBOT' is not in [labels]": 3}))


def test_answers_for_unknown_ids(make_model: MakeModel) -> None:
    body = EACH + "say({'id': 'x', 'spans': []}); say({'id': '99', 'spans': []}); answer(request)"
    assert answered(make_model, body) == (RIGHT, Counter({"answer for an unknown id": 6}))


def test_answers_given_twice_count_once(make_model: MakeModel) -> None:
    body = EACH + "answer(request); answer(request, [span(0, 1)])"
    found, warnings = answered(make_model, body)
    assert found == RIGHT
    assert warnings["text answered twice"] >= 2  # the last one may come when nobody listens any more


def test_text_that_is_never_answered(make_model: MakeModel) -> None:
    body = EACH + "request['id'] == '1' or answer(request)"
    assert failure(make_model, body, text_seconds=0.5).reason.endswith("unanswered: 1")


def test_answers_in_another_order(make_model: MakeModel) -> None:
    body = "ready()\nfor line in reversed([sys.stdin.readline() for _ in range(3)]): answer(json.loads(line))"
    assert answered(make_model, body) == (RIGHT, Counter())


def test_worker_that_reads_all_before_it_answers(make_model: MakeModel) -> None:
    body = "ready()\nfor line in list(sys.stdin): answer(json.loads(line))"
    with Predictor(make_model(body)) as predictor:
        for texts in (TEXTS, ["Idlib", "Homs"]):  # it ends with its input, and is started again
            assert len(list(predictor.predict(texts))) == len(texts)


def test_worker_that_closes_its_input(make_model: MakeModel) -> None:
    body = "ready()\nrequest = json.loads(sys.stdin.readline())\nos.close(0)\nanswer(request)"
    assert failure(make_model, body).reason == "ended with exit status 0, texts unanswered: 2"


def test_more_memory_than_its_limit(make_model: MakeModel) -> None:
    body = "ready()\nheld = []\nwhile True: held.append(b'x' * 10**7)"
    reason = failure(make_model, body, memory_mb=300).reason
    assert reason.endswith("MB of memory, over its limit of 300 MB")


def test_a_flood_on_standard_error_keeps_its_end(make_model: MakeModel) -> None:
    body = "ready()\nfor i in range(100000): print('noise', i, file=sys.stderr)\nsys.exit('the end')"
    error = failure(make_model, body)
    assert error.log_tail.endswith("noise 99999\nthe end")
    assert len(error.log_tail.splitlines()) == 20


def test_what_was_answered_before_a_crash_is_kept(make_model: MakeModel, tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    body = EACH + f"print(request['text'], file=open({str(asked)!r}, 'a')); answer(request)\n"
    body += "    if request['text'] == 'Aleppo fell.': sys.exit(1)"
    model, file = make_model(body), tmp_path / "cache.sqlite"
    with Predictor(model, Cache(file)) as predictor, pytest.raises(ModelFailed):
        list(predictor.predict(TEXTS))
    with Predictor(model, Cache(file)) as predictor:
        assert len(list(predictor.predict(TEXTS))) == 3
    assert asked.read_text().splitlines() == TEXTS


def test_a_reader_that_leaves_early(make_model: MakeModel) -> None:
    with Predictor(make_model()) as predictor:
        assert next(iter(predictor.predict(TEXTS)))


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_end_with_a_run_that_is_ended(make_model: MakeModel, how: signal.Signals) -> None:
    """Whatever ends the run: a worker that hangs does not outlive it."""
    body = """
import signal
for number in (2, 15): signal.signal(number, signal.SIG_IGN)
ready()
open(sys.argv[0] + '.pid', 'w').close()
while True: time.sleep(1)
"""
    model = make_model(body)
    run = f"""
from pathlib import Path
from allonym.predict.predict import Predictor
from allonym.predict.models import read_model
with Predictor(read_model(Path({model.file!r}))) as predictor:
    list(predictor.predict(["Ali"]))
"""
    process = subprocess.Popen([sys.executable, "-c", run], stderr=subprocess.DEVNULL)
    started = Path(model.command[1] + ".pid")
    while not started.exists():
        time.sleep(0.02)
    left = psutil.Process(process.pid).children(recursive=True)
    assert len(left) == 2, "guard and worker"
    os.kill(process.pid, how)
    process.wait()
    _, alive = psutil.wait_procs(left, timeout=5)
    assert not alive
