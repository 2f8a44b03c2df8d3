"""Every picture of a run as files: SVG and PNG on white paper, and the data as CSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from allonym.corpus.files import writing, writing_bytes
from allonym.report.figures import figures
from allonym.report.svg import Figure
from allonym.runs.read import Run

_COLOUR = re.compile(r"var\(--[\w-]+, (#[0-9a-f]{6})\)")
_SCALE = 4
"""Pixels of the PNG for one of the picture: sharp in print and on a wall."""


def write_files(run: Run, folder: Path) -> Iterator[Path]:
    """Write NAME.svg, NAME.png and NAME.csv of each picture; the paths."""
    import vl_convert

    folder.mkdir(parents=True, exist_ok=True)
    for one in figures(run):
        svg = on_paper(one)
        png = bytes(vl_convert.svg_to_png(svg, scale=_SCALE))
        for path, content in ((folder / f"{one.name}.svg", svg.encode()), (folder / f"{one.name}.png", png)):
            with writing_bytes(path) as file:
                file.write(content)
            yield path
        yield _data(one, folder / f"{one.name}.csv")


def on_paper(figure: Figure) -> str:
    """The picture as a file of its own: its colours are those of white paper."""
    plain = _COLOUR.sub(r"\1", str(figure.picture))
    return plain.replace(">", '><rect width="100%" height="100%" fill="#ffffff" />', 1) + "\n"


def _data(figure: Figure, path: Path) -> Path:
    columns = list(dict.fromkeys(key for row in figure.data for key in row))
    with writing(path) as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(figure.data)
    return path
