"""1,000 to 200,000 short texts without gold under two cheap models: time, memory of the harness, cost of a cluster."""

from __future__ import annotations

import json
import math
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.figure import Figure

NAMES, MANY, MANY_TEXTS = 10_000, 10, 10_000
SIZES = (1_000, 5_000, 20_000, 50_000, 100_000, 200_000)
CLUSTER_TEXTS, TIMES = 50_000, 5

_MODEL = """
import json, re, sys
name = re.compile(sys.argv[1])
say = sys.stdout.write
say('{"ready": true, "model": "cheap", "version": "1", "labels": ["PER"]}\\n')
sys.stdout.flush()
for line in sys.stdin:
    request = json.loads(line)
    spans = [{"start": m.start(), "end": m.end(), "label": "PER"} for m in name.finditer(request["text"])]
    say(json.dumps({"id": request["id"], "spans": spans}) + "\\n")
    sys.stdout.flush()
"""


def figures() -> Iterator[Figure]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        models = [write_model(folder, "words", r"[A-Z]\w+"), write_model(folder, "long", r"[A-Z]\w{5,}")]
        results = [measured("agreement", folder, models, size) for size in SIZES]
        for size, result in zip(SIZES, results, strict=True):
            yield Figure(f"{size:,} texts, two models", result["seconds"], "s")
            yield Figure(f"{size:,} texts, peak memory of the harness", result["peak_mb"], "MB", 400)
        seconds = [result["seconds"] for result in results]
        yield Figure("exponent of the time, 1,000 to 200,000 texts", exponent(SIZES, seconds), "", 1.05)
        thousand = 1000 * results[-1]["cpu_seconds"] / SIZES[-1]
        yield Figure(f"CPU of the harness under two models, a thousand texts of {SIZES[-1]:,}", thousand, "s")
        yield Figure("exponent of the time, 50,000 to 200,000 texts", exponent(SIZES[3:], seconds[3:]), "", 1.05)
        many = [write_model(folder, f"words{n}", rf"[A-Z]\w{{{n},}}") for n in range(MANY)]
        result = measured("agreement", folder, many, MANY_TEXTS)
        thousand = 1000 * result["cpu_seconds"] / MANY_TEXTS
        yield Figure(f"CPU of the harness under {MANY} models, a thousand texts of {MANY_TEXTS:,}", thousand, "s")
        watched = watched_names(folder, models)
        yield Figure(f"a watchlist of {NAMES:,} names, two models, two places", watched["seconds"], "s")
        yield Figure(f"a watchlist of {NAMES:,} names, peak memory of the harness", watched["peak_mb"], "MB", 400)
        yield from cluster_figures(folder, models[:1])


def cluster_figures(folder: Path, models: list[Path]) -> Iterator[Figure]:
    here, there = [], []
    with dask(folder) as (address, cluster):
        for _ in range(TIMES):  # in turn, and the least disturbed of each, for the machine may be busy
            here.append(measured("predict", folder, models, CLUSTER_TEXTS))
            before = cpu_seconds(cluster)
            result = measured("predict", folder, models, CLUSTER_TEXTS, address)
            there.append(result | {"all_cpu_seconds": result["all_cpu_seconds"] + cpu_seconds(cluster) - before})
    yield Figure(f"{CLUSTER_TEXTS:,} texts, one model, two processes", least(here, "seconds"), "s")
    yield Figure(f"{CLUSTER_TEXTS:,} texts, one model, two Dask workers", least(there, "seconds"), "s")
    yield Figure("cluster over local", 100 * (least(there, "seconds") / least(here, "seconds") - 1), "%", 15)
    yield Figure("CPU of all processes, two processes", least(here, "all_cpu_seconds"), "s")
    yield Figure("CPU of all processes, scheduler and two Dask workers too", least(there, "all_cpu_seconds"), "s")


def least(results: list[dict[str, Any]], key: str) -> float:
    return float(min(result[key] for result in results))


def cpu_seconds(processes: Sequence[subprocess.Popen[bytes]]) -> float:
    """User and system seconds of processes and of those of their children that have ended."""
    import psutil

    return sum(sum(psutil.Process(process.pid).cpu_times()[:4]) for process in processes)


def watched_names(folder: Path, models: list[Path]) -> dict[str, Any]:
    names = folder / "names.txt"
    names.write_text("".join(f"Ömar{n % 89} Zed{n}\n" for n in range(NAMES)))
    (folder / "places.jsonl").write_text(
        '{"id": "1", "text": "Then {name} met Rana."}\n{"id": "2", "text": "Police sought {name}."}\n'
    )
    return call("names", folder, names, "", models)


def write_model(folder: Path, name: str, pattern: str) -> Path:
    script = folder / f"{name}.py"
    script.write_text(_MODEL)
    path = folder / f"{name}.toml"
    path.write_text(f"command = {json.dumps([sys.executable, str(script), pattern])}\n[labels]\nPER = 'PER'\n")
    return path


def write_texts(path: Path, count: int) -> Path:
    """Texts of about 20 words, no two alike."""
    with path.open("w") as file:
        for n in range(count):
            text = (
                f"Report {n}: on day {n % 365} Omar Zed{n % 997} met Tariq Laham{n % 89} near the old bridge in "
                f"Hamra{n % 31}, and both left before noon."
            )
            file.write(json.dumps({"id": str(n), "text": text}) + "\n")
    return path


def exponent(sizes: tuple[int, ...], seconds: list[float]) -> float:
    """The slope of log time over log size, by least squares."""
    x, y = [math.log(size) for size in sizes], [math.log(second) for second in seconds]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    return sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / sum((a - mean_x) ** 2 for a in x)


def measured(what: str, folder: Path, models: list[Path], size: int, address: str = "") -> dict[str, Any]:
    """What a process of its own took: its seconds, the start of Python apart, and its highest memory."""
    return call(what, folder, write_texts(folder / "texts.jsonl", size), address, models)


def call(what: str, folder: Path, source: Path, address: str, models: list[Path]) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.scale", what, str(folder), str(source), address, *map(str, models)]
    result: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return result


def work(what: str, folder: Path, source: Path, address: str, files: list[Path]) -> None:
    """What `measured` measures; prints seconds, those of CPU here and with the models, and peak memory as JSON."""
    from allonym.predict.cache import Cache
    from allonym.predict.models import read_model

    with ExitStack() as stack:
        cache = Cache(Path(stack.enter_context(TemporaryDirectory(dir=folder)), "cache"))
        stack.callback(cache.close)
        cluster: Any = None
        if address:
            from allonym.predict.cluster import Cluster

            cluster = stack.enter_context(Cluster(address))
        models = [read_model(file) for file in files]
        started, loaded = time.perf_counter(), time.process_time()
        if what == "names":
            watch_names(source, models, cache, folder)
        else:
            compare(source, models, cache, cluster, folder / "spool" if what == "agreement" else None)
        seconds, cpu = time.perf_counter() - started, time.process_time() - loaded
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = {"cpu_seconds": cpu, "all_cpu_seconds": cpu + ended.ru_utime + ended.ru_stime}
    status = Path("/proc/self/status").read_text()
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak, **used}))


def compare(source: Path, models: list[Any], cache: Any, cluster: Any, spool: Path | None) -> None:
    """Predict, and where predictions are wanted measure agreement."""
    from allonym.corpus.load import load_texts
    from allonym.evaluate.agreement import measure_agreement
    from allonym.evaluate.predictions import predict_entry
    from allonym.predict.pool import Pool
    from allonym.predict.predict import Predictor

    texts = load_texts(str(source))
    assert texts is not None
    predictor_of = partial(Predictor, cache=cache, workers=cluster or Pool(cache, jobs=2))
    for model in models:
        assert predict_entry(model, (), [texts], predictor_of).status == "ok"
    if spool:
        measure_agreement(texts, models, predictor_of, spool)


def watch_names(source: Path, models: list[Any], cache: Any, folder: Path) -> None:
    from allonym.watchlist.placed import place
    from allonym.watchlist.run import watch

    placed = place(source, str(folder / "places.jsonl"), 2, folder / "placed", print)
    watched = watch(placed, models, cache, folder / "watched", jobs=2)
    assert sum(1 for _ in watched.names()) == watched.summary.count == NAMES


@contextmanager
def dask(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler on this machine with two workers of one thread, and the three processes."""
    from distributed import Client

    file = folder / "scheduler.json"
    module, quiet = [sys.executable, "-m"], {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    where = ["--scheduler-file", str(file), "--no-dashboard"]
    calls = [["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", *where]]
    calls += [["distributed.cli.dask_worker", *where, "--nthreads", "1", "--no-nanny"]] * 2
    processes = [subprocess.Popen([*module, *call], cwd=folder, **quiet) for call in calls]  # type: ignore[call-overload]
    try:
        while not file.exists() or not file.read_text().endswith("}"):
            time.sleep(0.1)
        with Client(scheduler_file=str(file), set_as_default=False) as client:
            client.wait_for_workers(2)
        yield json.loads(file.read_text())["address"], processes
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()


if __name__ == "__main__":
    work(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4], [Path(path) for path in sys.argv[5:]])
