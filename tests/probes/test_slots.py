from __future__ import annotations

import pytest

from allonym.probes.slots import slot


@pytest.mark.parametrize(
    ("text", "name", "surname", "kind"),
    [
        ("Hariri wins the cup", "Hariri", True, "headline"),
        ("- Saad al-Hariri, Beirut", "Saad al-Hariri", False, "list"),
        ("Beirut        Saad al-Hariri      09:30", "Saad al-Hariri", False, "list"),
        ("They were Lina, Saad al-Hariri, and Omar.", "Saad al-Hariri", False, "list"),
        ("We met Mr. Hariri there.", "Hariri", True, "title"),
        ("We met Prime Minister Saad al-Hariri there.", "Saad al-Hariri", False, "title"),
        ("We met Hariri’s son.", "Hariri", True, "possessive"),
        ("It rained. Hariri left.", "Hariri", True, "sentence start"),
        ("“Hariri left,” she said.", "Hariri", True, "sentence start"),
        ("Then Hariri left.", "Hariri", True, "surname"),
        ("Then Saad al-Hariri left.", "Saad al-Hariri", False, "running"),
    ],
)
def test_the_kinds_of_places(text: str, name: str, surname: bool, kind: str) -> None:
    start = text.index(name)
    assert slot(text, start, start + len(name), surname=surname) == kind
