"""Scoring beside seqeval 1.2.2 and nervaluate 1.2.1 on 100,000 seeded sentences: ratios of medians of five."""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allonym import score
from allonym.labels import FINE
from allonym.scoring.files import Side, score_files
from benchmarks.data import peers
from benchmarks.data.sentences import Sentences, sentences, write_conll, write_jsonl
from benchmarks.figure import Figure

SMALL, PAIRS = 3_000, 7
SENTENCES, GROWTH = 100_000, (1_000, 10_000, 100_000, 400_000)


def figures() -> Iterator[Figure]:
    data = sentences(SENTENCES)
    yield Figure("strict micro-F1 of the data", score(data.gold, data.predicted).f1, "")
    yield from _whole_processes()
    yield from _in_memory(data)
    with tempfile.TemporaryDirectory() as folder:
        yield from _from_files(data, Path(folder))
    del data
    yield from _growth()


def _whole_processes() -> Iterator[Figure]:
    """Commands from start to end on a small file, in alternating pairs; the least time is that of the quietest run.

    Modules are compiled before, as an installation has them.
    """
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = write_conll(sentences(SMALL), Path(folder))
        ours = [sys.executable, "-m", "allonym", "score", str(gold), str(predicted)]
        theirs = [sys.executable, "-c", _NERVALUATE, str(gold), str(predicted), *FINE]
        times: tuple[list[float], list[float]] = ([], [])
        known = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        for number in range(PAIRS + 1):
            for command, taken in zip((ours, theirs), times, strict=True):
                begin = time.perf_counter()
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=known)
                if number:  # the first compiles
                    taken.append(time.perf_counter() - begin)
    yield Figure(f"the whole command, {SMALL:,} sentences, four schemes", min(times[0]), "s", 0.35)
    yield Figure(f"a script with nervaluate, {SMALL:,} sentences", min(times[1]), "s")
    ratios = [one / two for one, two in zip(*times, strict=True)]
    yield Figure("the whole command over a script with nervaluate, median of pairs", statistics.median(ratios), "x", 1)


_NERVALUATE = """
import sys
from pathlib import Path
from benchmarks.data.peers import conll_loop, nervaluate_all
print(nervaluate_all(conll_loop(Path(sys.argv[1])), conll_loop(Path(sys.argv[2])), tuple(sys.argv[3:])))
"""


def _in_memory(data: Sentences) -> Iterator[Figure]:
    gold, predicted = data.gold, data.predicted
    whole = score(gold, predicted)
    arrays = [(side.unit, side.start, side.end, side.label) for side in (whole.gold, whole.predicted)]
    strict, times = _race(
        {
            "tags, strict report": lambda: score(gold, predicted).report(),
            "tags, four schemes": lambda: score(gold, predicted).as_dict(),
            "arrays, strict report": lambda: score(*arrays, labels=whole.labels).report(),
            "arrays, four schemes": lambda: score(*arrays, labels=whole.labels).as_dict(),
        },
        {
            "seqeval strict": lambda: peers.seqeval_strict(gold, predicted),
            "seqeval default": lambda: peers.seqeval_default(gold, predicted),
            "nervaluate": lambda: peers.nervaluate_all(gold, predicted, FINE),
        },
    )
    for name, value in (strict | times).items():
        yield Figure(f"CPU seconds: {name}", value.cpu, "s")
    for ours, theirs, bound in (
        ("tags, strict report", "seqeval strict", 80),
        ("tags, strict report", "seqeval default", 100),
        ("tags, four schemes", "nervaluate", 100),
        ("arrays, strict report", "seqeval strict", 1500),
        ("arrays, four schemes", "nervaluate", 400),
    ):
        yield Figure(
            f"{ours}: times faster than {theirs}", times[theirs].cpu / strict[ours].cpu, "x", bound, at_least=True
        )


@dataclass(frozen=True, slots=True)
class _Taken:
    """Median seconds of some work, on the CPU and by the clock."""

    cpu: float
    wall: float


def _race(
    ours: dict[str, Callable[[], Any]], theirs: dict[str, Callable[[], Any]], rounds: int = 5
) -> tuple[dict[str, _Taken], dict[str, _Taken]]:
    """What each takes; all are single-threaded, and CPU time is less at the mercy of a busy machine.

    In every round each runs, so that a busy spell hits both sides; what takes a part of a second runs five times in
    each, for its median would else be one of a few spells.
    """
    for work in ours.values():
        work()
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in (*ours, *theirs)}
    for _ in range(rounds):
        for name, work in [*ours.items()] * 5 + [*theirs.items()]:
            cpu, wall = time.process_time(), time.perf_counter()
            work()
            taken[name].append((time.process_time() - cpu, time.perf_counter() - wall))
    medians = {name: _Taken(*map(statistics.median, zip(*rows, strict=True))) for name, rows in taken.items()}
    return {name: medians[name] for name in ours}, {name: medians[name] for name in theirs}


def _cpu(work: Callable[[], Any]) -> float:
    return _race({"": work}, {})[0][""].cpu


def _from_files(data: Sentences, folder: Path) -> Iterator[Figure]:
    for kind, paths, loop in (
        ("CoNLL", write_conll(data, folder), peers.conll_loop),
        ("JSON Lines", write_jsonl(data, folder), peers.jsonl_loop),
    ):
        gold, predicted = paths

        def read_and_compare(gold: Path = gold, predicted: Path = predicted, loop: Any = loop) -> str:
            return peers.seqeval_strict(loop(gold), loop(predicted))

        ours, theirs = _race({"ours": _report_of(gold, predicted)}, {"theirs": read_and_compare})
        assert _report_of(gold, predicted)() == read_and_compare(), "the reports differ"
        one, two = ours["ours"], theirs["theirs"]
        yield Figure(f"CPU seconds: two {kind} files, strict report", one.cpu, "s")
        yield Figure(f"CPU seconds: two {kind} files, a loop and seqeval", two.cpu, "s")
        name = f"two {kind} files: times faster than a loop and seqeval"
        yield Figure(name, two.cpu / one.cpu, "x", 40, at_least=True)
        yield Figure(f"{name}, by the clock", two.wall / one.wall, "x")
        peak = [_peak(code, gold, predicted) for code in (_OURS, _THEIRS[kind])]
        yield Figure(f"two {kind} files: peak memory over seqeval's", peak[0] / peak[1], "x", 1)
        yield Figure(f"two {kind} files: peak memory", peak[0], "MB")


def _report_of(gold: Path, predicted: Path) -> Callable[[], str]:
    return lambda: score_files(Side(gold), Side(predicted)).report()


_OURS = "from allonym.scoring.files import Side, score_files; score_files(Side(g), Side(p)).report()"
_THEIRS = {
    "CoNLL": "from benchmarks.data.peers import *; seqeval_strict(conll_loop(g), conll_loop(p))",
    "JSON Lines": "from benchmarks.data.peers import *; seqeval_strict(jsonl_loop(g), jsonl_loop(p))",
}


def _peak(code: str, gold: Path, predicted: Path) -> float:
    """Peak resident memory, in MB, of a fresh process that runs `code` on the files g and p.

    By Linux's VmHWM, which begins anew with a program; ru_maxrss is handed down by the process that starts it.
    """
    program = (
        f"from pathlib import Path; g, p = Path({str(gold)!r}), Path({str(predicted)!r}); {code}; "
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return float(done.stdout) / 1024


def _growth() -> Iterator[Figure]:
    """Growth with sentences, and with the length of a document at the same number of tokens."""
    taken: dict[str, list[float]] = {}
    for number in GROWTH:
        with tempfile.TemporaryDirectory() as folder:
            for name, work in _works(sentences(number), Path(folder)).items():
                taken.setdefault(name, []).append(_cpu(work))
    for name, values in taken.items():
        # From 10,000 on little of the time is there whatever the size; but files of 10,000 fit into the processor's
        # cache and those of 400,000 do not, so for files the second exponent is shown without a bound.
        for first in (0, 1):
            bound = None if first and "files" in name else 1.05
            exponent = math.log(values[-1] / values[first]) / math.log(GROWTH[-1] / GROWTH[first])
            sizes = f"{GROWTH[first]:,} to {GROWTH[-1]:,} sentences"
            yield Figure(f"{name}: exponent of growth, {sizes}", exponent, "", bound)
    lengths = (25, 2_500, 250_000)
    parts = [sentences(1_000_000 // length, length) for length in lengths]
    spread = [_cpu(lambda d=data: score(d.gold, d.predicted).as_dict()) for data in parts]  # type: ignore[misc]
    for length, value in zip(lengths[1:], spread[1:], strict=True):
        name = f"four schemes, documents of {length:,} tokens against 25: time for the same tokens"
        yield Figure(name, value / spread[0], "x", 1.2)


def _works(data: Sentences, folder: Path) -> dict[str, Callable[[], Any]]:
    return {
        "strict report": lambda: score(data.gold, data.predicted).report(),
        "four schemes": lambda: score(data.gold, data.predicted).as_dict(),
        "two CoNLL files": _report_of(*write_conll(data, folder)),
        "two JSON Lines files": _report_of(*write_jsonl(data, folder)),
    }
