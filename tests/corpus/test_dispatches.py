"""The dispatches read like news: their length, how many names they have, and how people are named in them."""

from __future__ import annotations

from functools import cache

import pytest

from allonym.corpus.load import load_corpus
from allonym.corpus.paragraphs import count_words
from allonym.corpus.values import Document
from allonym.names.registry import load_registry


@cache
def dispatches() -> tuple[Document, ...]:
    return load_corpus("dispatches").documents


@pytest.mark.parametrize("dispatch", dispatches(), ids=lambda document: document.id)
def test_a_dispatch_has_the_length_and_the_names_of_a_news_piece(dispatch: Document) -> None:
    words = count_words(dispatch.text or "")
    assert 150 <= words <= 350
    assert 5 <= 100 * len(dispatch.mentions) / words <= 11


@pytest.mark.parametrize("dispatch", dispatches(), ids=lambda document: document.id)
def test_people_stand_in_full_first_and_with_their_family_name_after(dispatch: Document) -> None:
    registry = load_registry()
    met: set[str] = set()
    for mention in dispatch.mentions:
        if mention.label == "PERSON":
            entity, surface = registry.get(str(mention.entity)), mention.of(dispatch.text or "")
            assert entity is not None
            assert (surface == entity.printed) == (entity.id not in met), surface
            met.add(entity.id)
    assert met


def test_they_are_many_people_of_many_origins_and_made_up() -> None:
    registry = load_registry()
    people = [m.entity for document in dispatches() for m in document.mentions if m.label == "PERSON"]
    entities = [registry.get(str(name)) for name in set(people)]
    assert len(dispatches()) >= 80
    assert len(people) >= 1_100
    assert len(entities) >= 260
    assert len({entity.origin for entity in entities if entity}) >= 13
    assert all(entity and entity.fictional and entity.native and entity.scholarly for entity in entities)
