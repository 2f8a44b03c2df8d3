"""What the columns of a list hold, by their titles; and the types that a column may name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from allonym.labels import KNOWN
from allonym.names.folds import strip_marks
from allonym.watchlist.cells import as_printed
from allonym.watchlist.formats import Record

_TITLES = MappingProxyType(
    {
        "name": """name | full name | fullname | whole name | wholename | complete name | display name | primary name
            | entity name | person name | individual name | company name | organisation name | organization name
            | customer name | sdn name | name of individual or entity | names | caption | namealias wholename
            | nom | nom complet | nombre | nombre completo | nome | nome completo | naam | navn | namn
            | ad soyad | isim""",
        "first": """first | first name | firstname | first names | given | given name | givenname | given names
            | forename | forenames | prenom | prenoms | vorname | voornaam | primer nombre | name 1
            | namealias firstname | ad""",
        "middle": """middle | middle name | middlename | patronymic | second name | secondname | fathername
            | father name | name 2 | name 3 | name 4 | name 5 | namealias middlename""",
        "last": """last | last name | lastname | surname | family | family name | familyname | nom de famille | nachname
            | familienname | achternaam | apellido | apellidos | cognome | soyad | name 6 | namealias lastname""",
        "type": """type | schema | label | sdn type | entity type | record type | kind | party type
            | individual entity ship""",
        "native": """native | native name | original script | original script name | name non latin script
            | name in original script""",
        "scholarly": "scholarly | scholarly form | transliteration",
        "origin": "origin | language | lang",
        "spellings": """spellings | spelling | aliases | alias | weak alias | weakalias | a k a | aka | akas
            | also known as | alternative names | alternative name | alternate names | alternate name | other names
            | other name | variants | previousname | previous name | abbreviation""",
    }
)
_FIELDS = {title.strip(): field for field, titles in _TITLES.items() for title in titles.split("|")}


TYPES = MappingProxyType(
    dict.fromkeys(("person", "individual", "per", "p"), "PERSON")
    | dict.fromkeys(("organization", "organisation", "company", "publicbody", "legalentity", "entity", "group"), "ORG")
    | dict.fromkeys(("place", "location", "city", "country"), "GPE")
    | dict.fromkeys(("vessel", "ship", "airplane", "aircraft", "vehicle"), "PRODUCT")
    | {"realestate": "FAC", "event": "EVENT"}
    | {label.casefold(): label for label in KNOWN}
)
"""What a list may call a type, to the project's label; FollowTheMoney's schemata whose names texts print among it."""

_NAMELESS = """
address analyzable article assessment asset audio bankaccount call callfortenders contract contractaward courtcase
cryptowallet debt directorship document documentation email folder htmldocument hypertext identification image
license mention message note occupancy ownership package page pages passport payment plaintext position project
sanction security similar table taxroll thing trip useraccount video workbook
"""
NAMELESS = frozenset(_NAMELESS.split())
"""FollowTheMoney's other schemata: what they call a name is no name of a person, group, place or vessel."""


@lru_cache(maxsize=4096)
def field_of(title: str) -> str | None:
    """The field that a column's title stands for; None for what is not used.

    >>> [field_of(title) for title in ("Full Name", "A.K.A.", "Prénom", "NameAlias_WholeName", "Price")]
    ['name', 'spellings', 'first', 'name', None]
    """
    plain = "".join(c if c.isalnum() else " " for c in strip_marks(title).casefold())
    return _FIELDS.get(" ".join(plain.split()))


def has_names(titles: Iterable[str]) -> bool:
    """Whether columns with these titles hold names: whole ones, or family names."""
    return not {field_of(title) for title in titles}.isdisjoint(("name", "last"))


def by_field(record: Record) -> dict[str, list[str]]:
    """A record's texts by field. "name" beside a first name alone is the last one, beside a last name alone the first,
    unless it has the other among its words.

    >>> by_field({"Nom": "Testov", "Prénom": "Ali"})["name"], by_field({"first": "Ali", "last": "Testov"})["name"]
    (['Ali Testov'], ['Ali Testov'])
    >>> by_field({"Apellidos": "Testo", "Nombre": "Ali"})["name"], by_field({"name": "Ali Li", "surname": "Li"})["name"]
    (['Ali Testo'], ['Ali Li'])
    """
    found: dict[str, list[str]] = {}
    for title, value in record.items():
        if (field := field_of(title)) is not None:
            found.setdefault(field, []).extend(_texts(value))
    for given, missing in (("first", "last"), ("last", "first")):
        name, part = found.get("name", []), found.get(given, [])
        if name and part and missing not in found and not set(part[0].split()) & set(name[0].split()):
            found[missing] = found.pop("name")
    if not found.get("name"):
        found["name"] = _joined(found)
    return found


def _joined(found: Mapping[str, list[str]]) -> list[str]:
    """First and last name, and again with the middle ones, where there are any."""
    first, last, middle = found.get("first", [])[:1], found.get("last", [])[:1], found.get("middle", [])
    names = (as_printed(", ".join((*last, " ".join(given)))) for given in (first, [*first, *middle]) if given)
    return list(dict.fromkeys(names)) or last


def _texts(value: str | list[str]) -> list[str]:
    texts = [value] if isinstance(value, str) else value
    return [text.strip() for text in texts if isinstance(text, str) and text.strip()]
