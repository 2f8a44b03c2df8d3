"""The lexicon's file: what is written is found again."""

from __future__ import annotations

from pathlib import Path

from allonym.names.engine.lexicon import Headword, Lexicon, lexicon, write_lexicon

ENTRIES = [Headword("Arabic", "خالد", (("khaled", 3), ("khalid", 2))), Headword("Russian", "иван", (("ivan", 1),))]


def test_entries_are_found_by_key_and_by_native_form(tmp_path: Path) -> None:
    path = tmp_path / "names.bin"
    assert write_lexicon(ENTRIES, path) == 2
    read = Lexicon(path)
    assert read.find("khalid") == read.find("خالد") == [ENTRIES[0]]
    assert read.find("ivan") == [ENTRIES[1]]
    assert read.find("nobody") == []


def test_many_entries_are_found_again_and_read_in_order(tmp_path: Path) -> None:
    """More than a block holds, so that hashes lose bits and lines lie in several blocks."""
    entries = [Headword("Arabic", f"native{n:04}", ((f"form{n:04}", n + 1), (f"form{n:04}é", 1))) for n in range(2000)]
    write_lexicon(entries, tmp_path / "names.bin")
    read = Lexicon(tmp_path / "names.bin")
    assert [*read] == entries
    assert all(read.find(entry.native) == [entry] == read.find(entry.forms[0][0]) for entry in entries)
    assert all(read.knows(entry.native) for entry in entries)


def test_a_form_with_marks_is_found_by_its_key_beside_one_that_has_none(tmp_path: Path) -> None:
    entries = [
        Headword("Arabic", "نور الدين", (("noureddine", 2), ("nūr al-dīn", 1), ("nur al din", 1))),
        Headword("Turkish", "nûr", (("nûr", 1), ("nur", 1))),
        Headword("Turkish", "nurcan", (("nurcan", 1),)),
    ]
    write_lexicon(entries, tmp_path / "names.bin")
    read = Lexicon(tmp_path / "names.bin")
    assert read.find("nur al din") == entries[:1]
    assert read.find("nur") == read.find("nûr") == entries[1:2]


def test_the_same_entries_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.bin", tmp_path / "two.bin"
    write_lexicon(ENTRIES, one)
    write_lexicon(reversed(ENTRIES), two)
    assert one.read_bytes() == two.read_bytes()


def test_the_lexicon_of_the_package_knows_common_names_of_its_languages() -> None:
    known = {"khaled": "Arabic", "hossein": "Persian", "yeltsin": "Russian", "serhiy": "Ukrainian"}
    for word, origin in known.items():
        assert origin in {entry.origin for entry in lexicon().find(word)}
