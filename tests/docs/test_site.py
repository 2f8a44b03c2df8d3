"""The documentation as a site of files: nothing comes from elsewhere, no script is published, and it searches."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from support.browser import Open, needs_browser

ROOT = Path(__file__).parents[2]
MKDOCS = shutil.which("mkdocs", path=str(Path(sys.executable).parent))


def test_the_site_has_four_parts_and_every_page() -> None:
    parts = next(re.finditer(r"^nav:\n(.*)", (ROOT / "mkdocs.yml").read_text(), re.MULTILINE | re.DOTALL))[1]
    nav = yaml.safe_load(parts)
    assert [name for part in nav for name in part][1:] == ["Tutorial", "How to", "Reference", "Background"]
    named = set(re.findall(r": ([\w-]+\.md)$", parts, re.MULTILINE))
    assert named == {path.name for path in (ROOT / "docs").glob("*.md")}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if MKDOCS is None:
        pytest.skip("no mkdocs: make docs")
    folder = tmp_path_factory.mktemp("site")
    built = subprocess.run(
        [MKDOCS, "build", "--quiet", "--site-dir", str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    return folder


def test_nothing_comes_from_elsewhere_and_no_script_is_published(site: Path) -> None:
    for page in site.rglob("*.html"):
        assert not re.search(r"<(script|link|img)[^>]+(src|href)=\"https?://", page.read_text("utf-8")), page.name
    assert [path for path in site.rglob("*") if path.suffix in (".py", ".sh", ".toml")] == []


@needs_browser
def test_search_works_where_the_site_is_a_folder_of_files(site: Path, opened: Open) -> None:
    from playwright.sync_api import expect

    with opened(site / "index.html", within=site) as page:
        page.locator("input.md-search__input").press_sequentially("register", delay=300)  # as a person types
        expect(page.locator(".md-search-result__meta")).to_contain_text("matching", timeout=20_000)
