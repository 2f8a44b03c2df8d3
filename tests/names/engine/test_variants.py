"""The article and Abd al-, written in other ways."""

from __future__ import annotations

import pytest

from allonym.names.engine.spell import spell
from allonym.names.engine.variants import has_two_articles, may_get_article, rewritings
from allonym.names.engine.written import read


def others(form: str) -> set[str]:
    return {other for other, _, _ in rewritings(form)}


def test_the_article() -> None:
    assert others("Fayez el Sarraj") == {"Fayez el-Sarraj", "Fayez Elsarraj", "Fayez Sarraj"}


def test_the_servant_of() -> None:
    assert others("Abdel Aziz Bouteflika") == {"Abdelaziz Bouteflika", "Abd al-Aziz Bouteflika"}
    assert "Abdul Rahman Amin" in others("Abdulrahman Amin")


@pytest.mark.parametrize("form", ["Abdel al-Fatah Qudsiyeh", "Khalil al-El Qaheri", "Bader al-Aldahoum"])
def test_an_article_follows_no_article(form: str) -> None:
    assert has_two_articles(form)


def test_none_is_put_before_one() -> None:
    assert not may_get_article(read("Bader Aldahoum"))
    for name in ("Abd al-Fatah Qudsiyeh", "Khalil Al Qaheri", "Bader Aldahoum"):
        assert not any(has_two_articles(one.form) for one in spell(name, top=50).spellings)


def test_names_without_either_stay() -> None:
    assert others("Boris Yeltsin") == set()
