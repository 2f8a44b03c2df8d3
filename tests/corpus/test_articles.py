import hashlib
from pathlib import Path

import pytest

from allonym.corpus import Document, Mention
from allonym.corpus.articles import recognise, standoffs, tidy, untidy
from allonym.corpus.standoff import describe, sha256

TEXT = "Ali Mamluk left. \n\nHe said so.\u00a0\nNobody else did."


def trailing_blanks(text: str) -> list[tuple[int, str]]:
    return [(i, line[len(line.rstrip()) :]) for i, line in enumerate(text.split("\n")) if line != line.rstrip()]


def article(text: str = TEXT) -> Document:
    extra = describe(text) | {"tidy_sha256": sha256(tidy(text)), "trailing": trailing_blanks(text)}
    return Document("x", None, (Mention(0, 10, "PERSON", "ali_mamlouk", {"surface": "Ali Mamluk"}),), extra)


@pytest.mark.parametrize(
    "copy",
    [
        TEXT,
        "\ufeff" + TEXT,
        TEXT.replace("\n", "\r\n"),
        TEXT + "\n\n",
        tidy(TEXT),
        TEXT.replace("\n", "  \n"),
    ],
)
def test_a_copy_is_recognised_and_its_exact_text_restored(copy: str) -> None:
    found = recognise(copy, [article()])
    assert found is not None
    assert found.text == TEXT


def test_another_text_is_not() -> None:
    assert recognise(TEXT.replace("left", "stayed"), [article()]) is None


def test_untidy_undoes_tidy() -> None:
    assert untidy(tidy(TEXT), trailing_blanks(TEXT)) == TEXT


def test_the_five_articles_are_labelled() -> None:
    gold = standoffs()
    assert len(gold) == 5
    assert sum(len(document.mentions) for document in gold) == 670
    assert all(mention.entity for document in gold for mention in document.mentions)


def test_the_gold_fits_the_texts_where_they_are_at_hand() -> None:
    folder = Path(__file__).parents[2].parent / "shared" / "articles"
    if not folder.is_dir():
        pytest.skip("the articles are not at hand")
    for document in standoffs():
        data = (folder / f"{document.id}.txt").read_bytes()
        assert hashlib.sha256(data).hexdigest() == document.extra["sha256"]
        assert [m.of(data.decode()) for m in document.mentions] == [m.extra["surface"] for m in document.mentions]
