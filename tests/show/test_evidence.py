"""The page's data: what was looked for once is taken from the cache, and only for the same texts and answers."""

from __future__ import annotations

from pathlib import Path

from allonym.corpus import Corpus, Document, Mention
from allonym.predict.cache import Cache
from allonym.predict.memo import Finished
from allonym.show.evidence import Predictions, evidence

TEXT = "Ali Mamlouk met Hakan Fidan in Moscow."
GOLD = (Mention(0, 11, "PERSON"), Mention(16, 27, "PERSON"), Mention(31, 37, "GPE"))


def corpus(name: str, documents: int) -> Corpus:
    return Corpus(name, tuple(Document(f"d{number}", TEXT, GOLD) for number in range(documents)))


def answers(corpora: list[Corpus], found: tuple[Mention, ...]) -> Predictions:
    return {("m", one.name): {d.id: Document(d.id, None, found) for d in one.documents} for one in corpora}


def test_mistakes_point_into_the_documents_of_all_corpora() -> None:
    both = [corpus("one", 2), corpus("two", 1)]
    data = evidence(both, answers(both, GOLD[:2])).data
    assert [data["mistakes"][0][at : at + 4][0] for at in range(0, 12, 4)] == [0, 1, 2]


def test_what_is_kept_is_shown_of_the_same_answers_alone(tmp_path: Path) -> None:
    both = [corpus("one", 2), corpus("two", 1)]
    for found in (GOLD[:2], GOLD[1:], (), GOLD[:2]):
        finished = Finished(Cache(tmp_path / "kept.sqlite"))
        given = answers(both, found)
        assert evidence(both, given, finished=finished) == evidence(both, given)
