from xml.etree import ElementTree

import altair as alt

from allonym.report.svg import INK, MARK, figure

NASTY = '</svg><script>alert("x")</script>&'


def _picture() -> str:
    data = alt.Data(values=[{"name": NASTY, "n": 1.0}, {"name": "b", "n": 2.0}])
    chart = alt.Chart(data).mark_bar(color=MARK, clip=True).encode(x="n:Q", y=alt.Y("name:N", title=NASTY))
    return str(figure(chart, "one", NASTY))


def test_text_in_a_picture_stays_text() -> None:
    picture = _picture()
    assert "<script" not in picture
    root = ElementTree.fromstring(picture)
    assert root.get("aria-label") == NASTY
    assert NASTY in "".join(root.itertext())


def test_a_picture_has_its_own_ids_the_pages_colours_and_no_inline_style() -> None:
    root = ElementTree.fromstring(_picture())
    attributes = [(key, value) for element in root.iter() for key, value in element.attrib.items()]
    ids = [value for key, value in attributes if key == "id"]
    assert ids
    assert all(value.startswith("one-") for value in ids)
    assert all(value[5:-1] in ids for key, value in attributes if value.startswith("url("))
    assert "style" not in {key for key, _ in attributes}
    assert {value for key, value in attributes if key in ("fill", "stroke")} & {INK, MARK} == set()
    assert f"var(--mark, {MARK})" in {value for _, value in attributes}


def test_the_same_chart_is_the_same_picture() -> None:
    assert _picture() == _picture()
