"""What a saved page or a text says."""

import io
import sys
from pathlib import Path

import pytest

from allonym.corpus.pages import read_page, texts
from allonym.errors import InputError

STORY = "He went to Homs by bus, and nobody there had expected him before the end of the week. " * 4
PAGE = f"""<!DOCTYPE html>
<html><head><title>By bus to Homs</title></head><body><nav><a href="/">Home</a> <a href="/s">Syria</a></nav>
<article><h1>By bus to Homs</h1><p>{STORY}</p><p>{STORY.replace("bus", "train")}</p></article>
<footer>All rights reserved.</footer></body></html>"""


def test_a_plain_text_is_taken_as_it_stands() -> None:
    assert list(texts("\ufeffHoms.\r\n".encode(), "a.txt")) == ["Homs.\r\n"]


def test_a_text_that_begins_with_a_bracket_is_no_page() -> None:
    assert list(texts(b"<Idlib> stands here", "a.txt")) == ["<Idlib> stands here"]


def test_of_a_page_the_main_text_comes_first_and_all_of_it_last() -> None:
    first, *_, last = texts(PAGE.encode(), "a.html")
    assert STORY.strip() in first
    assert "By bus to Homs" in first
    assert "Syria" not in first
    assert "Home Syria" in last


def test_a_page_says_in_which_letters_it_is_written() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-9">').replace("Homs", "Kadıköy")
    assert "Kadıköy" in next(texts(page.encode("iso-8859-9"), "a.html"))


def test_bytes_that_are_no_text_are_one_clear_line() -> None:
    with pytest.raises(InputError, match=r"a.txt:2: byte 0xff at 6 is not UTF-8"):
        list(texts(b"Homs.\n\xff", "a.txt"))


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Homs.")))
    assert read_page("-") == b"Homs."


def test_a_compressed_copy_is_opened(tmp_path: Path) -> None:
    import gzip

    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"Homs."))
    assert read_page(str(tmp_path / "a.txt.gz")) == b"Homs."


def test_a_file_that_is_not_there_is_one_clear_line() -> None:
    with pytest.raises(InputError, match=r"nowhere.html: cannot be read: No such file"):
        read_page("nowhere.html")
