"""What the page needs whatever stands on it, made while the models work."""

from __future__ import annotations

from allonym.report.page import compile_templates
from allonym.report.svg import start_renderer


def make_ready(*, pictures: bool) -> None:
    """Compile the templates and, where there will be pictures, start what draws them."""
    compile_templates()
    if pictures:
        start_renderer()
