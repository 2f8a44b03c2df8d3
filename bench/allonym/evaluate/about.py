"""What is known of a run beside its numbers, for run.json: its recipe, what it was made with and on."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from typing import Any

from msgspec import to_builtins

from allonym import __version__
from allonym.corpus.standoff import corpus_digest, realigned_share, text_sha256
from allonym.corpus.values import NOTHING
from allonym.evaluate.entry import OK, Entry
from allonym.evaluate.evaluation import Evaluation
from allonym.evaluate.scored import Scored
from allonym.measures import measure
from allonym.measures.main import MAIN
from allonym.measures.signature import signature
from allonym.predict.memo import fingerprint
from allonym.statistics.types import REPLICATES

_LIBRARIES = ("numpy", "scikit-learn", "seqeval", "msgspec", "rich", "click")


def about(found: Evaluation) -> dict[str, Any]:
    """The object of run.json."""
    corpora = found.task.corpora
    gold = {corpus.name: corpus_digest(corpus) for corpus in corpora}
    realigned = {corpus.name: share for corpus in corpora if (share := realigned_share(corpus)) is not None}
    return {
        "run": found.id,
        "signature": run_signature(gold, found.entries, found.task.seed, realigned),
        "started": found.started.isoformat(timespec="seconds"),
        "command": found.task.command,
        "seed": found.task.seed,
        "versions": versions(),
        "gold": gold,
        "prose": [corpus.name for corpus in corpora if corpus.prose],
        "pools_recorded": any(entry.pools_recorded for entry in found.entries),
        "realigned": realigned,
        "texts": {c.name: {d.id: text_sha256(d) for d in c.documents} for c in corpora},
        "models": {entry.model: _model(entry) for entry in found.entries},
        "seqeval": _checks(found.entries, found.scored),
        "not_probed": found.not_probed,
        "full": found.task.full,
        "registry": fingerprint(found.task.registry.entities).hex() if found.task.registry else "",
        "sampled": found.sampled,
        "confusion": [to_builtins(confusion) for one in found.scored for confusion in one.confusions],
        "agreements": to_builtins(found.agreements),
        "timings": dict(found.timings),
        "machine": machine(),
    }


def _model(entry: Entry) -> dict[str, Any]:
    """What leaderboard.json says of a model, with its file's description and its label map."""
    return entry.as_json() | {"described": dict(entry.described), "labels": dict(entry.label_map)}


def _checks(entries: Sequence[Entry], scored: Sequence[Scored]) -> dict[str, Any]:
    """By model and corpus, what seqeval was compared on."""
    both = zip(entries, scored, strict=True)
    return {f"{entry.model}/{corpus}": check for entry, one in both for corpus, check in one.checks.items()}


def run_signature(
    gold: Mapping[str, str], entries: Iterable[Entry], seed: int, realigned: Mapping[str, float] = NOTHING
) -> str:
    """The recipe of a run's main score; a row's own measure and model stand in its columns.

    A corpus on copies that are not the labelled texts says so, with the share of its mentions that were placed.

    >>> run_signature({"stress": "3f2a77"}, [], 7)  # doctest: +ELLIPSIS
    'strict|micro|coarse|conv:neutral|gold:stress@3f2a|model:|boot:doc+para,10000,s7|v...'
    >>> run_signature({"articles": "3f2a77"}, [], 7, {"articles": 0.985}).split("|")[4]
    'gold:articles@3f2a(realigned:0.985)'
    """
    placed = {name: f"(realigned:{share:.3f})" for name, share in realigned.items()}
    recipe = {
        "conv": MAIN.convention,
        "gold": "+".join(f"{name}@{digest[:4]}{placed.get(name, '')}" for name, digest in gold.items()),
        "model": "+".join(f"{e.model}@{e.digest[:4]}" for e in entries if e.status == OK),
        "boot": f"doc+para,{REPLICATES},s{seed}",
    }
    return signature((measure(MAIN.name).scheme, MAIN.label, MAIN.tagset), recipe)


def versions() -> dict[str, str]:
    """What a run was made with."""
    return {"allonym": __version__, "python": platform.python_version()} | {name: version(name) for name in _LIBRARIES}


def machine() -> dict[str, Any]:
    """What a run was made on."""
    return {"system": platform.system(), "machine": platform.machine(), "cpus": os.cpu_count()}
