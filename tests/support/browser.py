"""A page in Debian's Chromium that fails its test on any console message, error or request."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium, or CHROMIUM=path")


Open = Callable[..., AbstractContextManager["Page"]]
"""A file's path and what `new_context` takes (width, colours and the like) to its page.

`within` is a folder whose files may be asked for too, and `view` what stands behind # in the address.
"""


@pytest.fixture(scope="session")
def opened() -> Iterator[Open]:
    """Opens files in one browser, each in a context of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield lambda path, within=None, view="", **context: _page(browser, path, context, within, view)
        browser.close()


@contextmanager
def _page(
    browser: Browser, path: Path, context: dict[str, Any], within: Path | None = None, view: str = ""
) -> Iterator[Page]:
    address = path.resolve().as_uri()
    known = f"{within.resolve().as_uri()}/" if within else address
    place = browser.new_context(**context)
    page = place.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: faults.extend(_others(request.url, address, known)))
    page.goto(address + view)
    try:
        yield page
        assert faults == []
    finally:
        place.close()


def _others(url: str, address: str, known: str) -> list[str]:
    """A request for anything but the page itself, and what lies within its folder where that may be asked for."""
    ours = url.split("#", maxsplit=1)[0] == address or (known != address and url.startswith(known))
    return [] if ours or url.startswith("data:") else [f"request: {url}"]
