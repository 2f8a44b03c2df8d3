"""The site loads nothing from elsewhere: what lets pages opened as files search is a file of its own."""

from __future__ import annotations

from typing import Any

_ELSEWHERE, _OURS = "https://unpkg.com/iframe-worker/shim", "file-search.js"


def on_post_page(output: str, page: Any, config: Any) -> str:
    return output.replace(_ELSEWHERE, "../" * page.url.count("/") + _OURS)


def on_post_template(output_content: str, template_name: str, config: Any) -> str:
    return output_content.replace(_ELSEWHERE, _OURS)
