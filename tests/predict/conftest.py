from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.command import worker

from allonym.predict.models import Model, read_model

WORKER = """
import json, os, re, sys, time
ids = []
def say(message): print(json.dumps(message))
def span(start, end, label="NAME"): return {"start": start, "end": end, "label": label}
def spans(text): return [span(*m.span()) for m in re.finditer("[A-Z]\\\\w+", text)]
def answer(request, found=None): say({"id": request["id"], "spans": spans(request["text"]) if found is None else found})
def ready(): say({"ready": True, "model": "test", "version": "7", "labels": ["NAME"]})
"""
"""What the workers of the tests have in common; each test writes the rest."""

HONEST = """
ready()
for line in sys.stdin:
    answer(json.loads(line))
"""

EACH = """
ready()
for line in sys.stdin:
    request = json.loads(line)
    """
"""A worker that does what follows to each request."""

MakeModel = Callable[..., Model]


@pytest.fixture
def make_model(tmp_path: Path) -> MakeModel:
    """A model whose worker runs the given lines; `limits` are those of its TOML."""

    def make(body: str = HONEST, name: str = "test", extra: str = "", **limits: float) -> Model:
        script = tmp_path / f"{name}.py"
        script.write_text(WORKER + body)
        lines = [worker(script), extra, "[labels]", 'NAME = "PERSON"']
        lines += ["[limits]", *(f"{key} = {value}" for key, value in limits.items())]
        path = tmp_path / f"{name}.toml"
        path.write_text("\n".join(lines))
        return read_model(path)

    return make
