"""`allonym runs plot`: every picture as SVG and PNG, its data as CSV."""

from __future__ import annotations

import csv
import struct
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from support.command import allonym_here
from support.headline import PLACE, headline
from support.rows import row
from support.runs import keep_run, perfect, write_gold


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("plots")
    rows = [*headline("good_one", 0.5), *headline("poor_one", 0.25), row("good_one", 0.8), row("poor_one", 0.6)]
    for part, share in {"found": 0.5, "spelling": 0.25, "origin": 0.125, "sentence": 0.125}.items():
        rows.append(row("good_one", share, measure=f"ledger.{part}", **PLACE))
    keep_run(place / "results", "r1", write_gold(place / "gold.jsonl"), {"good_one": perfect(), "poor_one": perfect()},
             rows=rows)  # fmt: skip
    done = allonym_here(place, "runs", "plot", "r1", "--out", "pictures")
    assert done.returncode == 0, done.stderr
    (place / "said.txt").write_text(done.stdout)
    return place


def data(place: Path, name: str) -> list[dict[str, str]]:
    with (place / "pictures" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_picture_has_its_three_files(place: Path) -> None:
    files = sorted(path.name for path in (place / "pictures").iterdir())
    stems = {name.partition(".")[0] for name in files}
    assert {"headline", "ledger"} <= stems
    assert files == sorted(f"{stem}.{ending}" for stem in stems for ending in ("svg", "png", "csv"))
    assert sorted(Path(line).name for line in (place / "said.txt").read_text().splitlines()) == files


def test_the_data_are_the_numbers_of_the_run(place: Path) -> None:
    good, poor = data(place, "headline")
    assert (good["model"], float(good["printed"]), float(good["both"]), good["n"]) == ("good_one", 80, 50, "400")
    assert (float(poor["low"]), float(poor["high"])) == (pytest.approx(20), pytest.approx(30))
    assert [float(line["percent"]) for line in data(place, "ledger")] == [50, 25, 12.5, 12.5]


def test_a_picture_stands_on_white_without_the_pages_colours(place: Path) -> None:
    for path in (place / "pictures").glob("*.svg"):
        svg = path.read_text()
        ElementTree.fromstring(svg)
        assert "var(--" not in svg
        paper = ElementTree.fromstring(svg)[0]
        assert (paper.get("width"), paper.get("height"), paper.get("fill")) == ("100%", "100%", "#ffffff")


def test_a_picture_on_a_dark_slide_has_white_paper(place: Path) -> None:
    for path in (place / "pictures").glob("*.png"):
        assert first_pixel(path.read_bytes()) == b"\xff\xff\xff\xff", path.name


def first_pixel(png: bytes) -> bytes:
    """Red, green, blue and opacity of the corner: no filter changes the first pixel."""
    start = png.index(b"IDAT")
    (size,) = struct.unpack(">I", png[start - 4 : start])
    return zlib.decompressobj().decompress(png[start + 4 : start + 4 + size], 5)[1:]


def test_a_letter_can_be_read_in_a_papers_column(place: Path) -> None:
    """Eight points at least where the picture is set 84 mm wide."""
    for name in ("headline", "ledger"):
        root = ElementTree.fromstring((place / "pictures" / f"{name}.svg").read_text())
        width = float(root.attrib["viewBox"].split()[2])
        letters = [float(size[:-2]) for one in root.iter() if (size := one.get("font-size"))]
        assert letters, name
        assert min(letters) / width * 84 / 25.4 * 72 >= 8
        png = (place / "pictures" / f"{name}.png").read_bytes()
        assert struct.unpack(">I", png[16:20])[0] >= 1200, "sharp on a slide"


def test_each_model_is_named_once_above_its_line(place: Path) -> None:
    root = ElementTree.fromstring((place / "pictures" / "ledger.svg").read_text())
    named = [one.text for one in root.iter() if one.text == "good_one"]
    assert len(named) == 2, "the letters and their paper"


def test_a_run_without_numbers_is_nothing_to_draw(place: Path, tmp_path: Path) -> None:
    keep_run(tmp_path / "results", "empty", place / "gold.jsonl", {}, failed={"m": "no"})
    done = allonym_here(tmp_path, "runs", "plot", "empty", "--out", "pictures")
    assert (done.returncode, done.stdout) == (3, "")
