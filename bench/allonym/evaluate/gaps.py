"""What a model whose answers were given elsewhere has no answer to: counted, left out, never guessed."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Sequence
from dataclasses import replace

from allonym.corpus.values import Corpus
from allonym.errors import some_of
from allonym.evaluate.plan import Plan, paragraph_of, texts_of
from allonym.predict.given import key_of, text_id

NOT_ASKED = "answer to a text that was not asked"

Questions = tuple[tuple[Corpus, ...], Plan | None]


def within(
    corpora: Sequence[Corpus], probing: Plan | None, answered: Collection[bytes]
) -> tuple[Questions, Counter[str]]:
    """The documents and the probed paragraphs that are `answered`, and how often what was left out, or not asked.

    A corpus that lacks a document is not scored. A paragraph of which one probed form lacks an answer is left out of
    the probes with all of them, so that each mention is asked under all of its spellings, or under none.
    """
    left_out: Counter[str] = Counter()
    asked: set[bytes] = set()
    kept = []
    for corpus in corpora:
        keys = {document.id: key_of(document.text) for document in corpus.documents if document.text is not None}
        missing = {name for name, key in keys.items() if key not in answered}
        few = some_of(sorted(missing))
        left_out[f"document without an answer ({few}): {corpus.name} is not scored"] += len(missing)
        kept.append(replace(corpus, documents=tuple(d for d in corpus.documents if d.id not in missing)))
        asked.update(keys.values())
    if probing is not None:
        texts = {key_of(text) for text in texts_of(probing.stream(), deque(maxlen=0))}
        asked |= texts
        if lacking := texts - set(answered):
            probing = _answerable(probing, lacking, left_out)
    left_out[NOT_ASKED] = len(set(answered) - asked)
    return (tuple(kept), probing), +left_out


def _answerable(probing: Plan, missing: Collection[bytes], left_out: Counter[str]) -> Plan | None:
    """The probes without the paragraphs of which a form is missing; None where no paragraph stays."""
    forms: dict[str, None] = {}
    places, lacking = set(), set()
    for probed in probing.stream():
        places.add(paragraph_of(probed))
        for text in (probed.original, probed.text):
            if key_of(text) in missing:
                forms[text_id(probed.pairs[0].site.corpus, text)] = None
                lacking.add(paragraph_of(probed))
    parts = f"{len(lacking):,} of {len(places):,} places are left out of the probes"
    left_out[f"probed paragraph without an answer ({some_of(sorted(forms))}): {parts}"] = len(forms)
    return probing.without(lacking) if lacking < places else None


def unanswered(left_out: Counter[str]) -> int:
    """How many probed paragraphs lack an answer."""
    return sum(count for reason, count in left_out.items() if reason.startswith("probed paragraph"))
