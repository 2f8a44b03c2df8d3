"""The default policy: a model that finds every name as printed, and no longer in another spelling, does not pass."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.command import allonym, worker

from allonym.names.registry import Entity, load_registry

_WORKER = r"""
import json, re, sys
known = set(json.load(open("known.json")))
print(json.dumps({"ready": True, "model": "m", "version": "1", "labels": ["PER"]}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    name = request["text"].split(" spoke")[0]
    found = [{"start": 0, "end": len(name), "label": "PER"}] if not known or name in known else []
    print(json.dumps({"id": request["id"], "spans": found}), flush=True)
"""


def people(count: int) -> list[Entity]:
    """People of the registry with names in several parts."""
    known = [one for one in load_registry() if one.label == "PERSON" and len(one.parts) > 1 and len(one.spellings) > 3]
    return known[:count]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    lines = []
    for number, one in enumerate(people(12)):
        span = {"start": 0, "end": len(one.printed), "label": "PERSON", "entity": one.id}
        lines.append({"id": f"d{number}", "text": f"{one.printed} spoke on Monday.", "spans": [span]})
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (tmp_path / "worker.py").write_text(_WORKER)
    (tmp_path / "m.toml").write_text(
        f'{worker("worker.py")}files = ["worker.py", "known.json"]\n[labels]\nPER = "PER"\n'
    )
    (tmp_path / "allonym-gate.toml").write_text('corpora = ["gold.jsonl"]\n')
    bench(tmp_path, [])
    done = allonym(tmp_path, "gate", "--update", "--reason", "finds whatever the spelling")
    assert done.returncode == 0, done.stderr
    return tmp_path


def bench(folder: Path, known: list[str], *more: str) -> None:
    (folder / "known.json").write_text(json.dumps(known))
    done = allonym(folder, "bench", "--model", "m.toml", "--corpus", "gold.jsonl", "--quiet", "--refresh", *more)
    assert done.returncode == 0, done.stderr


def test_names_lost_by_spelling_alone_fail_and_are_listed(project: Path) -> None:
    bench(project, [one.printed for one in people(12)])
    done = allonym(project, "gate", "--summary", "gate.md")
    assert done.returncode == 1, done.stdout
    said = done.stdout.splitlines()[-1]
    assert "spelling.both" in said
    assert "names.found" not in said, "as printed every name is found"
    assert "Names lost by spelling" in done.stdout
    assert people(1)[0].id in (project / "gate.md").read_text()


def test_the_same_model_passes(project: Path) -> None:
    bench(project, [])
    done = allonym(project, "gate")
    assert done.returncode == 0, done.stdout
    assert "spelling.f1" in done.stdout


def test_a_run_without_other_spellings_is_held_to_the_names_alone(project: Path) -> None:
    bench(project, [], "--probe", "none")
    done = allonym(project, "gate")
    assert done.returncode == 2, "the baseline has spellings, the run has none"
    assert "spelling.both" in done.stdout
