"""Somebody else's repository: a model of its own, gold, a policy, and the baseline that was committed."""

from __future__ import annotations

from pathlib import Path

from support.command import allonym, worker
from support.runs import ENTITIES, write_gold

_WORKER = """
import json, sys
names = {names}
print(json.dumps({{"ready": True, "model": "list", "version": "1", "labels": ["PERSON", "GPE", "ORG"]}}), flush=True)
for line in sys.stdin:
    request, spans, taken = json.loads(line), [], set()
    for name in sorted(names, key=len, reverse=True):
        start = request["text"].find(name)
        while start >= 0:
            if not taken & set(range(start, start + len(name))):
                taken |= set(range(start, start + len(name)))
                spans.append({{"start": start, "end": start + len(name), "label": names[name]}})
            start = request["text"].find(name, start + 1)
    print(json.dumps({{"id": request["id"], "spans": spans}}), flush=True)
"""


def write_worker(folder: Path, *, without: str = "") -> None:
    """The model: it finds every name of ENTITIES but one."""
    names = {name: label for name, (_, label) in ENTITIES.items() if name != without}
    (folder / "worker.py").write_text(_WORKER.format(names=names))


def begin(folder: Path) -> None:
    """Fill the folder: ours.toml, worker.py, gold.jsonl, allonym-gate.toml, allonym-baseline.json, one run."""
    write_gold(folder / "gold.jsonl")
    write_worker(folder)
    labels = '[labels]\nPERSON = "PERSON"\nGPE = "GPE"\nORG = "ORG"\n'
    (folder / "ours.toml").write_text(f'{worker("worker.py")}files = ["worker.py"]\n{labels}')
    (folder / "allonym-gate.toml").write_text('corpora = ["gold.jsonl"]\n')
    done = allonym(folder, "bench", "--model", "ours.toml", "--corpus", "gold.jsonl", "--quiet")
    assert done.returncode == 0, done.stderr
    assert allonym(folder, "gate", "--update", "--reason", "begin").returncode == 0
