from allonym.corpus import Corpus, Document, Mention
from allonym.show.mistakes import mistakes

TEXT = "The Kremlin’s Ali Mamlouk met Hakan Fidan in Moscow, near Idlib. Then Assad left."


def _at(surface: str, label: str) -> Mention:
    start = TEXT.index(surface)
    return Mention(start, start + len(surface), label)


def _causes(gold: list[Mention], found: list[Mention]) -> list[tuple[str, str | None, str | None]]:
    corpus = Corpus("c", (Document("d", TEXT, tuple(gold)),))
    return [
        (one.cause, one.gold and one.gold.of(TEXT), one.predicted and one.predicted.of(TEXT))
        for one in mistakes(corpus, {"m": {"d": Document("d", None, tuple(found))}})
    ]


def test_every_cause_is_told_by_bounds_and_label() -> None:
    gold = [_at("Ali Mamlouk", "PERSON"), _at("Hakan Fidan", "PERSON"), _at("Moscow", "GPE"), _at("Idlib", "GPE")]
    found = [_at("Ali Mamlouk", "ORG"), _at("Fidan", "PERSON"), _at("Moscow, near", "ORG"), _at("Then", "PERSON")]
    told = _causes(gold, found)
    assert told == [
        ("label", "Ali Mamlouk", "Ali Mamlouk"),
        ("bounds shorter", "Hakan Fidan", "Fidan"),
        ("label and bounds", "Moscow", "Moscow, near"),
        ("missed", "Idlib", None),
        ("spurious", None, "Then"),
    ]


def test_what_the_neutral_convention_forgives_is_no_mistake() -> None:
    assert _causes([_at("Kremlin", "ORG")], [_at("The Kremlin’s", "ORG")]) == []
    assert _causes([_at("Moscow", "GPE")], [_at("Moscow", "FAC")]) == [], "both are LOC"


def test_a_name_in_pieces_was_split() -> None:
    told = _causes([_at("Hakan Fidan", "PERSON")], [_at("Hakan", "PERSON"), _at("Fidan", "PERSON")])
    assert told == [("split", "Hakan Fidan", "Hakan"), ("split", None, "Fidan")]
