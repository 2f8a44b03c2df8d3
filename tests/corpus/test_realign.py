import html
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.checkout import Checkout
from support.command import worker
from support.inline import read_inline
from support.standoff import write_standoff

from allonym.corpus import Document
from allonym.corpus.load import load_corpus
from allonym.corpus.neighbours import fold, words
from allonym.corpus.realign import realign
from allonym.corpus.standoff import attach, read_standoff, sha256

RETELLINGS = load_corpus("retellings").documents
BOILERPLATE = ["Home | World | Sport", "Most read: Syria and Turkey", "Idlib, in pictures", "", "Share this with Assad"]


def as_article(document: Document, folder: Path) -> Document:
    """The document as the standoff file of a text that is not shipped."""
    path = folder / f"{document.id}.json"
    write_standoff(document, path, for_strangers=True)
    return read_standoff(path)


def surfaces(document: Document) -> list[tuple[str, str, str | None]]:
    return [(m.of(document.text or ""), m.label, m.entity) for m in document.mentions]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    return [as_article(document, tmp_path_factory.mktemp("standoff")) for document in RETELLINGS]


@pytest.mark.parametrize("number", range(5))
def test_every_mention_of_the_same_text_keeps_its_place(number: int, articles: list[Document]) -> None:
    copy = realign(articles[number], RETELLINGS[number].text or "")
    assert not copy.lost
    assert surfaces(copy.document) == surfaces(RETELLINGS[number])


def test_a_text_belongs_to_no_other_article(articles: list[Document]) -> None:
    shares = [[realign(article, document.text or "").share for article in articles] for document in RETELLINGS]
    assert all(share < 0.1 for i, row in enumerate(shares) for j, share in enumerate(row) if i != j)


@given(data=st.data())
def test_boilerplate_and_layout_move_no_mention(data: Any, articles: list[Document]) -> None:
    number = data.draw(st.integers(0, 4))
    text = RETELLINGS[number].text or ""
    lines = [line for line in text.split("\n") if line]
    for _ in range(data.draw(st.integers(0, 4))):
        lines.insert(data.draw(st.integers(0, len(lines))), data.draw(st.sampled_from(BOILERPLATE)))
    glue = data.draw(st.sampled_from([" ", "\n", "\n\n"]))
    other = glue.join(lines).translate(str.maketrans("’‘“”", "''\"\""))
    copy = realign(articles[number], other)
    was = [(fold(surface.replace("’", "'")), *rest) for surface, *rest in surfaces(RETELLINGS[number])]
    assert not copy.lost
    assert [(fold(surface), *rest) for surface, *rest in surfaces(copy.document)] == was


@given(data=st.data())
def test_what_is_placed_reads_the_same_and_never_overlaps(data: Any, articles: list[Document]) -> None:
    number = data.draw(st.integers(0, 4))
    tokens = re.findall(r"\S+\s*", RETELLINGS[number].text or "")
    start, length = data.draw(st.integers(0, len(tokens))), data.draw(st.integers(0, 300))
    copy = realign(articles[number], "".join(tokens[:start] + tokens[start + length :]))
    text = copy.document.text or ""
    assert len(copy.document.mentions) + len(copy.lost) == len(articles[number].mentions)
    ends = [0, *(m.end for m in copy.document.mentions)]
    assert all(end <= mention.start for end, mention in zip(ends, copy.document.mentions, strict=False))
    spelt = {" ".join(word.folded for word in words(str(m.extra["surface"]))) for m in articles[number].mentions}
    assert {" ".join(word.folded for word in words(m.of(text))) for m in copy.document.mentions} <= spelt


def test_a_mention_whose_sentence_is_gone_is_named_not_guessed(tmp_path: Path) -> None:
    document = read_inline("⟦Homs|GPE|homs⟧ is quiet. Nothing moved there today at all. ⟦Homs|GPE|homs⟧ sleeps.", "a")
    article = as_article(document, tmp_path)
    copy = realign(article, "Nothing moved there today at all. Homs sleeps. He went to Homs by bus again.")
    assert [m.start for m in copy.lost] == [0]
    assert [m.bounds for m in copy.document.mentions] == [(34, 38)]
    assert copy.document.extra["realigned"] == 0.5


def test_menus_before_and_after_are_cut_off(tmp_path: Path) -> None:
    article = as_article(read_inline("It was quiet in ⟦Homs|GPE|homs⟧ today.", "a"), tmp_path)
    copy = realign(article, "Syria | Homs\nIt was quiet in Homs today. So far.\nRead also: Turkey")
    assert copy.document.text == "It was quiet in Homs today. So far."
    assert surfaces(copy.document) == [("Homs", "GPE", "homs")]


def test_a_moved_caption_is_found_where_it_went(tmp_path: Path) -> None:
    document = read_inline(
        "Streets of the city of ⟦Homs|GPE|homs⟧ after the rain.\nIn ⟦Moscow|GPE|moscow⟧ it was dry.", "a"
    )
    copy = realign(as_article(document, tmp_path), "In Moscow it was dry.\nStreets of the city of Homs after the rain.")
    assert surfaces(copy.document) == [("Moscow", "GPE", "moscow"), ("Homs", "GPE", "homs")]


def test_a_surface_keeps_its_full_stop(tmp_path: Path) -> None:
    article = as_article(read_inline("The ⟦U.S.|GPE|united_states⟧ said so.", "a"), tmp_path)
    assert surfaces(realign(article, "“The U.S. said so.”").document) == [("U.S.", "GPE", "united_states")]


PAGE = """<!DOCTYPE html><html><head><title>{title} | The Daily Page</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/syria">Syria</a></li></ul></nav>
<aside><h3>Most read</h3><a href="/1">Ankara buys buses</a><a href="/2">Moscow in the snow</a></aside>
<article><h1>{title}</h1><p class="dek">Share this on every network there is</p>{body}</article>
<footer><p>About us. Cookies. Assad, Putin and Erdogan in our archive. All rights reserved.</p></footer>
</body></html>"""


def page(document: Document) -> bytes:
    """The text as a page with other boilerplate, straight quotes, and two paragraphs in one."""
    title, *rest = [line for line in (document.text or "").split("\n") if line]
    joined = [" ".join(rest[i : i + 2]) for i in range(0, len(rest), 2)]
    straight = str.maketrans("’‘“”", "''\"\"")
    body = "".join(f"<p>{html.escape(line.translate(straight), quote=False)}</p>" for line in joined)
    return PAGE.format(title=html.escape(title.translate(straight)), body=body).encode()


@contextmanager
def served(content: bytes) -> Iterator[str]:
    """The address at which a local server gives the content out; anything but /page.html is not there."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/page.html" else 404)
            self.end_headers()
            if self.path == "/page.html":
                self.wfile.write(content)

        def log_message(self, *_: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("number", [0, 2])
def test_a_saved_page_realigns_every_mention(number: int, checkout: Checkout) -> None:
    document = Document("005_made_up", RETELLINGS[number].text, RETELLINGS[number].mentions)
    write_standoff(document, checkout.gold / "articles" / "005_made_up.json", for_strangers=True)
    with served(page(document)) as address:
        done = checkout.allonym("gold", "import", f"{address}/page.html")
    count = len(document.mentions)
    assert f"005_made_up, other words around it: {count} of {count} mentions placed" in done.stdout, done.stderr
    assert done.returncode == 0
    exported = checkout.allonym("gold", "export", "articles", "--articles", str(checkout.gold / "articles" / "text"))
    assert exported.returncode == 2, "the other five are still without text"
    (checkout.gold / "articles" / "005_made_up.json").rename(checkout.root / "made_up.json")
    kept = (checkout.gold / "articles" / "text" / "005_made_up.txt").read_text(encoding="utf-8")
    copy = realign(read_standoff(checkout.root / "made_up.json"), kept)
    assert copy.document.extra["realigned"] == 1.0
    assert [(m.label, m.entity) for m in copy.document.mentions] == [(m.label, m.entity) for m in document.mentions]


def test_pasted_text_that_lacks_a_paragraph_names_what_it_lacks(checkout: Checkout) -> None:
    document = Document("005_made_up", RETELLINGS[4].text, RETELLINGS[4].mentions)
    write_standoff(document, checkout.gold / "articles" / "005_made_up.json", for_strangers=True)
    lines = (document.text or "").split("\n")
    done = checkout.allonym("gold", "import", "-", given="\n".join(lines[:-4]))
    assert done.returncode == 1
    lost = [m.of(document.text or "") for m in document.mentions if m.start > len("\n".join(lines[:-4]))]
    assert lost
    assert re.search(rf"not placed: .*{re.escape(lost[-1])}$", done.stdout, re.MULTILINE)


def test_an_exact_copy_is_not_replaced_by_a_worse_one(checkout: Checkout) -> None:
    text = (RETELLINGS[1].text or "").rstrip("\n")
    extra = {"tidy_sha256": sha256(text), "trailing": []}
    document = Document("005_made_up", text, RETELLINGS[1].mentions, extra)
    write_standoff(document, checkout.gold / "articles" / "005_made_up.json", for_strangers=True)
    kept = checkout.gold / "articles" / "text" / "005_made_up.txt"
    count = len(document.mentions)
    for copy, said in (
        ("Menu\n" + text, f"{count} of {count} mentions placed"),
        ("\ufeff" + text.replace("\n", "\r\n"), f"{count} mentions, every surface agrees"),
        ("Menu\n" + text, f"{count} of {count} mentions placed"),
    ):
        assert said in checkout.allonym("gold", "import", "-", given=copy).stdout
    assert kept.read_bytes().decode() == text


def test_an_address_that_is_not_there_is_one_line_and_status_2(checkout: Checkout) -> None:
    with served(b"") as address:
        done = checkout.allonym("gold", "import", f"{address}/none.html")
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"allonym: http://127.0.0.1:\d+/none.html: the server answers 404; .*\n", done.stderr)


def test_attaching_still_wants_the_exact_text(articles: list[Document]) -> None:
    assert attach(articles[0], RETELLINGS[0].text or "", "x").text == RETELLINGS[0].text


WORKER = r"""
import json, re, sys
print(json.dumps({"ready": True, "model": "capitals", "version": "1", "labels": ["P"]}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    found = [{"start": m.start(), "end": m.end(), "label": "P"} for m in re.finditer("Mamlouk", request["text"])]
    print(json.dumps({"id": request["id"], "spans": found}), flush=True)
"""


def test_a_run_on_a_realigned_text_says_so_in_its_signature(checkout: Checkout) -> None:
    articles = checkout.gold / "articles"
    for path in articles.glob("*.json"):
        path.unlink()
    document = Document("005_made_up", RETELLINGS[4].text, RETELLINGS[4].mentions)
    write_standoff(document, articles / "005_made_up.json", for_strangers=True)
    lines = (document.text or "").split("\n")
    copy = checkout.root / "copy"
    copy.mkdir()
    (copy / "page.txt").write_text("\n".join(lines[:-4]), encoding="utf-8")
    (checkout.root / "worker.py").write_text(WORKER, encoding="utf-8")
    (checkout.root / "mine.toml").write_text(
        f'{worker(checkout.root / "worker.py")}[labels]\nP = "PERSON"\n', encoding="utf-8"
    )
    options = ["--corpus", "articles", "--articles", str(copy), "--model", "mine.toml"]
    done = checkout.allonym("bench", *options)
    assert done.returncode == 0, done.stderr
    board = json.loads((checkout.root / "results" / "latest" / "leaderboard.json").read_text(encoding="utf-8"))
    lost = sum(m.start > len("\n".join(lines[:-4])) for m in document.mentions)
    share = 1 - lost / len(document.mentions)
    assert 0.5 < share < 1
    said = re.search(r"gold:articles@[0-9a-f]{4}\(realigned:(0\.\d{3})\)", board["signature"])
    assert said, board["signature"]
    assert float(said[1]) == pytest.approx(share, abs=0.02)
