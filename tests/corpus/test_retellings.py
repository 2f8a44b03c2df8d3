"""The retellings stand in for the articles: the same names, none of the sentences."""

import re
from pathlib import Path

import pytest

from allonym.corpus import Document
from allonym.corpus.articles import standoffs
from allonym.corpus.load import load_corpus

ARTICLES = Path(__file__).parents[2].parent / "shared" / "articles"
RUN = 8


def retellings() -> list[Document]:
    return list(load_corpus("retellings").documents)


@pytest.mark.parametrize("article", standoffs(), ids=lambda document: document.id)
def test_every_name_and_spelling_of_the_article_stands_in_its_retelling(article: Document) -> None:
    (retelling,) = (document for document in retellings() if document.id == article.id)
    assert retelling.text is not None
    in_article = {(m.entity, m.label, m.extra["surface"]) for m in article.mentions}
    in_retelling = {(m.entity, m.label, m.of(retelling.text)) for m in retelling.mentions}
    assert in_article <= in_retelling


@pytest.mark.parametrize("retelling", retellings(), ids=lambda document: document.id)
def test_a_retelling_is_news_of_400_to_900_words(retelling: Document) -> None:
    assert 400 <= retelling.extra["words"] <= 900


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.casefold())


def runs(text: str) -> set[tuple[str, ...]]:
    tokens = words(text)
    return {tuple(tokens[i : i + RUN]) for i in range(len(tokens) - RUN + 1)}


def test_no_run_of_eight_words_is_shared_with_an_article() -> None:
    if not ARTICLES.is_dir():
        pytest.skip("the articles are not at hand")
    theirs = set().union(*(runs(path.read_text(encoding="utf-8")) for path in ARTICLES.glob("*.txt")))
    assert theirs
    for retelling in retellings():
        assert not runs(retelling.text or "") & theirs, retelling.id
