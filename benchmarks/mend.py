"""What mending costs: beside the model's own time, by the length of a text, on a long one, and to import."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path

from allonym import paths
from allonym.mending.compose import mend
from allonym.predict.cache import Cache
from allonym.predict.mended import base_of
from allonym.predict.models import Model, find_models
from allonym.predict.predict import Predictor
from benchmarks.figure import Figure

BOUNDS = {"en_core_web_md-3.7.1": 0.15, "en_core_web_sm-3.8.0": 0.3}
"""What mending may add to a model's time."""
TEXTS = 400
MEGABYTES = 10
_IMPORTS = "import time; t = time.perf_counter(); import allonym; allonym.mend; print(time.perf_counter() - t)"

Spans = list[tuple[int, int, str]]


def documents(count: int) -> list[str]:
    """News pieces of the project's own, over and over, each with a number that makes it another text."""
    plain = [path.read_text("utf-8") for path in sorted((paths.GOLD / "dispatches").glob("*.txt"))]
    return [f"{text}\n\nNo. {number}" for number, text in enumerate(islice(cycle(plain), count))]


def mending_seconds(texts: Sequence[str], answers: Sequence[Spans]) -> float:
    """CPU seconds of the remedies of `safe`, the model's answers being there."""
    mended = mend(lambda _: answers)
    began = time.thread_time()
    mended(texts)
    return time.thread_time() - began


def figures() -> Iterator[Figure]:
    texts = documents(TEXTS)
    mend(lambda some: [[] for _ in some])(texts[:3])
    for (name, bound), model in zip(BOUNDS.items(), find_models(list(BOUNDS)), strict=True):
        seconds, answers = answered(model, texts)
        yield Figure(f"mending, of the time of {name}", mending_seconds(texts, answers) / seconds, "share", bound)
    short, long = ("\n\n".join(texts[:count]) for count in (20, 200))
    per_sign = [mending_seconds([text], [[]]) / len(text) for text in (short, long)]
    yield Figure("a text ten times as long, a character", per_sign[1] / per_sign[0], "times", 1.5)
    huge = "\n\n".join(documents(MEGABYTES * 2_000_000 // len("".join(texts[:2]))))[: MEGABYTES * 1_000_000]
    yield Figure(f"a text of {MEGABYTES} MB", mending_seconds([huge], [[]]), "s", 120)
    starts = sorted(_import() for _ in range(9))
    yield Figure("import of allonym.mend, median of 9", starts[4], "s", 0.2)


def answered(model: Model, texts: Sequence[str]) -> tuple[float, list[Spans]]:
    """The model's CPU seconds on the texts, afresh, and what it says."""
    with tempfile.TemporaryDirectory() as folder, closing(Cache(Path(folder) / "cache.sqlite")) as cache:
        with Predictor(base_of(model), cache) as predictor:
            found = [[(one.start, one.end, one.label) for one in some] for some in predictor.predict(texts)]
        assert predictor.cost is not None
        return predictor.cost.cpu_seconds, found


def _import() -> float:
    done = subprocess.run([sys.executable, "-c", _IMPORTS], capture_output=True, text=True, check=True)
    return float(done.stdout)
