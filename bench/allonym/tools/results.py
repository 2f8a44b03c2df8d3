"""The marked blocks of README and docs that a run writes.

python -m allonym.tools.results RUN README.md docs/results.md ...   (make results does it for the latest run)
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from allonym.corpus.files import writing
from allonym.errors import InputError
from allonym.measures import catalogue
from allonym.predict.models import roster
from allonym.records.public import read_public
from allonym.report.figures import figures
from allonym.report.files import on_paper
from allonym.runs.gold import gold_of
from allonym.runs.headline import BOTH, tied
from allonym.runs.read import Run, find_run
from allonym.show.answer import best_of, board, write_answer
from allonym.show.corpora import public_orders, public_table
from allonym.show.forms import terminal
from allonym.show.forms.markdown import markdown
from allonym.show.kinds import AMOUNT, PERCENT
from allonym.show.orders import orders
from allonym.show.sentences import headline, million
from allonym.show.table import Table, text_column
from allonym.show.views import show
from allonym.show.wanted import Wanted
from allonym.tools.marked import Writers, of_tables, rewrite
from allonym.tools.prices import prices

_WIDTH, _NARROW = 140, 80
PICTURES = "pictures"
"""Folder of the plots, beside the page that shows them."""


def leaderboard(run: Run) -> str:
    """The leaderboard as `allonym show` prints it."""
    buffer = io.StringIO()
    terminal.write(show(run, "leaderboard", Wanted()), buffer, _WIDTH)
    return _fenced(buffer.getvalue())


def screen(run: Run) -> str:
    """What `allonym bench` prints."""
    buffer = io.StringIO()
    write_answer(run, gold_of(run, (), None, lambda _: None), buffer, _NARROW)
    return _fenced(buffer.getvalue().strip("\n"))


def _fenced(printed: str) -> str:
    """What a terminal shows, without the blanks at the ends of its lines."""
    return "```text\n" + "".join(f"{line.rstrip()}\n" for line in printed.splitlines()) + "```\n"


def spellings(run: Run) -> list[Table]:
    """Recall by stratum and by origin, where the probes ran."""
    return [table for view in ("stratum", "origin") for table in show(run, view, Wanted()) if table.rows]


def answer(run: Run) -> str:
    """The verdict in words, and the board of the headline."""
    said = "\n".join(f"- {sentence}" for sentence in run.verdict)
    return f"\n{said}\n\n{markdown(board(run))}\n"


def badge(run: Run) -> str:
    """One line on what is tested and found; nothing where the run has no number of the headline."""
    best = best_of(run)
    if best is None:
        return ""
    both = PERCENT(best.value(BOTH))
    return f"\nTests: every push, Python 3.11 and 3.12 · Found both ways, best model: **{both}%** ({best.model})\n\n"


def advice(run: Run) -> str:
    """Which model to use: the best by the headline, the fastest that is as good, what is behind each by corpus."""
    order = [one for one in run.standings if one.ranked]
    if not order:
        return "\nThe newest run has no number of the headline.\n"
    best, as_good = order[0], tied(order, run.rankings) or []
    fast = max((one for one in order if one.model in (best.model, *as_good)), key=lambda one: one.speed or 0)
    lines = [
        f"- **If you must not lose people:** {run.verdict[0]}",
        f"- **If you have many texts:** {fast.model}, {AMOUNT(fast.speed)} words a CPU second, the fastest of those "
        "that are not significantly worse than the best.",
    ]
    printed = max(order, key=lambda one: one.printed or 0)
    if printed.model != best.model:
        lines.append(
            f"- **If spellings do not matter to you:** {printed.model}, with an F1 of {PERCENT(printed.printed)}."
        )
    return "\n" + "\n".join(lines) + f"\n\n{markdown(board(run))}\n"


def recipe(run: Run) -> str:
    """What the numbers were made with."""
    about = run.about
    versions = ", ".join(f"{name} {version}" for name, version in about.get("versions", {}).items())
    return f"\nRun {run.id}; `{run.signature}`. Versions: {versions}.\n"


def pictures(run: Run) -> str:
    """Links to the plots, which `write_pictures` puts beside the page."""
    parts = (f"### {one.title}\n\n![{one.title}]({PICTURES}/{one.name}.svg)\n\n{one.caption}" for one in figures(run))
    return "\n" + "\n\n".join(parts) + "\n"


def models() -> Table:
    """The card of every model of the roster."""
    rows = tuple(
        (m.id, m.family, m.version, m.licence_shown, AMOUNT(m.size_mb), m.training_data, "yes" if m.default else "")
        for m in roster()
    )
    heads = ("model", "family", "version", "licence", "MB", "trained on", "default")
    return Table("The roster", tuple(map(text_column, heads)), rows)


def measures() -> Table:
    rows = tuple((one.name, one.title, one.sentence, one.unit, one.better) for one in catalogue().values())
    heads = ("measure", "title", "what it says", "unit", "better")
    return Table("", tuple(map(text_column, heads)), rows)


BLOCKS: Mapping[str, Callable[[Run], str]] = {
    "headline": lambda run: of_tables(headline(run)),
    "orders": lambda run: of_tables(orders(run)),
    "public": lambda _: of_tables(public_table(read_public())),
    "public-orders": lambda run: of_tables(public_orders(run, read_public())),
    "answer": answer,
    "advice": advice,
    "badge": badge,
    "screen": screen,
    "leaderboard": leaderboard,
    "leaderboard-table": lambda run: "\n" + "\n".join(map(markdown, show(run, "leaderboard", Wanted()))),
    "spellings": lambda run: "\n" + "\n".join(map(markdown, spellings(run))),
    "recipe": recipe,
    "pictures": pictures,
    "models": lambda _: of_tables(models()),
    "measures": lambda _: of_tables(measures()),
    "million": lambda run: of_tables(million(run)),
    "prices": lambda _: of_tables(prices()),
}


def writers(run: Run, pictures_of: Path) -> Writers:
    """A writer for each block of a page; the plots are put beside it, into the folder `pictures_of`."""

    def write(name: str) -> str:
        if name == PICTURES:
            write_pictures(run, pictures_of)
        return BLOCKS[name](run)

    return {name: lambda block: write(block.name) for name in BLOCKS}


def write_pictures(run: Run, folder: Path) -> None:
    """Every plot of the run as a file of its own, in the colours of white paper."""
    for one in figures(run):
        with writing(folder / f"{one.name}.svg") as file:
            file.write(on_paper(one))


def main(arguments: Sequence[str]) -> None:
    run = find_run(arguments[0])
    for path in map(Path, arguments[1:]):
        rewrite(path, writers(run, path.parent / PICTURES))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except InputError as error:
        sys.exit(f"allonym: {error}")
