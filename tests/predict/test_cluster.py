"""A real Dask scheduler and real workers on 127.0.0.1; and the same units on this machine."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.attack import write_model

from allonym.cli.group import allonym
from allonym.errors import InputError
from allonym.predict.cache import Cache
from allonym.predict.cluster import Cluster, ClusterFailed
from allonym.predict.failures import ModelFailed, NotInstalled
from allonym.predict.models import Model, read_model
from allonym.predict.pool import Pool
from allonym.predict.predict import Predictor
from allonym.predict.units import Workers
from tests.predict.conftest import EACH, MakeModel

TEXTS = [f"Name{i} met Other{i * i} in Place{i % 7}, which {'is far ' * (i % 50)}away." for i in range(3000)]
PATIENCE = 60


def dask(command: str, folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A part of a cluster, its log in `folder`."""
    call = [sys.executable, "-m", f"distributed.cli.dask_{command}", "--no-dashboard", *arguments]
    with (folder / f"{command}.log").open("ab") as log:
        return subprocess.Popen(call, stdout=log, stderr=log, cwd=folder)


def worker(folder: Path, address: str) -> subprocess.Popen[bytes]:
    return dask("worker", folder, address, "--no-nanny", "--nthreads", "1", "--local-directory", str(folder))


def stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(PATIENCE)


@contextmanager
def started_scheduler(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A scheduler's address and process."""
    file = folder / "scheduler.json"
    process = dask("scheduler", folder, "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
    try:
        deadline = time.monotonic() + PATIENCE
        while not (file.exists() and file.read_text().strip().endswith("}")):
            assert process.poll() is None, (folder / "scheduler.log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield json.loads(file.read_text())["address"], process
    finally:
        stop(process)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler with two workers of one thread each."""
    folder = tmp_path_factory.mktemp("dask")
    with started_scheduler(folder) as (address, _):
        workers = [worker(folder, address) for _ in range(2)]
        with Cluster(address) as cluster:
            cluster._client.wait_for_workers(2, timeout=PATIENCE)
        yield address
        for process in workers:
            stop(process)


def encoded(model: Model, cache: Path, where: Callable[[Cache], Workers]) -> bytes:
    """Everything that a model says about TEXTS, as bytes."""
    with closing(Cache(cache)) as kept, Predictor(model, kept, workers=where(kept)) as predictor:
        found = [[(m.start, m.end, m.label) for m in mentions] for mentions in predictor.predict(TEXTS)]
        return json.dumps([found, predictor.version, dict(predictor.warnings)]).encode()


def test_results_are_the_same_bytes_on_any_number_of_workers_here_and_there(
    make_model: MakeModel, tmp_path: Path, scheduler: str
) -> None:
    model = make_model()
    results = [encoded(model, tmp_path / f"{n}.sqlite", partial(Pool, jobs=n)) for n in (1, 2, 4)]
    with Cluster(scheduler) as cluster:
        results.append(encoded(model, tmp_path / "cluster.sqlite", lambda _: cluster))
    assert len(json.loads(results[0])[0]) == len(TEXTS)
    assert results == [results[0]] * 4


def test_the_cache_is_read_before_units_are_sent_and_written_as_they_return(
    make_model: MakeModel, tmp_path: Path, scheduler: str
) -> None:
    model = make_model(EACH + "open(sys.argv[0] + '.asked', 'a').write('x'); answer(request)")
    asked = Path(model.command[1] + ".asked")
    with Cluster(scheduler) as cluster, closing(Cache(tmp_path / "cache")) as cache:
        with Predictor(model, cache) as here:
            list(here.predict(TEXTS[:1000]))
        with Predictor(model, cache, workers=cluster) as there:
            list(there.predict(TEXTS))
        assert cache.count() == (len(TEXTS), 1)
    assert len(asked.read_text()) == len(TEXTS)


def test_the_same_text_is_asked_once_also_while_it_is_on_its_way(make_model: MakeModel, scheduler: str) -> None:
    with Cluster(scheduler) as cluster, Predictor(make_model(), workers=cluster) as predictor:
        found = list(predictor.predict([f"Ali {i % 10}" for i in range(5000)]))
        assert [len(mentions) for mentions in found] == [1] * 5000
        assert predictor.cost
        assert predictor.cost.words == 2 * 10


def test_a_worker_killed_in_the_middle_costs_only_its_units(make_model: MakeModel, tmp_path: Path) -> None:
    """The first unit kills the Dask worker on which it runs; the others go on, and so does that unit, elsewhere."""
    body = """
def parent(pid): return int(open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[1])
ready()
for line in sys.stdin:
    request = json.loads(line)
    open(sys.argv[0] + '.asked', 'a').write(request['text'].split()[0] + '\\n')
    if request['text'] == 'Name700 fatal' and not os.path.exists(sys.argv[0] + '.killed'):
        open(sys.argv[0] + '.killed', 'w').close()
        os.kill(parent(parent(os.getpid())), 9)  # worker, guard, Dask worker
        time.sleep(600)
    answer(request)
"""
    model = make_model(body)
    texts = [f"Name{i} fatal" for i in range(3000)]
    with started_scheduler(tmp_path) as (address, _):
        workers = [worker(tmp_path, address) for _ in range(2)]
        with Cluster(address) as cluster, Predictor(model, workers=cluster) as predictor:
            cluster._client.wait_for_workers(2, timeout=PATIENCE)
            found = list(predictor.predict(texts))
        assert [len(mentions) for mentions in found] == [1] * 3000
        codes = [process.poll() for process in workers]
        assert codes.count(-signal.SIGKILL) == 1
        assert codes.count(None) == 1
        for process in workers:
            stop(process)
    asked = Path(model.command[1] + ".asked").read_text().splitlines()
    assert set(asked) == {text.split()[0] for text in texts}
    assert len(asked) - 3000 <= 1024, "no more than one unit was asked twice"


def test_a_model_that_fails_on_the_cluster_fails_alone(make_model: MakeModel, scheduler: str) -> None:
    body = EACH + "answer(request)\n    if request['text'] == 'Ali 3': sys.exit('out of luck')"
    with Cluster(scheduler) as cluster:
        broken = Predictor(make_model(body, name="broken"), workers=cluster)
        with broken, pytest.raises(ModelFailed) as caught:
            list(broken.predict([f"Ali {i}" for i in range(5)]))
        assert caught.value.reason == "ended with exit status 1, texts unanswered: 1"
        assert caught.value.log_tail == "out of luck"
        with Predictor(make_model(name="honest"), workers=cluster) as honest:
            assert [len(mentions) for mentions in honest.predict(["Ali", "nobody"])] == [1, 0]


@pytest.mark.parametrize(
    "mode", ["usage_of_10_to_the_30", "bound_of_30_digits", "answer_deep_beside_answers", "label_nul"]
)
def test_what_is_odd_is_counted_there_as_it_is_here(mode: str, tmp_path: Path, scheduler: str) -> None:
    model = read_model(write_model(tmp_path, mode))
    texts = ["Ali met Omar.", "Tom is nobody."]
    seen = []
    with Cluster(scheduler) as cluster:
        for workers in (cluster, None):
            with Predictor(model, workers=workers) as predictor:
                seen.append((list(predictor.predict(texts)), predictor.warnings))
    assert seen[0] == seen[1]


@pytest.mark.parametrize("mode", ["flood_of_junk", "kills_its_guard_and_leaves_a_daemon", "spans_by_the_million"])
def test_a_hostile_worker_there_costs_its_row(mode: str, tmp_path: Path, scheduler: str) -> None:
    model = read_model(write_model(tmp_path, mode, text_seconds=2))
    with Cluster(scheduler) as cluster, Predictor(model, workers=cluster) as predictor, pytest.raises(ModelFailed):
        list(predictor.predict(["Ali met Omar."]))


def test_answers_before_a_failure_are_kept(make_model: MakeModel, tmp_path: Path, scheduler: str) -> None:
    body = EACH + "answer(request)\n    if request['text'] == 'Ali 3': sys.exit(1)"
    with Cluster(scheduler) as cluster, closing(Cache(tmp_path / "cache")) as cache:
        with Predictor(make_model(body), cache, workers=cluster) as predictor, pytest.raises(ModelFailed):
            list(predictor.predict([f"Ali {i}" for i in range(5)]))
        assert cache.count() == (4, 1)


def test_no_process_stays_on_the_cluster(make_model: MakeModel, scheduler: str) -> None:
    model = make_model(EACH + "open(sys.argv[0] + '.pid', 'a').write(f'{os.getpid()} '); answer(request)")
    with Cluster(scheduler) as cluster, Predictor(model, workers=cluster) as predictor:
        list(predictor.predict(TEXTS))
    pids = {int(line) for line in Path(model.command[1] + ".pid").read_text().split()}
    assert pids
    deadline = time.monotonic() + PATIENCE
    while any(alive(pid) for pid in pids):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_run_on_the_cluster_is_the_run_here(
    make_model: MakeModel, tmp_path: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole command: the same numbers and predictions, and a model that fails is a row."""
    models = [make_model(name="honest"), make_model("sys.exit(3)", name="broken")]
    gold = [{"id": str(n), "text": text, "spans": [{"start": 0, "end": 4, "label": "PERSON"}]} for n, text in
            enumerate(TEXTS[:600])]  # fmt: skip
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(document) + "\n" for document in gold))
    (tmp_path / "texts.jsonl").write_text("".join(json.dumps({"id": d["id"], "text": d["text"]}) + "\n" for d in gold))
    results = []
    for where in ([], ["--scheduler", scheduler, "--jobs", "2"]):
        out = tmp_path / f"results{len(results)}"
        monkeypatch.setattr("allonym.paths.CACHE", out / "cache")
        arguments = ["bench", "--corpus", str(tmp_path / "gold.jsonl"), "--corpus", str(tmp_path / "texts.jsonl")]
        arguments += [f"--model={model.file}" for model in models]
        done = CliRunner().invoke(allonym, [*arguments, "--out", str(out), *where], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        leaderboard = json.loads((out / "latest" / "leaderboard.json").read_text())
        assert {m["model"]: m["status"] for m in leaderboard["models"]} == {"honest": "ok", "broken": "failed"}
        predicted = [(out / "latest/predictions/honest" / f"{name}.jsonl").read_bytes() for name in ("gold", "texts")]
        results.append((leaderboard["rows"], predicted))
    assert results[0] == results[1]


def test_answers_names_mending_and_public_corpora_are_there_what_they_are_here(
    make_model: MakeModel, tmp_path: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mended model, a file of answers and a public corpus in one run; a list of names; mending."""
    text = ["Ali", "met", "Omar", "."]
    (tmp_path / "corpora").mkdir()
    (tmp_path / "public" / "tiny").mkdir(parents=True)
    data = "".join(f"{word} {'B-PER' if word.istitle() else 'O'}\n" for word in text * 40) + "\n"
    (tmp_path / "public" / "tiny" / "tiny.conll").write_text(data)
    sha256 = hashlib.sha256(data.encode()).hexdigest()
    (tmp_path / "corpora" / "tiny.toml").write_text(
        'title = "Tiny"\nhomepage = ""\nlicence = "CC0"\ncitation = ""\nmay_show = ""\n[labels]\nPER = "PER"\n'
        f'[[files]]\nname = "tiny.conll"\nsha256 = "{sha256}"\n'
    )
    monkeypatch.setattr("allonym.paths.CORPORA", tmp_path / "corpora")
    monkeypatch.setattr("allonym.paths.CORPORA_TEXTS", tmp_path / "public")
    model = make_model(name="honest")
    (Path(model.file).parent / "honest+mend.toml").write_text(
        'base = "honest"\nremedies = ["normalise", "consistency"]\n'
    )
    mended = str(Path(model.file).with_name("honest+mend.toml"))
    (tmp_path / "list.csv").write_text("name\nOmar Zed\nTariq Ali\n")
    ali = [{"start": 0, "end": 3, "label": "PERSON"}]
    said = []
    for where in ([], ["--scheduler", scheduler]):
        out = tmp_path / f"out{len(said)}"
        monkeypatch.setattr("allonym.paths.CACHE", out / "cache")
        texts = _called("records", "texts", "--corpus", "tiny", "--out", str(out / "texts.jsonl"), out=out)
        given = out / "answers.jsonl"
        lines = map(json.loads, (out / "texts.jsonl").read_text().splitlines())
        given.write_text("".join(json.dumps({"id": one["id"], "spans": ali}) + "\n" for one in lines))
        models = ["--model", model.file, "--model", mended]
        _called("bench", "--corpus", "tiny", *models, "--answers", f"given={given}", "--out", str(out), *where, out=out)
        board = json.loads((out / "latest" / "leaderboard.json").read_text())
        assert {one["model"] for one in board["models"]} == {"honest", "honest+mend", "given"}
        watched = _called(
            "names", str(tmp_path / "list.csv"), *models, "--format", "json", "--out", str(out), *where, out=out
        )
        (out / "text.txt").write_text("Ali met Omar Zed.")
        found = _called("mend", "--model", model.file, str(out / "text.txt"), *where, out=out)
        assert '"start":' in found
        said.append((texts, board["rows"], json.loads(watched)["names"], found))
    assert said[0] == said[1]


def _called(*arguments: str, out: Path) -> str:
    out.mkdir(exist_ok=True)
    done = CliRunner().invoke(allonym, [*arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_model_that_cannot_be_installed_there(tmp_path: Path, scheduler: str) -> None:
    path = tmp_path / "needs.toml"
    path.write_text('adapter = "capitalised"\n[labels]\nPER = "PER"\n[variables]\nALLONYM_NOWHERE = "a path"\n')
    with Cluster(scheduler) as cluster, pytest.raises(NotInstalled, match="set ALLONYM_NOWHERE to a path"):
        Predictor(read_model(path), workers=cluster).__enter__()


def test_a_scheduler_that_is_lost_ends_the_run_and_leaves_what_was_answered(
    make_model: MakeModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("allonym.predict.cluster._PATIENCE", 2)
    model = make_model(EACH + "request['text'] == 'Ali 1500' and time.sleep(600); answer(request)")
    with started_scheduler(tmp_path) as (address, dying), closing(Cache(tmp_path / "cache")) as cache:
        process = worker(tmp_path, address)
        with Cluster(address) as cluster, Predictor(model, cache, workers=cluster) as predictor:
            found = predictor.predict([f"Ali {i}" for i in range(3000)])
            assert len(next(found)) == 1
            dying.kill()
            with pytest.raises(ClusterFailed, match=f"{address}: the scheduler is gone"):
                list(found)
        process.kill()
        process.wait()
        assert cache.count()[0] >= 512


def test_no_scheduler_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allonym.predict.cluster._PATIENCE", 1)
    for address, what in (("tcp://127.0.0.1:9", "no scheduler answers"), ("nonsense://x", "no scheduler answers")):
        with pytest.raises(InputError, match=f"{address}: {what}"):
            Cluster(address)
