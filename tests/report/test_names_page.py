"""A watchlist as a page of report.html: alone, and beside a leaderboard."""

import shutil
from pathlib import Path

import pytest
from support.browser import Open, needs_browser
from support.command import allonym

LISTED = "name,type,spellings\nHakan Fidan,person,\nAli Mamlouk,person,Ali Mamluk;Aly Mamlouk\nMamluk,place,\n"
MODELS = ("--model", "careful.toml", "--model", "hasty.toml", "--model", "broken.toml")


@pytest.fixture(scope="module")
def place(run_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the run, its models, and a list of names that was kept alone and is a page of its report too."""
    place = Path(shutil.copytree(run_folder.parents[1], tmp_path_factory.mktemp("names") / "place", symlinks=True))
    (place / "list.csv").write_text(LISTED)
    for command in (
        ("names", "list.csv", "--sites", "2", *MODELS),
        ("runs", "report", "latest", "--names", "latest-names", "--corpus", "small.jsonl"),
    ):
        done = allonym(place, *command)
        assert done.returncode == 0, done.stderr
    return place


@pytest.fixture(params=["latest-names", "latest"])
def page_file(place: Path, request: pytest.FixtureRequest) -> Path:
    return place / "results" / str(request.param) / "report.html"


def test_a_run_keeps_its_other_pages(place: Path) -> None:
    alone, beside = ((place / "results" / run / "report.html").read_text("utf-8") for run in ("latest-names", "latest"))
    assert 'id="leaderboard"' not in alone
    assert "3 names of list.csv" in alone
    for section in ("leaderboard", "names", "mistakes"):
        assert f'<section id="{section}"' in beside


def test_a_list_that_was_not_kept_is_said(place: Path) -> None:
    done = allonym(place, "runs", "report", "latest", "--names", "names-yesterday", "--to", "other.html")
    assert done.returncode == 2
    assert "no list 'names-yesterday'" in done.stderr
    assert not (place / "other.html").exists()


def test_the_page_has_each_sentence_in_which_a_name_was_lost(place: Path) -> None:
    page = (place / "results" / "latest-names" / "report.html").read_text("utf-8")
    assert "had only one spelling to be tried in" in page
    assert "⟦Aly Mamlouk⟧" in page


@needs_browser
def test_names_unfold_are_chosen_and_searched(page_file: Path, opened: Open) -> None:
    with opened(page_file) as page:
        page.get_by_role("navigation", name="Sections").get_by_role("link", name="Your names").click()
        names = page.locator("#names-list details")
        assert names.locator("summary b").all_inner_texts() == ["Ali Mamlouk", "Hakan Fidan", "Mamluk"], "at risk first"
        names.first.locator("table").wait_for()
        first = names.first.locator("tbody tr")
        assert first.locator("th").all_inner_texts()[:3] == [
            "Ali Mamlouk listed", "Ali Mamluk listed", "Aly Mamlouk listed",
        ]  # fmt: skip
        assert first.nth(0).locator("td").all_inner_texts() == ["●2/2", "●2/2"]
        assert first.nth(2).locator("td").all_inner_texts() == ["○0/2\nmissed 2", "○0/2\nmissed 2"]
        with page.expect_download() as saved:
            names.first.get_by_role("button", name="Spellings of Ali Mamlouk, line 3 as CSV").click()
        assert saved.value.path().read_text("utf-8").splitlines()[:2] == [
            "spelling,careful,hasty",
            "Ali Mamlouk,2/2,2/2",
        ]
        lost = names.first.locator("ul.lost li").all_inner_texts()
        assert any(one.startswith("careful ") and "Aly Mamlouk" in one and "said: nothing" in one for one in lost), lost
        assert names.last.locator("table").count() == 0, "made when it is unfolded"
        names.last.locator("summary").press("Enter")
        names.last.locator("table").wait_for()
        assert names.last.locator("tbody td").all_inner_texts() == ["○0/2\nmissed 2", "●2/2"]
        form = page.locator("#names-filters")
        form.get_by_label("Not found by").select_option(label="hasty")
        assert names.locator("summary b").all_inner_texts() == ["Ali Mamlouk", "Hakan Fidan"]
        form.get_by_label("Not found by").select_option("")
        form.get_by_label("Search").fill("FIDAN")
        assert names.locator("summary b").all_inner_texts() == ["Hakan Fidan"]
        assert page.locator("#names-count").inner_text() == "1 name"


@needs_browser
def test_a_model_is_the_heading_of_its_row_and_the_table_is_sorted(page_file: Path, opened: Open) -> None:
    with opened(page_file) as page:
        table = page.get_by_role("region", name="The models")
        models = table.locator("tbody th")
        assert sorted(models.all_inner_texts()) == ["careful", "hasty"]
        table.get_by_role("columnheader", name="spurious").get_by_role("button").click()
        assert table.get_by_role("columnheader", name="spurious").get_attribute("aria-sort") == "ascending", (
            "best first"
        )
        spurious = [float(cell) for cell in table.locator("tbody td:nth-child(7)").all_inner_texts()]
        assert spurious == sorted(spurious)


@needs_browser
def test_on_a_phone_the_section_is_no_longer_than_five_screens(page_file: Path, opened: Open) -> None:
    with opened(page_file, viewport={"width": 390, "height": 844}) as page:
        assert page.locator("#names-list details[open]").count() == 0
        assert page.locator("#names").evaluate("one => one.offsetHeight") <= 5 * 844


@needs_browser
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_screen(page_file: Path, opened: Open, width: int) -> None:
    with opened(page_file, viewport={"width": width, "height": 800}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(page_file: Path, opened: Open, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with opened(page_file, color_scheme=scheme) as page:
        found = Axe().run(page).response["violations"]
        serious = [one for one in found if one["impact"] in ("serious", "critical")]
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in serious] == []


@needs_browser
def test_the_tables_stand_without_scripts(place: Path, opened: Open) -> None:
    with opened(place / "results" / "latest-names" / "report.html", java_script_enabled=False) as page:
        at_risk = page.get_by_role("region", name="Names at risk")
        assert at_risk.locator("tbody tr").count() == 3
        assert "broken" in page.get_by_role("region", name="Not measured").inner_text()
        assert not page.locator("#names-filters").is_visible()
