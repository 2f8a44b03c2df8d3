"""respell on texts whose probed forms a person can write down."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from allonym.corpus.values import Corpus, Document, Mention
from allonym.names.name import Part
from allonym.names.registry import Entity, Registry, load_registry
from allonym.probes.respell import probe
from allonym.probes.values import Skipped
from tests.support.people import REGISTRY, corpus


def texts(made: Corpus) -> dict[str, str]:
    return {probed.pairs[0].spelling: probed.text for probed in probe(made, REGISTRY, Skipped())}


def test_full_and_short_forms_go_in_step_each_with_or_without_its_article() -> None:
    made = corpus(
        "Saad al-Hariri came. Al-Hariri's car left; Hariri stayed.",
        ("Saad al-Hariri", "PERSON", "saad_al_hariri"),
        ("Al-Hariri", "PERSON", "saad_al_hariri"),
        ("Hariri", "PERSON", "saad_al_hariri"),
    )
    assert texts(made) == {
        "Sa'd al-Hariri": "Sa'd al-Hariri came. Al-Hariri's car left; Hariri stayed.",
        "Saad El Hareeri": "Saad El Hareeri came. El Hareeri's car left; Hareeri stayed.",
        "Saad Hariri": "Saad Hariri came. Hariri's car left; Hariri stayed.",
        "Saad Alhariri": "Saad Alhariri came. Alhariri's car left; Hariri stayed.",
    }


def test_a_pair_is_a_mention_that_changed() -> None:
    made = corpus(
        "Then Saad al-Hariri came, and Hariri stayed.",
        ("Saad al-Hariri", "PERSON", "saad_al_hariri"),
        ("Hariri", "PERSON", "saad_al_hariri"),
    )
    skipped = Skipped()
    probed = list(probe(made, REGISTRY, skipped))
    pairs = [(pair.spelling, pair.printed, pair.form, pair.stratum, pair.site.slot) for p in probed for pair in p.pairs]
    assert pairs == [
        ("Sa'd al-Hariri", "Saad al-Hariri", "Sa'd al-Hariri", "vowels", "running"),
        ("Saad El Hareeri", "Saad al-Hariri", "Saad El Hareeri", "vowels", "running"),
        ("Saad El Hareeri", "Hariri", "Hareeri", "vowels", "surname"),
        ("Saad Hariri", "Saad al-Hariri", "Saad Hariri", "article", "running"),
        ("Saad Alhariri", "Saad al-Hariri", "Saad Alhariri", "article", "running"),
    ]
    assert skipped == {
        ("the spelling is the printed one, in the parts that the mention shows", "saad_al_hariri"): 3,
    }


@pytest.mark.parametrize(
    ("printed", "spelled"),
    [("SAAD AL-HARIRI", "SA'D AL-HARIRI"), ("S. al-Hariri", None), ("saad al-hariri", "sa'd al-hariri")],
)
def test_the_mentions_case_is_kept(printed: str, spelled: str | None) -> None:
    made = corpus(f"Then {printed} came.", (printed, "PERSON", "saad_al_hariri"))
    forms = {p.pairs[0].spelling: p.pairs[0].form for p in probe(made, REGISTRY, Skipped())}
    assert forms.get("Sa'd al-Hariri") == spelled


def test_turkish_capitals_keep_their_dots() -> None:
    made = corpus("VISIT BY ISMET INONU", ("ISMET INONU", "PERSON", "ismet_inonu"))
    assert texts(made) == {"İsmet İnönü": "VISIT BY İSMET İNÖNÜ"}


def test_places_keep_the_words_around_the_name_and_exonyms_are_told() -> None:
    made = corpus("They met at Sidon Castle.", ("Sidon Castle", "FAC", "sidon"))
    (probed,) = probe(made, REGISTRY, Skipped())
    (pair,) = probed.pairs
    assert (probed.text, pair.form, pair.stratum) == ("They met at Saida Castle.", "Saida Castle", "exonym")
    assert probed.text[slice(*pair.after)] == "Saida Castle"


def test_what_cannot_be_probed_is_named() -> None:
    made = corpus(
        "The Sheikh met Rafiq and Lina in\nSidon.",
        ("The Sheikh", "PERSON", "saad_al_hariri"),
        ("Rafiq", "PERSON", "rafiq"),
        ("Lina in\nSidon", "PERSON", "ismet_inonu"),
    )
    skipped = Skipped()
    assert list(probe(made, REGISTRY, skipped)) == []
    assert skipped == {
        ("the mention shows no spelling of the name", "saad_al_hariri"): 1,
        ("not in the registry", "rafiq"): 1,
        ("the mention runs over a line's end", "ismet_inonu"): 1,
    }


def test_a_site_whose_text_has_changed_is_named() -> None:
    stale = Mention(5, 11, "PERSON", "saad_al_hariri", {"surface": "Haryry"})
    made = Corpus("made", (Document("d", "Then Hariri came.", (stale,)), Document("e", None)))
    skipped = Skipped()
    assert list(probe(made, REGISTRY, skipped)) == []
    assert skipped == {
        ("the text is not the recorded surface", "saad_al_hariri"): 1,
        ("the document's text is not at hand", "e"): 1,
    }


def test_an_entity_without_spellings_is_named() -> None:
    made = corpus("Then Lavrov came.", ("Lavrov", "PERSON", "lina"))
    lina = Entity("lina", "PERSON", "Russian", parts=(Part("family", "Lavrov", "Lavrov"),))
    skipped = Skipped()
    assert list(probe(made, Registry(MappingProxyType({"lina": lina})), skipped)) == []
    assert skipped == {("no other spelling is known", "lina"): 1}


def test_the_shipped_spellings_of_a_shipped_name() -> None:
    registry = load_registry()
    made = corpus("On Monday Mamlouk's aides left.", ("Mamlouk", "PERSON", "ali_mamlouk"))
    forms = {pair.form for p in probe(made, registry, Skipped()) for pair in p.pairs}
    assert forms == {"Mamluk", "Mamlūk", "Memlük", "Mamlook"}
