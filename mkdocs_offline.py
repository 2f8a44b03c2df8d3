"""The site loads nothing from elsewhere, and holds no file that no page loads.

What lets pages opened as files search is a file of its own.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

_ELSEWHERE, _OURS = "https://unpkg.com/iframe-worker/shim", "file-search.js"


def on_post_page(output: str, page: Any, config: Any) -> str:
    return output.replace(_ELSEWHERE, "../" * page.url.count("/") + _OURS)


def on_post_template(output_content: str, template_name: str, config: Any) -> str:
    return output_content.replace(_ELSEWHERE, _OURS)


def on_post_build(config: Any) -> None:
    """The theme's maps of its scripts, and its search in languages other than English, are half of all bytes."""
    site = Path(config["site_dir"])
    for path in site.rglob("*.map"):
        path.unlink()
    shutil.rmtree(site / "assets" / "javascripts" / "lunr")
