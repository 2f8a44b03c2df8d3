"""Weights that a model hub holds: fetched by the adapter into a folder of their own, whole or again."""

from __future__ import annotations

import json
from pathlib import Path

from allonym.predict.adapters import ADAPTERS
from allonym.predict.environments import InstallFailed, clear, exclusively, read_environment
from allonym.predict.guarded import run_guarded
from allonym.predict.models import Model

SERVE = Path(__file__).parent / "worker" / "serve.py"
"""What runs an adapter in its environment."""
_MARKER = ".complete"
_NOTES = ".cache"


def is_fetched(model: Model) -> bool:
    """Whether the weights are there, whole, and those that [fetch] names now."""
    try:
        return (model.weights_folder / _MARKER).read_text("utf-8") == _wanted(model)
    except OSError:
        return False


def fetched_files(model: Model) -> tuple[Path, ...]:
    """The files of the weights, in order; what the hub's own library notes beside them, with times, is none."""
    folder = model.weights_folder
    kept = (p for p in sorted(folder.rglob("*")) if p.name != _MARKER and p.relative_to(folder).parts[0] != _NOTES)
    return tuple(path for path in kept if path.is_file())


def fetched_revision(model: Model) -> str:
    """The commit of the repository that was fetched, as the hub's library noted it; "" where it noted none, or several.

    What `revision` names (main, a tag) may move; this does not.
    """
    notes = (model.weights_folder / _NOTES / "huggingface" / "download").rglob("*.metadata")
    found = {path.read_text("utf-8").partition("\n")[0].strip() for path in notes}
    return found.pop() if len(found) == 1 else ""


def fetch(model: Model) -> None:
    """Have the adapter fetch the weights unless they are there. Raises InstallFailed."""
    if model.fetch is None or is_fetched(model):
        return
    with exclusively(f"weights-{model.id}") as lock:
        clear(model.weights_folder)
        interpreter = read_environment(model.environment).interpreter
        command = [*interpreter, str(SERVE), str(ADAPTERS[model.adapter]), json.dumps(model.fetch)]
        status, _, err = run_guarded([*command, "--fetch", str(model.weights_folder)], {}, [lock])
        if status:
            said = (err.strip().splitlines() or ["no reason given"])[-1]
            raise InstallFailed(
                f"{model.id}: its weights could not be fetched: {said[:300]}; "
                f"check the network and run `allonym models install {model.id}` again"
            )
        (model.weights_folder / _MARKER).write_text(_wanted(model), "utf-8")


def _wanted(model: Model) -> str:
    return json.dumps(model.fetch, sort_keys=True)
