"""What a model whose answers were given elsewhere has no answer to: counted, left out, never guessed."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Sequence
from dataclasses import replace

from allonym.corpus.values import Corpus
from allonym.evaluate.plan import Plan, texts_of
from allonym.predict.given import key_of

NOT_ASKED = "answer to a text that was not asked"
_SHOWN = 3
"""Documents that are named."""

Questions = tuple[tuple[Corpus, ...], Plan | None]


def within(
    corpora: Sequence[Corpus], probing: Plan | None, answered: Collection[bytes]
) -> tuple[Questions, Counter[str]]:
    """The documents and the probed paragraphs that are `answered`, and how often what was left out, or not asked.

    A corpus that lacks a document is not scored, and where a probed paragraph lacks an answer no probe is: models are
    compared mention by mention, so that each must have answered for all of them.
    """
    left_out: Counter[str] = Counter()
    asked: set[bytes] = set()
    kept = []
    for corpus in corpora:
        keys = {document.id: key_of(document.text) for document in corpus.documents if document.text is not None}
        missing = {name for name, key in keys.items() if key not in answered}
        left_out[f"document without an answer ({_some(missing)}): {corpus.name} is not scored"] += len(missing)
        kept.append(replace(corpus, documents=tuple(d for d in corpus.documents if d.id not in missing)))
        asked.update(keys.values())
    if probing is not None:
        texts = {key_of(text) for text in texts_of(probing.stream(), deque(maxlen=0))}
        left_out["paragraph of the probes without an answer: no probe is scored"] = len(texts - set(answered))
        asked |= texts
        probing = probing if texts <= set(answered) else None
    left_out[NOT_ASKED] = len(set(answered) - asked)
    return (tuple(kept), probing), +left_out


def _some(names: Collection[str]) -> str:
    shown = sorted(names)[:_SHOWN]
    return ", ".join([*shown, "..."] if len(names) > _SHOWN else shown)
