"""Altair charts as SVG that stands inside a page: its colours are the page's, and nothing in it needs the network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from markupsafe import Markup

if TYPE_CHECKING:
    import altair as alt

INK, QUIET, LINE, MARK, OTHER = "#1c1d21", "#5a5f6b", "#d9dce3", "#1f5fbf", "#7a8194"
SPELLING, ORIGIN, PAPER = "#e8853d", "#f6cf8b", "#ffffff"
"""Colours of the plots on white paper; on a page each becomes the CSS variable of its role."""

_ROLES = {INK: "ink", QUIET: "quiet", LINE: "line", MARK: "mark", OTHER: "other"} | {
    SPELLING: "lost-spelling", ORIGIN: "lost-origin", PAPER: "paper"
}  # fmt: skip
LETTERS = 14
"""Pixels of a letter: in a picture of 400, nine points in a paper's column."""
_SVG = "http://www.w3.org/2000/svg"
_FONT = "Arial, Liberation Sans, Helvetica, sans-serif"
"""Fonts of one width, so that what was measured when the picture was made holds where it is seen."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with what is above and below it; `name` is its file name and the prefix of its ids.

    `data` are the rows that it was drawn from.
    """

    name: str
    title: str
    caption: str
    picture: Markup
    data: tuple[dict[str, Any], ...] = ()


def start_renderer() -> None:
    """Have the first picture, which starts the renderer, behind us."""
    import altair as alt

    figure(alt.Chart({"values": [{"x": 0}]}).mark_point().encode(x="x:Q"), "first", "")


_EDGE = 16
WIDTH = 350
BELOW = 10
"""Pixels by which marks stand below the middle of their line, to leave room for its name."""
_ABOVE = -11
_STEP = 46
_NAME = 215
"""Pixels of a name, beyond which it is cut."""


def figure(chart: alt.TopLevelMixin, name: str, description: str, left: int = _EDGE) -> Markup:
    """The chart as an inline picture: `name` keeps its ids apart from other pictures', `description` is read out.

    `left`: pixels of its left edge, which labels run into where it is shown in a wider font than was measured.
    """
    import vl_convert

    source = vl_convert.vegalite_to_svg(_themed(chart, left).to_dict())
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(source)
    width, height = root.get("width"), root.get("height")
    root.attrib.clear()
    root.attrib.update(
        {"viewBox": f"0 0 {width} {height}", "width": str(width), "height": str(height), "role": "img"}
        | {"class": "plot", "aria-label": description}
    )
    identifiers = {element.get("id"): f"{name}-{n}" for n, element in enumerate(root.iter()) if element.get("id")}
    for element in root.iter():
        _settle(element, identifiers, keep_aria=element is root)
    return Markup(ElementTree.tostring(root, encoding="unicode"))


def _settle(element: ElementTree.Element, identifiers: Mapping[str | None, str], *, keep_aria: bool) -> None:
    """Ids get new names: the library numbers them on from picture to picture."""
    for key, value in list(element.attrib.items()):
        if not keep_aria and (key in ("role", "style", "class") or key.startswith("aria-")):
            del element.attrib[key]
        elif key == "id":
            element.set(key, identifiers[value])
        elif value.startswith("url(#"):
            element.set(key, f"url(#{identifiers[value[5:-1]]})")
        elif value in _ROLES:
            element.set(key, f"var(--{_ROLES[value]}, {value})")


def _themed(chart: Any, left: int) -> Any:
    axis = {"labelColor": QUIET, "titleColor": INK, "gridColor": LINE, "domainColor": LINE, "tickColor": LINE}
    return (
        chart.properties(background="transparent", padding={"left": left, "top": 4, "right": _EDGE, "bottom": 4})
        .configure(font=_FONT)
        .configure_axis(**axis, labelFontSize=LETTERS, titleFontSize=LETTERS, titleFontWeight="normal", labelLimit=300)
        .configure_text(fontSize=LETTERS, color=INK)
        .configure_legend(labelColor=INK, titleColor=INK, labelFontSize=LETTERS, titleFontSize=LETTERS)
        .configure_view(stroke=None)
    )


def by_line(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    """The rows with `model` down the page, in their order."""
    import altair as alt

    axis = alt.Axis(labels=False, ticks=False, domain=False)
    return alt.Chart({"values": list(rows)}).encode(y=alt.Y("model:N", sort=None, title=None, axis=axis))


def stacked(named: alt.Chart, *layers: alt.LayerChart | alt.Chart, said: str = "") -> alt.TopLevelMixin:
    """The layers, above each line the name of the model of `named`, and on the right its field `said`.

    Below the letters lies their paper, so that no line runs through them.
    """
    import altair as alt

    name = named.encode(x=alt.value(0), text="model:N")
    texts = _on_paper(name, INK, align="left", limit=_NAME)
    if said:
        texts += _on_paper(named.encode(x=alt.value(WIDTH), text=f"{said}:N"), QUIET, align="right")
    return alt.layer(*layers, *texts).properties(width=WIDTH, height=alt.Step(_STEP))


def _on_paper(text: alt.Chart, colour: str, **how: Any) -> list[alt.Chart]:
    paper = text.mark_text(dy=_ABOVE, color=PAPER, stroke=PAPER, strokeWidth=4, **how)
    return [paper, text.mark_text(dy=_ABOVE, color=colour, **how)]
