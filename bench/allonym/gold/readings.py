"""The two readings of a corpus beside the gold that was decided from them: gold/readings/CORPUS.

first.jsonl and second.jsonl hold each reader's spans without text, decisions.jsonl the reason of every decision.
Readers named entities as they liked, so a reader's ids are mapped to the gold's by what they mostly stand for. A span
for which a reader named no entity has the gold's: it says nothing of that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from allonym.corpus.documents import read_documents
from allonym.corpus.files import read_text
from allonym.corpus.neighbours import words
from allonym.corpus.standoff import attach, read_standoff, text_sha256
from allonym.corpus.values import NOTHING, Document, Mention
from allonym.errors import InputError

READERS = ("first", "second")
FOLDER = "readings"


@dataclass(frozen=True, slots=True)
class Read:
    """One document of the gold with what the two readers made of it, their entities under the gold's ids.

    `words` are the bounds of the words, and `others` for each paragraph the number of words that no reader named
    and whose bounds are not known: 0 where the text is at hand.
    """

    gold: Document
    first: Document
    second: Document
    words: tuple[tuple[int, int], ...]
    others: tuple[int, ...]


def corpora_read(root: Path) -> list[str]:
    """The corpora that were read twice."""
    return sorted(folder.name for folder in (root / FOLDER).glob("*") if folder.is_dir())


def gold_documents(root: Path, corpus: str, brought: Mapping[str, Document] = NOTHING) -> list[Document]:
    """The documents of a corpus, with their text where it lies beside them or was brought."""
    documents = []
    for path in sorted((root / corpus).glob("*.json")):
        document, text = read_standoff(path), path.with_suffix(".txt")
        if text.is_file() and document.id not in brought:
            document = attach(document, read_text(text), str(text))
        documents.append(brought.get(document.id, document))
    return documents


def read_twice(root: Path, corpus: str, gold: Sequence[Document]) -> Iterator[Read]:
    """Each document of a corpus with both readings.

    Raises InputError where a reading lacks a document or was made on another text.
    """
    folder = root / FOLDER / corpus
    first, second = (_reading(folder / f"{reader}.jsonl", gold) for reader in READERS)
    bounds = unshipped_words(folder / "words.jsonl")
    for document, one, two in zip(gold, first, second, strict=True):
        yield Read(document, one, two, *_words(document, bounds))


def _reading(path: Path, gold: Sequence[Document]) -> list[Document]:
    """A reader's documents in the order of the gold's, with the gold's entity ids."""
    read = {document.id: document for document in read_documents(path)}
    for document in gold:
        if document.id not in read:
            raise InputError(
                f"no reading of {document.id}", where=str(path), todo="read it, or leave it out of the gold"
            )
        if read[document.id].extra.get("sha256") != text_sha256(document):
            raise InputError(
                f"{document.id} was read on another text", where=str(path), todo="move its offsets, or read it again"
            )
    ids = _entity_map(gold, read)
    return [_renamed(read[document.id], document, ids) for document in gold]


def _entity_map(gold: Sequence[Document], read: dict[str, Document]) -> dict[str | None, str | None]:
    """A reader's entity ids to the gold's, one to one: those first that share most spans, then those alike."""
    shared: Counter[tuple[str | None, str | None]] = Counter()
    for document in gold:
        known = {(m.start, m.end, m.label): m.entity for m in document.mentions}
        for mention in read[document.id].mentions:
            if mention.entity and (key := (mention.start, mention.end, mention.label)) in known:
                shared[mention.entity, known[key]] += 1
    ids: dict[str | None, str | None] = {}
    for mine, theirs in sorted(shared, key=lambda pair: (-shared[pair], pair[0] != pair[1], str(pair))):
        if mine not in ids and theirs not in ids.values():
            ids[mine] = theirs
    # An id that is left over is another thing than the one for which the gold has the same word.
    left_over = {m.entity for document in read.values() for m in document.mentions} & set(ids.values()) - ids.keys()
    return ids | {mine: f"{mine} (another)" for mine in left_over}


def _renamed(document: Document, gold: Document, ids: dict[str | None, str | None]) -> Document:
    known = {mention.bounds: mention.entity for mention in gold.mentions}
    mentions = (
        replace(one, entity=ids.get(one.entity, one.entity) if one.entity else known.get(one.bounds))
        for one in document.mentions
    )
    return replace(document, mentions=tuple(mentions))


def _words(document: Document, bounds: dict[str, Document]) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
    if document.text is not None:
        return tuple((word.start, word.end) for word in words(document.text)), ()
    if document.id not in bounds:
        raise InputError(f"neither the text nor the words of {document.id}", where="words.jsonl", todo="put it back")
    known = bounds[document.id]
    return tuple(mention.bounds for mention in known.mentions), tuple(known.extra["others"])


def unshipped_words(path: Path) -> dict[str, Document]:
    """What words.jsonl keeps, by document; nothing where a corpus has its texts."""
    return {document.id: document for document in read_documents(path)} if path.is_file() else {}


def named_words(text: str, paragraphs: Sequence[tuple[int, int]], readings: Sequence[Document]) -> Document:
    """What words.jsonl keeps of a text that is not shipped: the words inside names, and how many others there are.

    The words of a name that a reader marked have the label "word"; `extra["others"]` counts the rest by paragraph.
    """
    spans = [mention for reading in readings for mention in reading.mentions]
    inside, others = [], [0] * len(paragraphs)
    for word in words(text):
        if any(span.start < word.end and word.start < span.end for span in spans):
            inside.append(Mention(word.start, word.end, "word"))
        else:
            others[next(i for i, (start, end) in enumerate(paragraphs) if start <= word.start < end)] += 1
    return Document(readings[0].id, None, tuple(inside), {"others": others})
