"""The article and Abd al-, written in other ways."""

from __future__ import annotations

from allonym.names.engine.variants import rewritings


def others(form: str) -> set[str]:
    return {other for other, _, _ in rewritings(form)}


def test_the_article() -> None:
    assert others("Fayez el Sarraj") == {"Fayez el-Sarraj", "Fayez Elsarraj", "Fayez Sarraj"}


def test_the_servant_of() -> None:
    assert others("Abdel Aziz Bouteflika") == {"Abdelaziz Bouteflika", "Abd al-Aziz Bouteflika"}
    assert "Abdul Rahman Amin" in others("Abdulrahman Amin")


def test_names_without_either_stay() -> None:
    assert others("Boris Yeltsin") == set()
