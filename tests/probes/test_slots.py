from __future__ import annotations

import pytest

from allonym.probes.slots import slot, starts_sentence


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


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("al-Khatib left.", True),
        ("It rained. al-Khatib left.", True),
        ("Did it rain? al-Khatib asked.", True),
        ("“It rained.” al-Khatib left.", True),
        ("(al-Khatib left.)", True),
        ("- al-Khatib, Beirut", True),
        ("2. al-Khatib, Beirut", True),
        ("HALLAM: al-Khatib left.", True),
        ("Editor: al-Khatib", False),
        ("“al-Khatib left,” she said.", True),
        ('She said, "al-Khatib left."', True),
        ("She said: ‘al-Khatib left.’", True),
        ("“Did it rain?” al-Khatib asked.", False),
        ("“It rained,” al-Khatib said.", False),
        ("The so-called “al-Khatib plan” failed.", False),
        ('The "al-Khatib" plan failed.', False),
        ("Three came: al-Khatib, Omar and Lina.", False),
        ("One man – al-Khatib – came.", False),
        ("They met Gen. al-Khatib there.", False),
        ("Old towns, e.g. al-Khatib, grow.", False),
        ("They met A. al-Khatib there.", False),
        ("The rebels’ al-Khatib left.", False),
        ("The rebels' al-Khatib left.", False),
        ("Well… al-Khatib left.", True),
    ],
)
def test_where_a_sentence_begins(text: str, starts: bool) -> None:
    assert starts_sentence(text, text.index("al-Khatib")) is starts
