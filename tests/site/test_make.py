"""The board for all to see: pages that lead to each other, files for programs, and what a reader does with them."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from urllib.parse import unquote, urldefrag

import msgspec
import pytest
from support.browser import Open, needs_browser
from support.serving import serving

from allonym.errors import InputError
from allonym.runs.headline import BOTH, standings
from allonym.runs.read import read_run
from allonym.show.since import FrozenBoard, freeze
from allonym.site import make
from allonym.site.make import BoardSite, file_name, frozen_boards, size
from allonym.tools import site as tool


@pytest.fixture(scope="module")
def built(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the run, with a board of a version in which the best model was five points worse."""
    place = tmp_path_factory.mktemp("site")
    frozen = freeze(read_run(run_folder), "0.0.9")
    for row in frozen.tables[0]["rows"]:
        row["F1 as printed"] -= 5
    (place / "boards").mkdir()
    (place / "boards" / "0.0.9.json").write_bytes(msgspec.json.encode(frozen))
    said = tool.build(str(run_folder), place / "pages", place / "boards")
    assert re.search(r"[\d,]+ files of run .+ [\d,]+ bytes$", said)
    return place / "pages"


def test_every_link_leads_to_a_file_of_the_site(built: Path) -> None:
    pages = [page for page in built.rglob("*.html") if page.name != "report.html"]
    dead = []
    for page in pages:
        for link in re.findall(r'(?:href|src)="([^"]+)"', page.read_text("utf-8")):
            target = unquote(urldefrag(link)[0])
            assert "://" not in link
            if not target.startswith("data:") and "docs/" not in target and not (page.parent / target).is_file():
                dead.append((page.name, link))
    assert len(pages) > 6
    assert dead == []


def test_curl_gets_the_board_as_it_stands_in_the_run(built: Path, run_folder: Path) -> None:
    from urllib.request import urlopen

    with serving(lambda path, *_: (200, (built / path.lstrip("/")).read_bytes())) as address:
        lines = urlopen(f"{address}/leaderboard.csv").read().decode().splitlines()
        board = json.loads(urlopen(f"{address}/leaderboard.json").read())["tables"][0]
    read = list(csv.DictReader(lines))
    f1 = {
        row.model: row.value
        for row in read_run(run_folder).rows
        if (row.corpus, row.measure, row.probe, row.label, row.convention, row.tagset)
        == ("small", "strict.f1", "original", "micro", "neutral", "coarse")
    }
    assert [row["model"] for row in read] == [row["model"] for row in board["rows"]]
    assert {row["model"]: float(row["F1"]) for row in read if row["corpus"] == "small"} == {
        model: pytest.approx(100 * value) for model, value in f1.items() if value is not None
    }


def test_a_model_has_its_numbers_cost_and_card(built: Path, run_folder: Path) -> None:
    shown = (built / "models" / "careful.html").read_text("utf-8")
    for title in ("Whom it loses", "By origin", "By slot", "By register", "Cost", "Card"):
        assert title in shown
    digest = read_run(run_folder).models["careful"]["digest"]
    assert digest in shown
    assert not (built / "models" / "broken.html").exists()


def test_a_name_has_each_spelling_once_under_every_model(built: Path) -> None:
    shown = (built / "names" / "ali_mamlouk.html").read_text("utf-8")
    first = shown.split("<table>")[1].split("</table>")[0]
    heads = re.findall(r'<th scope="row">([^<]+)</th>', first)
    assert heads[0] == "(as printed)"
    assert len(heads) == len(set(heads)) > 2
    assert re.findall(r'<th scope="col">.*?>([\w]+)</button>', first)[-2:] == ["careful", "hasty"]


def test_what_has_changed_is_said_with_the_numbers(built: Path) -> None:
    shown = (built / "changes.html").read_text("utf-8")
    assert "Since 0.0.9" in shown
    assert shown.count(">+5.0<") == 2, "of each of two models"
    assert 'href="boards/0.0.9.html"' in shown
    past = (built / "boards" / "0.0.9.html").read_text("utf-8")
    speeds = re.findall(r">([\d,]{4,}(?:\.\d)?)<", past)
    assert speeds, "words a second"
    assert not any("." in one for one in speeds), "as they were written then"


def test_without_a_version_nothing_is_compared(run_folder: Path, tmp_path: Path) -> None:
    list(BoardSite(read_run(run_folder), (), tmp_path)._boards([]))
    assert "No version has come out yet" in (tmp_path / "changes.html").read_text("utf-8")


def test_a_version_is_kept_and_read_again(run_folder: Path, tmp_path: Path) -> None:
    tool.main(["--freeze", "1.2.3", str(run_folder), str(tmp_path)])
    (board,) = frozen_boards(tmp_path)
    assert (board.version, board.run) == ("1.2.3", read_run(run_folder).id)
    (tmp_path / "2.0.0.json").write_text('{"version": 2}')
    with pytest.raises(InputError, match=r"2\.0\.0\.json: no board: "):
        frozen_boards(tmp_path)


def test_versions_stand_in_the_order_of_their_runs(tmp_path: Path) -> None:
    for version, day in (("0.10.0", "2027-02-01"), ("0.9.0", "2027-01-01")):
        board = FrozenBoard(version, "r", "s", day, [])
        (tmp_path / f"{version}.json").write_bytes(msgspec.json.encode(board))
    assert [board.version for board in frozen_boards(tmp_path)] == ["0.9.0", "0.10.0"]


def test_a_site_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(bytes(100))
    assert size(tmp_path) == 100
    monkeypatch.setattr(make, "LARGEST", 99)
    with pytest.raises(InputError, match="100 bytes; at most 99"):
        size(tmp_path)


def test_an_entity_of_any_name_has_a_file_of_its_own() -> None:
    assert file_name("ali_mamlouk") == "ali_mamlouk"
    odd = [file_name(one) for one in ("index", "../x", "", "Őz", "a" * 200)]
    assert len(set(odd)) == 5
    assert all(re.fullmatch("[0-9a-f]{12}", one) for one in odd)


@needs_browser
def test_a_view_of_the_board_can_be_sent(built: Path, opened: Open) -> None:
    with opened(built / "index.html", within=built) as page:
        rows = page.locator("#board tbody tr:visible")
        everything = rows.count()
        page.locator("select[name=texts]").select_option("small")
        page.locator("#board").get_by_role("columnheader", name="model").get_by_role("button").click()
        page.locator("#board").get_by_role("columnheader", name="model").get_by_role("button").click()
        assert rows.locator("th").all_inner_texts() == ["hasty", "careful"]
        page.get_by_label("Find").fill("CAREF")
        assert rows.locator("th").all_inner_texts() == ["careful"]
        assert page.locator("#rows-count").inner_text() == f"1 of {everything} rows"
        view = urldefrag(page.url)[1]
    with opened(built / "index.html", within=built, view=f"#{view}") as page:
        rows = page.locator("#board tbody tr:visible")
        assert rows.locator("th").all_inner_texts() == ["careful"]
        page.get_by_label("Find").fill("")
        assert rows.locator("th").all_inner_texts() == ["hasty", "careful"], "sorted as it was sent"
        rows.get_by_role("link", name="hasty").click()
        assert page.locator("h1").inner_text() == "hasty"


@needs_browser
def test_a_name_is_found_in_the_list_and_opened(built: Path, opened: Open) -> None:
    with opened(built / "names" / "index.html", within=built) as page:
        page.get_by_label("Find").fill("mamlouk")
        row = page.locator("#names-table tbody tr:visible")
        assert row.count() == 1
        row.get_by_role("link").click()
        assert page.locator("h1").inner_text() == "Ali Mamlouk"
        assert page.locator("table").first.locator("tbody tr").count() > 2
        page.get_by_role("link", name="The sentences").click()
        assert "spelling.search=Ali" in page.url
        assert page.locator("#spellings").count() == 0, "this run's texts are not the project's"


@needs_browser
@pytest.mark.parametrize("name", ["index", "names/index", "models/careful", "changes"])
def test_no_page_is_wider_than_a_phone(built: Path, opened: Open, name: str) -> None:
    with opened(built / f"{name}.html", within=built, viewport={"width": 390, "height": 800}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.get_by_role("button", name="Theme").click()


def test_the_board_is_that_of_the_headline(built: Path, run_folder: Path) -> None:
    run = read_run(run_folder)
    order = [one.model for one in standings(run.models, run.rows, run.prose) if BOTH in one.rows]
    shown = json.loads((built / "board.json").read_text("utf-8"))["tables"][0]["rows"]
    assert [row["model"] for row in shown] == order
