"""What is wrong with a record: faults that keep it off the board, each with what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain
from pathlib import Path
from random import Random

from allonym.errors import InputError, some_of
from allonym.labels import KNOWN
from allonym.predict.answers import Span
from allonym.predict.cache import Cache
from allonym.predict.given import key_of
from allonym.predict.models import Model, roster
from allonym.predict.pool import Pool
from allonym.predict.record import ENDING, LARGEST, Packed, Record, digest, read_record
from allonym.records.texts import Text

_SEED = 7
_some = partial(some_of, most=5)


Asked = Mapping[str, Text]
"""Today's texts by the first digits of their hashes, apart from the articles'."""


def by_key(texts: Iterable[Text]) -> Asked:
    return {key_of(text.text).hex(): text for text in texts}


def check_record(path: Path, asked: Asked) -> Iterator[str]:
    """Each fault of a record's file, as a line; none for one that may stand on the board."""
    try:
        record = read_record(path)
    except InputError as error:
        yield str(error)
        return
    checks = (_file(record, path), _hashes(record), _answered(record, asked), _spans(record, asked), _described(record))
    yield from (f"{path}: {fault}" for fault in chain(*checks))


def _file(record: Record, path: Path) -> Iterator[str]:
    if (size := path.stat().st_size) > LARGEST:
        yield f"{size:,} bytes; a record has at most {LARGEST:,}"
    if path.name != f"{record.model.get('id')}{ENDING}":
        yield f"the model's id is {record.model.get('id')!r}; call the file by it"


def _hashes(record: Record) -> Iterator[str]:
    if digest(record.labels, record.texts, record.articles) != record.sha256:
        yield "its SHA-256 is not that of its answers; pack it again"
    if bad := [
        key for key in (*record.texts, *record.articles) if len(key) != 16 or set(key) - set("0123456789abcdef")
    ]:
        yield f"no hash of a text: {_some(bad)}"


def _answered(record: Record, asked: Asked) -> Iterator[str]:
    given = {**record.texts, **record.articles}
    if missing := [text.id for key, text in asked.items() if key not in given]:
        yield f"{len(missing):,} of {len(asked):,} texts have no answer, or have changed: {_some(missing)}"
    if strange := [key for key in record.texts if key not in asked]:
        yield f"{len(strange):,} answers are to texts that are not asked: {_some(strange)}"


def _spans(record: Record, asked: Asked) -> Iterator[str]:
    for part in (record.texts, record.articles):
        faults = [key for key, packed in part.items() if not _fits(packed, len(record.labels))]
        if faults:
            yield f"{len(faults):,} answers with spans outside their text, or labels that are none: {_some(faults)}"
    known = _known(record.texts, asked)
    if lengths := [key for key, packed in known if packed[:1] != [len(asked[key].text)]]:
        yield f"{len(lengths):,} texts of another length: {_some(lengths)}"


def _known(part: Packed, asked: Asked) -> Iterator[tuple[str, list[int]]]:
    return ((key, packed) for key, packed in part.items() if key in asked)


def _fits(packed: Sequence[int], labels: int) -> bool:
    length, *rest = packed or [0]
    spans = zip(*(rest[at::3] for at in range(3)), strict=False)
    return len(packed) % 3 == 1 and all(
        start >= 0 < size and start + size <= length and 0 <= label < labels for start, size, label in spans
    )


def _described(record: Record) -> Iterator[str]:
    for key in ("licence", "version"):
        if not record.model.get(key) and not (key == "licence" and record.model.get("id") in _without_licence()):
            yield f"the model has no {key}"
    known = record.model.get("labels")
    if not isinstance(known, dict) or not set(known.values()) - {""} or set(known.values()) - {"", *KNOWN}:
        yield "its label map leads to labels that the project does not know"
    elif unmapped := [label for label in record.labels if label not in known]:
        yield f'labels that its map lacks: {_some(unmapped)}; map them, or to ""'


@cache
def _without_licence() -> frozenset[str]:
    """The models of the roster whose authors state none: there it is known, and shown."""
    return frozenset(model.id for model in roster() if not model.licence)


def spot_check(record: Record, model: Model, asked: Asked, count: int) -> list[str]:
    """The ids of those of `count` texts, drawn at random, to which the model itself answers otherwise.

    Raises ModelFailed and NotInstalled.
    """
    known = [(key, packed) for key, packed in _known(record.texts, asked)]
    drawn = Random(_SEED).sample(known, min(count, len(known)))
    texts = [asked[key] for key, _ in drawn]
    said = answers_now(model, [text.text for text in texts])
    pairs = zip(texts, drawn, said, strict=True)
    return [text.id for text, (_, packed), spans in pairs if sorted(spans) != sorted(record.unpacked(packed))]


def answers_now(model: Model, texts: Sequence[str]) -> list[list[Span]]:
    """What a model answers to texts, under its own labels, asked afresh. Raises ModelFailed and NotInstalled."""
    from allonym.predict.failures import ModelFailed

    spans: dict[int, list[Span]] = {}
    queue = Pool(Cache()).open(model)
    try:
        report = queue.report(queue.submit(texts, spans.__setitem__))
    finally:
        queue.close()
    if report.failure:
        raise ModelFailed(model.id, *report.failure)
    return [spans[number] for number in range(len(texts))]
