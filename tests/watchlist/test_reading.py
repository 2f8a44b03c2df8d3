from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from allonym.errors import InputError
from allonym.watchlist.reading import read_list
from allonym.watchlist.spellings import spelled
from allonym.watchlist.values import Listed


def read(path: Path, said: list[str] | None = None) -> list[Listed]:
    return list(read_list(path, ([] if said is None else said).append))


PERSON = {"name": "Omar Zed", "type": "person", "native": "عمر", "scholarly": "ʿUmar Zad", "origin": "ar"}


def test_the_same_name_in_every_format(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "name,type,native,scholarly,origin,aliases\nOmar Zed,person,عمر,ʿUmar Zad,ar,Omar Zad|Umar Zed\n"
    )
    (tmp_path / "a.tsv").write_text("name\tschema\tnative\tscholarly\tlang\tspellings\n"
                                    "Omar Zed\tPerson\tعمر\tʿUmar Zad\tArabic\tOmar Zad;Umar Zed\n")  # fmt: skip
    (tmp_path / "a.jsonl").write_text(json.dumps({**PERSON, "spellings": ["Omar Zad", "Umar Zed"]}) + "\n")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress((tmp_path / "a.jsonl").read_bytes()))
    expected = ("Omar Zed", "PERSON", "عمر", "ʿUmar Zad", "Arabic", ("Omar Zad", "Umar Zed"))
    for name in ("a.csv", "a.tsv", "a.jsonl", "b.jsonl.gz"):
        (listed,) = read(tmp_path / name)
        got = (listed.name, listed.label, listed.native, listed.scholarly, listed.origin, listed.spellings)
        assert got == expected, name


def test_a_plain_list(tmp_path: Path) -> None:
    (tmp_path / "names").write_text("# two men\nOmar Zed\n\nTariq Zed\n")
    said: list[str] = []
    assert [(n.line, n.name) for n in read(tmp_path / "names", said)] == [(2, "Omar Zed"), (4, "Tariq Zed")]
    assert said == [f"{tmp_path}/names:3: an empty name; passed over"]


def test_follow_the_money_entities(tmp_path: Path) -> None:
    entities = [
        {"id": "Q1", "caption": "Omar Zed", "schema": "Person", "target": True,
         "properties": {"name": ["Omar Zed", "Омар Зед"], "alias": ["Umar Zed"], "weakAlias": ["Abu Zed"],
                        "country": ["sy"], "birthDate": ["1960"]}},
        {"id": "C1", "schema": "Company", "properties": {"name": ["Zed Trading"]}},
        {"id": "V1", "schema": "Vessel", "properties": {"name": ["Sea Zed"]}},
        {"id": "P2", "schema": "Person", "properties": {"birthDate": ["1960"]}},
        {"id": "A1", "schema": "Address", "caption": "1 Road, Oslo", "properties": {"full": ["1 Road, Oslo"]}},
        {"id": "O1", "schema": "Ownership", "properties": {"owner": ["Q1"], "asset": ["C1"]}},
    ]  # fmt: skip
    path = tmp_path / "entities.ftm.json"
    path.write_text("".join(json.dumps(entity) + "\n" for entity in entities))
    said: list[str] = []
    person, company, ship = read(path, said)
    assert (person.name, person.label, person.spellings) == ("Omar Zed", "PERSON", ("Омар Зед", "Umar Zed", "Abu Zed"))
    assert (company.name, company.label) == ("Zed Trading", "ORG")
    assert (ship.name, ship.label) == ("Sea Zed", "PRODUCT")
    assert said == [f"{path}:4: an empty name; passed over"], "what bears no name is no fault of the list"


def test_entities_of_every_schema_that_has_a_name(tmp_path: Path) -> None:
    """What FollowTheMoney calls a name, but no text prints as one, is counted and said once."""
    path = tmp_path / "e.ftm.json"
    schemata = ("Vessel", "Airplane", "Vehicle", "Organization", "PublicBody", "LegalEntity", "RealEstate", "Event",
                "Position", "Position", "Security")  # fmt: skip
    entities = [{"id": "a", "schema": "Person", "properties": {"firstName": ["Ali"], "lastName": ["Testov"]}},
                *({"id": "b", "schema": schema, "properties": {"name": [f"Test {schema}"]}} for schema in schemata),
                {"id": "c", "schema": "Person", "properties": {"name": ["Ali Tester"], "fatherName": ["Omar"]}},
                {"id": "d", "schema": "Person", "properties": {
                    "firstName": ["Ali"], "fatherName": ["Omar"], "lastName": ["TESTI"]}}]  # fmt: skip
    path.write_text("".join(json.dumps(entity) + "\n" for entity in entities))
    said: list[str] = []
    found = read(path, said)
    assert [(one.name, one.label) for one in found] == [
        ("Ali Testov", "PERSON"), ("Test Vessel", "PRODUCT"), ("Test Airplane", "PRODUCT"), ("Test Vehicle", "PRODUCT"),
        ("Test Organization", "ORG"), ("Test PublicBody", "ORG"), ("Test LegalEntity", "ORG"),
        ("Test RealEstate", "FAC"), ("Test Event", "EVENT"), ("Ali Tester", "PERSON"), ("Ali Testi", "PERSON"),
    ]  # fmt: skip
    assert found[-1].spellings == ("Ali Omar Testi",)
    assert said == [
        f"{path}: {count} of schema {schema}: what it calls a name no model looks for; passed over"
        for schema, count in (("Position", 2), ("Security", 1))
    ]


SDN = r"""36,"AEROTEST AIRLINES",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"a.k.a. 'AERO-TEST'."
2674,"TESTOV, Abu Ivan","individual","SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 10 Dec 1948; a.k.a. 'Tester'; x"
9,"SEA TEST","vessel","X",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0-
"""
ALT = r"""36,12,"aka","AERO TEST CARIBBEAN",-0-
2674,4001,"aka","TESTOFF, Abu Ivan",-0-
9999,1,"fka","NOBODY, Else",-0-
"""


def test_ofac_as_it_publishes_its_list(tmp_path: Path) -> None:
    (tmp_path / "SDN.CSV").write_text(SDN + "\x1a\n")
    (tmp_path / "ALT.CSV").write_text(ALT + "\x1a\n")
    said: list[str] = []
    assert [(one.line, one.name, one.label, one.spellings) for one in read(tmp_path / "SDN.CSV", said)] == [
        (1, "AEROTEST AIRLINES", "ORG", ("AERO TEST CARIBBEAN", "AERO-TEST")),
        (2, "Abu Ivan Testov", "PERSON", ("Abu Ivan Testoff", "Tester")),
        (3, "SEA TEST", "PRODUCT", ()),
    ]
    assert not said
    (tmp_path / "ALT.CSV").unlink()
    assert [one.spellings for one in read(tmp_path / "SDN.CSV", said)] == [("AERO-TEST",), ("Tester",), ()]
    assert said == [
        f"{tmp_path}/SDN.CSV:1: no {tmp_path}/ALT.CSV beside it, which has the aliases; the names are read without"
    ]


XML = """<?xml version="1.0"?>
<sdnList xmlns="https://ofac.example/XML">
<sdnEntry><uid>36</uid><lastName>AEROTEST AIRLINES</lastName><sdnType>Entity</sdnType></sdnEntry>
<sdnEntry><uid>7</uid><firstName>Abu Ivan</firstName><lastName>TESTOV</lastName><sdnType>Individual</sdnType>
<akaList>
<aka><uid>8</uid><category>weak</category><firstName>Abu Ivan</firstName><lastName>TESTOFF &amp; Co</lastName></aka>
<aka><uid>9</uid><lastName>Tester</lastName></aka></akaList></sdnEntry>
</sdnList>
"""


def test_ofac_as_xml(tmp_path: Path) -> None:
    (tmp_path / "sdn.xml").write_text(XML)
    assert [(one.line, one.name, one.label, one.spellings) for one in read(tmp_path / "sdn.xml")] == [
        (3, "AEROTEST AIRLINES", "ORG", ()),
        (4, "Abu Ivan Testov", "PERSON", ("Abu Ivan Testoff & Co", "Tester")),
    ]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("<a><b/></a>", "no sdnEntry in this XML"),
        ("<a>\n<b></a>", r"sdn.xml:2: not XML: mismatched tag"),
        ("<!DOCTYPE a [<!ENTITY x 'yyyy'>]><a>&x;</a>", "a document type of its own"),
    ],
)
def test_xml_that_is_no_list(tmp_path: Path, content: str, what: str) -> None:
    (tmp_path / "sdn.xml").write_text(content)
    with pytest.raises(InputError, match=what):
        read(tmp_path / "sdn.xml")


@pytest.mark.parametrize(
    ("listed", "names"),
    [
        ("first,last\nAli,Testov\n,Testi\n", [("Ali Testov",), ("Testi",)]),
        ("Nom;Prénom;Alias\nTESTOV;Ali;Aly Testof\n", [("Ali Testov", "Aly Testof")]),
        ("Entity Name,Country\nAli Testov,Nowhere\n", [("Ali Testov",)]),
        ("Apellidos,Nombre\nPérez Testo,José\n", [("José Pérez Testo",)]),
        ("name,first name\nAli Testov,Ali\n", [("Ali Testov",)]),
        ("name;aka\nAli Testov;Aly Testof; \nOmar Zed;;;\n", [("Ali Testov", "Aly Testof"), ("Omar Zed",)]),
        ("Full Name,A.K.A.\nOmar Zed; Umar Zed,Abu Zed|Oomar Zed\n",
         [("Omar Zed", "Umar Zed", "Abu Zed", "Oomar Zed")]),
        ('Name\n"Tariq Zed a.k.a. ""Tarek Zed"""\nAka Zed\n', [("Tariq Zed", "Tarek Zed"), ("Aka Zed",)]),
        ('name\n"ZED, Jamil (AKA: Gamil Zed)"\n', [("Jamil Zed", "Gamil Zed")]),
        ("name,type\n\"Testov Trading, Inc.\",company\n\"Testov Bank, Oslo\",company\n",
         [("Testov Trading, Inc.",), ("Testov Bank, Oslo",)]),
    ],
)  # fmt: skip
def test_columns_and_cells_as_lists_have_them(tmp_path: Path, listed: str, names: list[tuple[str, ...]]) -> None:
    (tmp_path / "names.csv").write_text(listed)
    assert [(one.name, *one.spellings) for one in read(tmp_path / "names.csv")] == names


def test_last_name_first_is_turned_into_how_texts_print_it(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("AMIN, Muhammad\nSALIM, Ahmad Fuad\nTESTOV, Ivan\nALI, Hamed\nAL-TESTI, OMAR\n")
    assert [one.name for one in read(tmp_path / "names.txt")] == [
        "Muhammad Amin", "Ahmad Fuad Salim", "Ivan Testov", "Hamed Ali", "Omar al-Testi",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("listed", "printed"),
    [
        ("AMIN, Muhammad Jr.", ("Muhammad Amin Jr.",)),
        ("DE LA TEST, María", ("María de la Test",)),
        ("VAN DER TEST, Jan", ("Jan van der Test",)),
        ("O'TEST, Sean", ("Sean O'Test",)),
        ("MCTEST, Ian", ("Ian McTest",)),
        ("IBN AL-TESTI, Omar", ("Omar ibn al-Testi",)),
        ("TESTOV, A.B.", ("A.B. Testov",)),
        ("Testov, Ivan, Dr.", ("Ivan Testov",)),
        ("Testov, Ivan (Vanya)", ("Ivan Testov",)),
        ("D'TEST, Anne-MARIE", ("Anne-Marie D'Test",)),
        ("ТЕСТОВ, Иван", ("Иван Тестов",)),
        ("KIM, Min-jun", ("Kim Min-jun", "Min-jun Kim")),
        ("Omar Zed (Umar Zed)", ("Omar Zed", "Umar Zed")),
        ("Omar Zed (formerly Umar Zed)", ("Omar Zed", "Umar Zed")),
        ("Omar Zed f/k/a Umar Zed", ("Omar Zed", "Umar Zed")),
        ("Omar Zed ; a.k.a.: Umar Zed", ("Omar Zed", "Umar Zed")),
        ("Omar Zed (good quality a.k.a.: Umar Zed)", ("Omar Zed", "Umar Zed")),
        ("عمر زيد؛ عمر زد", ("عمر زيد", "عمر زد")),
    ],
)
def test_a_name_as_lists_write_it(tmp_path: Path, listed: str, printed: tuple[str, ...]) -> None:
    (tmp_path / "names.txt").write_text(f"{listed}\n", "utf-8")
    [one] = read(tmp_path / "names.txt")
    assert (one.name, *one.spellings) == printed


def test_lines_that_hold_no_name_are_said_each(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text(
        f"X\n{'Ali ' * 300}\nAli\x07 Zed\nOmar/Umar Zed\nAli\u200b Zed\nJo\u0308rg Zed\nOmar Zed / Umar Zed\n"
    )
    said: list[str] = []
    assert [(one.line, one.name, one.spellings) for one in read(path, said)] == [
        (5, "Ali Zed", ()), (6, "Jörg Zed", ()), (7, "Omar Zed", ("Umar Zed",)),
    ]  # fmt: skip
    for number, (line, what) in enumerate(
        zip(said, ("is one letter", "has 300 words", "has control characters", "has a slash"), strict=True), 1
    ):
        assert line.startswith(f"{path}:{number}: "), line
        assert what in line
        assert len(line) < len(str(path)) + 160


def forms(listed: Listed, likely: int = 20) -> dict[str, str]:
    name = spelled(listed, "here", pytest.fail, likely)
    assert name is not None
    return {form.form: form.source for form in name.forms}


def test_missing_spellings_are_derived_and_marked() -> None:
    found = forms(Listed(1, "Faruq Jabbur", scholarly="Fārūq Ǧabbūr", origin="Arabic", spellings=("Farouk Jabour",)))
    assert found["Faruq Jabbur"] == found["Farouk Jabour"] == "listed"
    assert found["Farouk Djabbour"] == "derived: arabic/french"
    assert found["Faruk Dschabbur"] == "derived: arabic/german"
    assert len(forms(Listed(1, "Faruq Jabbur", scholarly="Fārūq Ǧabbūr", origin="Arabic"), 5)) == 6


def test_a_cyrillic_name_is_derived_from_its_letters() -> None:
    found = forms(Listed(1, "Сергей Щукин"))
    assert found["Sergei Schtschukin"] == "derived: russian/german"
    assert "Сергей Щукин" not in found


def test_every_initial_is_large() -> None:
    found = forms(Listed(1, "Тестов А.Б."))
    assert {"Testov A.B.", "Testow A.B."} <= found.keys()
    assert not any("A.b." in form for form in found)


def test_thorn_and_eth_are_folded_to_what_is_written_for_them() -> None:
    assert forms(Listed(1, "Þór Guðnason"))["Thor Gudnason"] == "derived: fold: ASCII"


def test_a_soft_sign_is_written_as_each_scheme_does() -> None:
    found = forms(Listed(1, "Игорь Тестов"))
    assert {
        "Igor’ Testov": "derived: russian/bgn-pcgn",
        "Igor Testow": "derived: russian/german",
    }.items() <= found.items()
    assert not any("\N{MODIFIER LETTER APOSTROPHE}" in form for form in found)


@pytest.mark.parametrize(
    ("native", "origin", "own"),
    [
        ("Микола Тестко", "Ukrainian", "Mykola Testko"),
        ("Юрій Їжак", "", "Yuriy Yizhak"),
        ("Първан Тестов", "Bulgarian", "Pŭrvan Testov"),
        ("Быкаў Лысы", "", "Bykau Lysy"),
        ("Ђорђе Тестић", "", "Djordje Testic"),
        ("Първан Тестов", "", "Parvan Testov"),
        ("Микола Тестов", "", "Mykola Testov"),
        ("Аляксандр Тестов", "", "Alyaksandr Testov"),
    ],
)
def test_a_language_is_never_read_by_anothers_table(native: str, origin: str, own: str) -> None:
    found = forms(Listed(1, "Somebody", native=native, origin=origin))
    assert own in found
    assert not any(source.startswith("derived: russian") for source in found.values())


@pytest.mark.parametrize(("native", "origin"), [("Сергей Щукин", "Arabic"), ("Микола Тестко", "Tatar")])
def test_letters_of_a_language_without_tables_derive_nothing(native: str, origin: str) -> None:
    found = forms(Listed(1, "Somebody", native=native, origin=origin))
    assert not any("russian" in source or "ukrainian" in source for source in found.values())


def test_any_persons_name_is_derived_and_a_companys_only_from_its_native_form() -> None:
    assert "Khalid Nasser" in forms(Listed(1, "Khaled Nasser"), 1)
    assert forms(Listed(1, "Khaled Nasser Trading", label="ORG")) == {"Khaled Nasser Trading": "listed"}
    assert "Ashgabat" in forms(Listed(1, "Ašhabad", label="GPE", native="Ашхабад", spellings=("Ashgabat",)))
    assert "Rosneft" in forms(Listed(1, "Роснефть", label="ORG"))


def test_a_native_form_that_no_table_reads_leaves_what_the_latin_letters_give() -> None:
    assert "Khalid Nasser" in forms(Listed(1, "Khaled Nasser", native="王毅"))


def test_without_derived_spellings_a_name_in_native_letters_has_one() -> None:
    assert forms(Listed(1, "Сергей Щукин"), 0) == {"Sergei Shchukin": "derived: russian/english"}


def test_what_the_registry_knows_is_not_derived_again() -> None:
    assert forms(Listed(1, "Hmeimim", label="GPE"))["Khmeimim"] == "registry"
    assert forms(Listed(1, "Hmeimim", label="ORG")) == {"Hmeimim": "listed"}, "another type is another name"


def test_marks_are_folded() -> None:
    found = forms(Listed(1, "Örgün Işıkçı"), 0)
    assert found == {"Örgün Işıkçı": "listed", "Orgun Isikci": "derived: fold: ASCII",
                     "Örgün Isikçi": "derived: fold: Latin-1"}  # fmt: skip


@pytest.mark.parametrize(
    ("ending", "content", "what"),
    [("csv", "price\nOmar\n", ":1: no column of names among price; begin with a header"),
     ("xlsx", "x", "does not end in '.xlsx'"),
     ("txt", b"Omar\xff\n", "not UTF-8")],
)  # fmt: skip
def test_a_file_that_is_no_list(tmp_path: Path, ending: str, content: str | bytes, what: str) -> None:
    path = tmp_path / f"names.{ending}"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError, match=what):
        read(path)


def test_broken_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text('{"name": "Omar Zed"}\nnonsense\n{"name": 3}\n{"name": "Tariq Zed"}\n')
    said: list[str] = []
    assert [n.name for n in read(path, said)] == ["Omar Zed", "Tariq Zed"]
    assert ["jsonl:2: not a JSON object" in said[0], 'jsonl:3: "name" is not text' in said[1]] == [True, True]
