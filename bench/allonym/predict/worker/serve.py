"""A worker for any Python framework: loads an adapter file and serves it over the worker protocol.

Run by path inside a model's environment: serve.py ADAPTER.py OPTIONS_AS_JSON. With --fetch FOLDER it
has the adapter bring the weights into FOLDER instead. Needs only the standard library, so that it
runs beside libraries of any age.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

BATCH = 64
"""Texts given to the adapter at once, at most."""
PATIENCE = 0.5
"""Seconds that an answer may wait for its batch."""
WARM_UP = "Ann Lee, who works for Acme Ltd., flew from Paris to Oslo on Monday."


def load_adapter(path: str) -> Any:
    """The adapter's module, under a name that cannot hide the framework's own."""
    spec = importlib.util.spec_from_file_location("allonym_adapter", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def batches(source: int) -> Iterator[list[dict[str, str]]]:
    """Lists of requests: what has arrived, so that nobody waits for a batch to fill."""
    rest = b""
    while True:
        chunk = os.read(source, 1 << 20)
        if not chunk:
            break
        *lines, rest = (rest + chunk).split(b"\n")
        for first in range(0, len(lines), BATCH):
            yield [json.loads(line) for line in lines[first : first + BATCH]]
    if rest.strip():
        yield [json.loads(rest)]


def main() -> None:
    # What a library prints must not mix with the answers: they get a descriptor of their own.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.path[:1] = []  # this script's folder ...
    sys.path.append(str(Path(__file__).parents[3]))  # ... and after all else the package, for allonym.predict.worker
    adapter, options = load_adapter(sys.argv[1]), json.loads(sys.argv[2])
    if sys.argv[3:4] == ["--fetch"]:
        adapter.fetch(sys.argv[4], **options)
        return
    recognizer = adapter.load(**options)
    list(recognizer.predict([WARM_UP]))

    def say(message: object) -> None:
        answers.write(json.dumps(message) + "\n")

    ready = {"ready": True, "model": Path(sys.argv[1]).stem, "version": recognizer.version}
    say({**ready, "labels": sorted(recognizer.labels)})
    answers.flush()
    for batch in batches(0):
        flushed = time.monotonic()
        texts = [request["text"] for request in batch]
        for number, (request, spans) in enumerate(zip(batch, recognizer.predict(texts), strict=True)):
            names = [{"start": start, "end": end, "label": label} for start, end, label in spans]
            used = {"usage": recognizer.usage[number]} if hasattr(recognizer, "usage") else {}
            say({"id": request["id"], "spans": names, **used})
            if time.monotonic() - flushed > PATIENCE:
                answers.flush()
                flushed = time.monotonic()
        answers.flush()


if __name__ == "__main__":
    main()
    os._exit(0)  # nothing is left to do, and tearing down a large library takes its time
