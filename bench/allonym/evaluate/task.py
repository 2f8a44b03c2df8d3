"""What a run is asked to do, and what it has to do it with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from allonym.corpus.texts import Texts
from allonym.corpus.values import Corpus
from allonym.names.registry import Registry
from allonym.predict.budget import Budget
from allonym.predict.models import Model
from allonym.predict.progress import Progress, no_progress
from allonym.predict.units import Workers
from allonym.statistics.types import SEED


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Models, the gold that they are scored on, and texts without gold, on which they are compared with each other.

    `probes` names the probes: all of them where empty, "none" for none;
    `full` asks them of every spelling and place. `registry` has the user's own entities. `command` is how the user
    asked for it. With `article_text` the run shows sentences of texts that are not to be passed on, and what models log
    over them.
    """

    models: Sequence[Model]
    corpora: Sequence[Corpus] = ()
    texts: Sequence[Texts] = ()
    probes: Sequence[str] = ()
    full: bool = False
    article_text: bool = False
    registry: Registry | None = None
    seed: int = SEED
    command: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """`jobs` workers side by side; on a `cluster` `jobs` models share the workers that it has.

    `budget` is what answers may cost that are paid for.

    `refresh` has every model answer afresh. Predictions on texts without gold are written below `spool`.
    `meanwhile` is called once, in a thread, while the first models answer.
    """

    jobs: int = 1
    budget: Budget | None = None
    refresh: bool = False
    cluster: Workers | None = None
    spool: Path | None = None
    progress: Progress = no_progress
    say: Callable[[str], object] = lambda _: None
    """Told what paid answers will cost, about, before the first."""
    meanwhile: Callable[[], object] = lambda: None
