"""The page as a reader has it."""

import csv
from pathlib import Path

import msgspec
import pytest
from support.browser import Open, needs_browser
from support.headline import headline
from support.real_run import OTHER
from support.rows import row

from allonym.evaluate.rows import Row
from allonym.report.make import write_report
from allonym.runs.read import Run

pytestmark = needs_browser

PIECES = "text => [...text.childNodes].filter(n => !n.classList?.contains('tag')).map(n => n.textContent)"
"""What a marked text is without the tags of its spans."""


@pytest.fixture
def page_file(run_folder: Path) -> Path:
    return run_folder / "report.html"


def test_sorting_by_a_column_turns_the_order(page_file: Path, opened: Open) -> None:
    with opened(page_file) as page:
        board = page.locator(".board:not([hidden])")
        names = board.locator("tbody th")
        assert names.all_inner_texts() == ["careful", "hasty"]
        heading = board.get_by_role("columnheader", name="strict.f1")
        assert heading.get_attribute("aria-sort") == "descending"
        heading.get_by_role("button").click()
        assert heading.get_attribute("aria-sort") == "ascending"
        assert names.all_inner_texts() == ["hasty", "careful"]
        board.get_by_role("columnheader", name="model").get_by_role("button").press("Enter")
        assert names.all_inner_texts() == ["careful", "hasty"]
        assert heading.get_attribute("aria-sort") is None


def test_filters_choose_the_table(page_file: Path, opened: Open) -> None:
    with opened(page_file) as page:
        shown = page.locator(".board:not([hidden])")
        before = shown.locator("tbody tr").first.inner_text()
        page.get_by_label("Label").first.select_option("LOC (coarse)")
        assert shown.count() == 1
        assert "LOC over coarse labels" in shown.locator("caption").inner_text()
        assert shown.locator("tbody tr").first.inner_text() != before
        page.get_by_label("Convention").select_option("raw")
        assert "raw bounds" in shown.locator("caption").inner_text()
        assert page.locator("#board-count").inner_text() == "2 models"


def test_mistakes_can_be_filtered_searched_and_read_in_their_text(page_file: Path, opened: Open) -> None:
    with opened(page_file) as page:
        items = page.locator("#mistake-list > li")
        everything = items.count()
        page.locator("#mistake-filters").get_by_label("Model").select_option("hasty")
        page.locator("#mistake-filters").get_by_label("Cause").select_option("missed")
        assert items.count() == 0, "hasty finds something at every name"
        page.locator("#mistake-filters").get_by_label("Cause").select_option("bounds shorter")
        assert items.locator(".about b").all_inner_texts() == ["hasty"]
        assert items.locator(".gold").all_inner_texts() == ["Hakan ", "Fidan"], "offsets count the emoji as one"
        page.locator("#mistake-filters").get_by_label("Cause").select_option("")
        page.locator("#mistake-filters").get_by_label("Search").fill("MAMLÚK")
        assert items.count() == 1
        items.get_by_role("button", name="Whole text").press("Enter")
        dialog = page.get_by_role("dialog")
        assert dialog.is_visible()
        pieces = dialog.locator(".text").evaluate(PIECES)
        assert "".join(pieces) == OTHER
        assert "gold PER" in dialog.inner_text()
        page.keyboard.press("Escape")
        assert not dialog.is_visible()
        page.locator("#mistake-filters").get_by_label("Search").fill("")
        page.locator("#mistake-filters").get_by_label("Model").select_option("")
        assert items.count() == everything


@pytest.mark.parametrize("table", ["#board", "#headline"], ids=["a corpus", "pooled"])
def test_a_number_of_found_both_ways_opens_the_sentences_that_were_lost(
    page_file: Path, opened: Open, table: str
) -> None:
    with opened(page_file) as page:
        line = page.locator(f"{table} tbody tr").filter(has_text="careful").last
        line.get_by_role("button", name="sentences lost by careful").click()
        dialog = page.get_by_role("dialog")
        said = dialog.locator(".note").inner_text()
        assert said.endswith(
            "found as printed and lost in another spelling, in the texts of small that are in this page."
        )
        lost = dialog.locator("li")
        assert lost.count() == int(said.split()[0]) > 0
        assert "found" not in lost.locator(".about b:nth-of-type(2)").all_inner_texts()
        assert lost.first.locator(".gold").count() > 0


def test_a_cell_of_the_spelling_matrix_shows_its_sentences(page_file: Path, opened: Open) -> None:
    with opened(page_file) as page:
        page.get_by_label("Texts").select_option("small as printed")
        name = page.locator("#spelling-list details").first
        assert name.get_attribute("open") is not None
        lost = name.get_by_role("button", name="Ali Mamluk, careful")
        assert lost.inner_text().split() == ["○0/1"]
        assert name.get_by_role("button", name="Ali Mamluk, hasty").inner_text().split() == ["✂0/1"]
        assert name.get_by_role("button", name="Ali Mamlouk, careful").inner_text().split() == ["●1/1"]
        lost.focus()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog")
        assert "Ali Mamluk left." in dialog.locator(".text").inner_text().replace("gold PER", "")
        assert "missed" in dialog.inner_text()
        dialog.get_by_role("button", name="Close").click()
        page.locator("#spelling-filters").get_by_label("Search").fill("nobody")
        assert page.locator("#spelling-count").inner_text() == "0 names"


def test_a_spelling_that_was_put_there_is_shown_in_its_sentence(page_file: Path, opened: Open) -> None:
    with opened(page_file) as page:
        page.get_by_label("Texts").select_option("respell")
        page.locator("#spelling-filters").get_by_label("Search").fill("ali mamlouk")
        name = page.locator("#spelling-list details").first
        assert name.locator("tbody tr").first.inner_text().startswith("(as printed)")
        cell = name.get_by_role("button", name="Aly Mamlouk, careful")
        assert cell.inner_text() == "○0/2"
        cell.click()
        sentences = page.get_by_role("dialog").locator(".text").all_inner_texts()
        assert [text.replace("gold PER", "") for text in sentences] == [
            "\U0001f4f0 Aly Mamlouk met Hakan Fidan in Moscow.",
            "Aly Mamlouk left.",
        ]


def test_the_theme_follows_the_system_until_it_is_chosen(page_file: Path, opened: Open) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    with opened(page_file, color_scheme="dark") as page:
        dark = page.evaluate(background)
        button = page.get_by_role("button", name="Theme")
        button.click()
        light = page.evaluate(background)
        assert light == "rgb(255, 255, 255)"
        assert dark != light
        button.click()
        assert page.evaluate(background) == dark
        page.emulate_media(media="print")
        assert page.evaluate(background) == light, "paper is white"


def test_it_prints(page_file: Path, opened: Open) -> None:
    with opened(page_file) as page:
        assert page.pdf(format="A4").startswith(b"%PDF")
        page.emulate_media(media="print")
        assert not page.locator("#board-filters").is_visible()
        assert page.locator(".board:not([hidden])").is_visible()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_is_wider_than_the_screen(page_file: Path, opened: Open, width: int) -> None:
    with opened(page_file, viewport={"width": width, "height": 800}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(page_file: Path, opened: Open, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with opened(page_file, color_scheme=scheme) as page:
        for state in ("page", "dialog"):
            if state == "dialog":
                page.get_by_role("button", name="Whole text").first.click()
            found = Axe().run(page).response["violations"]
            serious = [one for one in found if one["impact"] in ("serious", "critical")]
            assert [(one["id"], one["nodes"][0]["html"][:200]) for one in serious] == []


def test_main_tables_stand_without_scripts(page_file: Path, opened: Open) -> None:
    with opened(page_file, java_script_enabled=False) as page:
        assert page.locator(".board:not([hidden]) tbody th").all_inner_texts() == ["careful", "hasty"]
        assert page.locator("noscript p").is_visible()


def test_what_is_chosen_stands_in_the_address_and_comes_back(page_file: Path, opened: Open) -> None:
    with opened(page_file) as page:
        page.get_by_label("Convention").select_option("raw")
        page.locator("#mistake-filters").get_by_label("Model").select_option("hasty")
        address = page.url
        assert address.endswith("#convention=raw&mistake.model=hasty")
        page.get_by_label("Convention").select_option("neutral")
        page.locator("#mistake-filters").get_by_label("Model").select_option("")
        assert "#" not in page.url
        state = address.partition("#")[2]
        page.evaluate("state => { location.hash = state }", state)
        page.wait_for_function("document.querySelector('#board-filters [name=convention]').value === 'raw'")
        assert "raw bounds" in page.locator(".board:not([hidden]) caption").inner_text()
        assert set(page.locator("#mistake-list .about b").all_inner_texts()) == {"hasty"}


def test_an_address_with_what_is_not_there_leaves_the_page_as_it_is(page_file: Path, opened: Open) -> None:
    with opened(page_file) as page:
        before = page.locator(".board:not([hidden]) caption").inner_text()
        page.evaluate("location.hash = 'convention=nonsense&x=1'")
        page.wait_for_timeout(100)
        assert page.locator(".board:not([hidden]) caption").inner_text() == before


def test_each_table_is_saved_as_csv_with_its_numbers_unrounded(page_file: Path, opened: Open) -> None:
    with opened(page_file) as page:
        board = page.locator("#board")
        with page.expect_download() as saved:
            board.get_by_role("button", name="CSV").click()
        lines = saved.value.path().read_text("utf-8").splitlines()
        headings = [text.rstrip(" ↕▾▴") for text in board.locator("thead th").all_inner_texts()]
        assert next(csv.reader(lines)) == headings
        shown = board.locator("tbody tr").first.locator("td.number").first
        assert shown.get_attribute("data-value") in lines[1].split(",")
        assert len(lines) == 1 + board.locator("tbody tr").count()
        assert page.locator("main .scroll:has(table) > .csv").count() == page.locator("main .scroll:has(table)").count()


def test_a_column_in_which_less_is_better_begins_with_the_least(page_file: Path, opened: Open) -> None:
    with opened(page_file) as page:
        heading = page.locator("#board").get_by_role("columnheader", name="MB")
        heading.get_by_role("button").click()
        assert heading.get_attribute("aria-sort") == "ascending"


def test_headings_say_what_they_mean(page_file: Path, opened: Open) -> None:
    with opened(page_file) as page:
        said = page.locator("#board thead th", has_text="F1").first.get_attribute("title")
        assert said
        assert said.endswith(".")


def test_it_opens_with_the_verdict(page_file: Path, opened: Open) -> None:
    with opened(page_file) as page:
        first = page.locator("main > section").first
        assert first.get_attribute("id") == "verdict"
        assert first.locator(".verdict li").count() >= 2


def test_on_a_phone_no_section_is_longer_than_five_screens(page_file: Path, opened: Open) -> None:
    with opened(page_file, viewport={"width": 390, "height": 844}) as page:
        heights = page.evaluate("[...document.querySelectorAll('main > section')].map((s) => [s.id, s.offsetHeight])")
        assert [name for name, height in heights if height > 5 * 844] == []


def test_the_board_says_which_numbers_are_pooled(page_file: Path, opened: Open) -> None:
    with opened(page_file) as page:
        assert page.locator("#headline-title").inner_text() == "The headline: small"
        corpora = page.locator("#board tbody tr td:first-child")
        assert set(corpora.all_inner_texts()) == {"small"}
        assert page.locator("#board thead th").first.inner_text().startswith("corpus")


def test_every_number_column_says_what_it_means(page_file: Path, opened: Open) -> None:
    with opened(page_file) as page:
        for table in ("#headline", "#board"):
            silent = page.locator(f"{table} thead th.number:not([title])").all_inner_texts()
            assert silent == [], table


def test_what_was_lost_stands_before_what_was_found(page_file: Path, opened: Open) -> None:
    with opened(page_file) as page:
        page.get_by_label("Texts").select_option("")
        page.evaluate("for (const one of document.querySelectorAll('#spelling-list details')) one.open = true")
        page.wait_for_function("document.querySelector('#spelling-list .sign.some')")
        page.locator("#spelling-list button:has(.sign.some)").first.click()
        said = page.get_by_role("dialog").locator("li .about b:first-child").all_inner_texts()
        found = [one == "found" for one in said]
        assert found == sorted(found)
        assert set(found) == {True, False}


@pytest.mark.parametrize("width", [390, 1440])
def test_the_labels_of_a_picture_can_be_read_and_are_whole(page_file: Path, opened: Open, width: int) -> None:
    with opened(page_file, viewport={"width": width, "height": 844}) as page:
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        read = page.locator(".plot text").evaluate_all(
            """texts => texts.map((text) => {
                const plot = text.ownerSVGElement;
                const [whole, part] = [plot, text].map((one) => one.getBoundingClientRect());
                const inside = part.left >= whole.left - 1 && part.right <= whole.right + 1;
                const scale = plot.clientWidth / plot.viewBox.baseVal.width;
                return [text.textContent, inside, parseFloat(getComputedStyle(text).fontSize) * scale];
            })"""
        )
        assert len(read) > 20
        assert [text for text, inside, _ in read if not inside] == []
        assert min(letters for *_, letters in read) >= 10


def test_no_path_of_this_machine_stands_in_it(page_file: Path) -> None:
    page = page_file.read_text("utf-8")
    for place in (page_file.parents[2], Path.home(), Path(__file__).parents[2]):
        assert str(place) not in page


def test_on_a_phone_a_long_board_has_more(tmp_path: Path, opened: Open) -> None:
    models = [f"model_{number:02}" for number in range(40)]
    rows = [one for model in models for one in (*headline(model, 0.5), row(model, 0.5))]
    texts = dict.fromkeys(("reason", "version", "licence", "digest"), "")
    costs = dict.fromkeys(("size_mb", "words_per_cpu_second", "peak_rss_mb"), 1.0)
    entries = {model: {"model": model, "status": "ok", "warnings": [], **texts, **costs} for model in models}
    run = Run(id="long", signature="", models=entries, rows=msgspec.convert(rows, tuple[Row, ...]), about={})
    with opened(write_report(run, [], tmp_path / "long.html"), viewport={"width": 390, "height": 844}) as page:
        shown = page.locator("#board tbody tr:visible")
        assert shown.count() == 30
        assert page.locator("#rows-count").inner_text() == "40 of 40 rows"
        assert page.locator("#leaderboard").evaluate("one => one.offsetHeight") <= 5 * 844
        page.locator("#leaderboard").get_by_role("button", name="Show more").click()
        assert shown.count() == 40
        page.get_by_label("Find").first.fill("model_39")
        assert shown.count() == 1
