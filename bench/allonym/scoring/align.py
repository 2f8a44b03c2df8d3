"""Two collections of documents brought to the same units, whatever their formats and tokens: offsets decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from allonym.corpus.check import SAID, check_bounds, check_surface
from allonym.corpus.formats.options import Warn
from allonym.corpus.utf16 import looks_like_utf16
from allonym.corpus.values import Document
from allonym.errors import InputError, some_of


class Aligned(NamedTuple):
    """Gold and predicted documents in the same order, and their texts where a side has one."""

    gold: list[Document]
    predicted: list[Document]
    texts: list[str | None]


def align(gold: Sequence[Document], predicted: Sequence[Document], warn: Warn = lambda _: None) -> Aligned:
    """Pair the documents by id, or by order where a file has no ids, and put their offsets on one text.

    Gold that nobody labelled is left out on both sides, and `warn` says so. Raises InputError where documents are
    missing on a side, or where two texts differ by more than blanks. Texts that differ in blanks only are compared on
    gold's offsets.
    """
    if not gold or not predicted:
        side = "gold" if not gold else "predictions"
        raise InputError(f"the {side} hold no documents", todo="is this the right file and format?")
    gold, ordered = _labelled(gold, _in_order(gold, predicted, warn), warn)
    moved = [_on_text_of(one, two) for one, two in zip(gold, ordered, strict=True)]
    texts = [two.text if one.text is None else one.text for one, two in zip(gold, moved, strict=True)]
    for one, two, text in zip(gold, moved, texts, strict=True):
        _check(f"gold, document {one.id!r}", one, text, warn)
        _check(f"predictions, document {two.id!r}", two, text, warn)
    return Aligned(gold, moved, texts)


def _labelled(
    gold: Sequence[Document], predicted: Sequence[Document], warn: Warn
) -> tuple[list[Document], list[Document]]:
    """The pairs whose gold somebody labelled; predictions that were left out stand without spans."""
    kept = [(one, two) for one, two in zip(gold, predicted, strict=True) if not one.left_out]
    if left := [one for one in gold if one.left_out]:
        reasons = ", ".join(sorted({one.left_out for one in left}))
        if not kept:
            raise InputError(f"no document of the gold is labelled: {reasons}")
        warn(f"gold: {_some([one.id for one in left])} left out: {reasons}")
    if empty := [two for _, two in kept if two.left_out]:
        reasons = ", ".join(sorted({two.left_out for two in empty}))
        if len(empty) == len(kept):
            raise InputError(f"no document of the predictions has spans: {reasons}", todo="is this the right format?")
        warn(f"predictions: {_some([two.id for two in empty])} taken for texts without names: {reasons}")
    return [one for one, _ in kept], [two for _, two in kept]


def _in_order(gold: Sequence[Document], predicted: Sequence[Document], warn: Warn) -> list[Document]:
    by_id = {document.id: document for document in predicted}
    wanted = {document.id for document in gold}
    if by_id.keys() == wanted:
        return [by_id[document.id] for document in gold]
    nameless = not any(one.named for one in gold) or not any(one.named for one in predicted)
    if nameless and len(gold) != len(predicted):
        raise InputError(
            f"gold has {len(gold)} documents, the predictions have {len(predicted)}",
            todo="without ids documents are paired by their order; give both sides ids, or the same sentences",
        )
    if nameless:
        if any(document.text is None for side in (gold, predicted) for document in side):
            warn(
                "documents are paired by their order, and without texts on both sides nothing shows that it is the same"
            )
        return list(predicted)
    if _same_single(gold, predicted):
        warn(f"the one document of each side is taken for the same: {gold[0].id!r} and {predicted[0].id!r}")
        return list(predicted)
    if missing := [document.id for document in gold if document.id not in by_id]:
        raise InputError(f"the predictions lack {_some(missing)}", todo="a document without spans is still a document")
    strange = [document.id for document in predicted if document.id not in wanted]
    raise InputError(f"gold lacks {_some(strange)}", todo="score the predictions for these texts alone")


def _same_single(gold: Sequence[Document], predicted: Sequence[Document]) -> bool:
    """Whether each side is one document, and both have the same text: exports that are named for their annotator."""
    texts = [[document.text for document in side] for side in (gold, predicted)]
    return len(gold) == len(predicted) == 1 and texts[0] == texts[1] != [None]


def _some(ids: Sequence[str]) -> str:
    return f"{len(ids)} document{'s' * (len(ids) > 1)}: {some_of(list(map(repr, ids)))}"


def _on_text_of(gold: Document, predicted: Document) -> Document:
    """The predicted document with its offsets on gold's text."""
    if gold.text is None or predicted.text is None or gold.text == predicted.text:
        return predicted
    places = _places(gold.text, predicted.text, gold.id)
    mentions = []
    for mention in predicted.mentions:
        stripped = mention.of(predicted.text)
        lead = len(stripped) - len(stripped.lstrip())
        start, end = mention.start + lead, mention.start + len(stripped.rstrip())
        if start >= end:
            raise InputError(f"span {mention.start}-{mention.end} holds blanks only", where=gold.id)
        mentions.append(replace(mention, start=places[start], end=places[end - 1] + 1))
    return replace(predicted, text=gold.text, mentions=tuple(mentions))


def _places(gold: str, predicted: str, where: str) -> list[int]:
    """For each character of `predicted` its place in `gold`; only blanks may differ. Of a blank: the next one's."""
    ours = [place for place, character in enumerate(gold) if not character.isspace()]
    theirs = [character for character in predicted if not character.isspace()]
    at = next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if gold[a] != b), None)
    if at is None and len(ours) != len(theirs):
        at = min(len(ours), len(theirs))
    if at is not None:
        place = ours[at] if at < len(ours) else len(gold)
        shown = "".join(theirs[at : at + 20])
        raise InputError(
            f"the texts differ at {place}: gold has {gold[place : place + 20]!r}, the predictions {shown!r}",
            where=f"document {where!r}",
            todo="predict on the text that was labelled",
        )
    counts = accumulate((not character.isspace() for character in predicted), initial=0)
    return [ours[min(n, len(ours) - 1)] for n in list(counts)[:-1]]


def _check(where: str, document: Document, text: str | None, warn: Warn) -> None:
    for mention in document.mentions:
        if text is not None and isinstance(said := mention.extra.get(SAID, mention.extra.get("text")), str):
            check_surface(text, mention.start, mention.end, said, where)
    if text is not None and looks_like_utf16(text, document.mentions):
        warn(f"{where}: the offsets look like UTF-16 units; they are read as code points")
    check_bounds(document.mentions, None if text is None else len(text), where)
