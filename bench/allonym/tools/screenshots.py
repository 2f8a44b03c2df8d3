"""Pictures of a run's page: python -m allonym.tools.screenshots results/latest/report.html docs/pictures

They need Chromium (Debian: apt-get install chromium; elsewhere CHROMIUM=path).
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Literal

_SHOTS: dict[str, tuple[int, int, Literal["light", "dark"], str]] = {
    "report-wide-light": (1280, 900, "light", "body"),
    "report-wide-dark": (1280, 900, "dark", "#spellings"),
    "report-narrow-light": (390, 800, "light", "#mistakes"),
}
"""File name to width, height, colours and the part of the page."""


def shoot(page_file: Path, folder: Path) -> list[Path]:
    """Write the pictures; their paths."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.exit("no Chromium: apt-get install chromium, or CHROMIUM=path")
    made = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (width, height, colours, part) in _SHOTS.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=colours)
            page.goto(page_file.resolve().as_uri())
            page.evaluate("part => document.querySelector(part).scrollIntoView({behavior: 'instant'})", part)
            made.append(folder / f"{name}.png")
            page.screenshot(path=made[-1])
        browser.close()
    return made


if __name__ == "__main__":
    for path in shoot(Path(sys.argv[1]), Path(sys.argv[2])):
        print(path)
