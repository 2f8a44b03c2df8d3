"""One number over the runs."""

from __future__ import annotations

from pathlib import Path

import click

from allonym.cli import options


@click.command("history", cls=options.ListsMeasures)
@click.argument("model")
@click.argument("measure")
@click.option("--corpus", help="Only this corpus.")
@click.option("--probe", help="Only this probe.")
@click.option("--label", help="Only this label: micro, macro, PER, ...  [default: micro]")
@click.option("--tagset", help="coarse or fine  [default: coarse]")
@click.option("--convention", help="raw or neutral  [default: neutral]")
@options.out
@options.output_format("table", "json", "csv", "md")
def command(model: str, measure: str, out: Path, form: str, **where: str | None) -> None:
    """Print and draw MEASURE of MODEL over the runs, and mark its steps.

    MEASURE is one of those below, or words_per_cpu_second, peak_rss_mb, load_seconds, size_mb.
    """
    import json

    from allonym.measures.main import MAIN
    from allonym.runs import history
    from allonym.show import history as history_report
    from allonym.show.forms import write
    from allonym.show.forms.csv import comma_separated

    parts = () if measure in history.COSTS else ("label", "tagset", "convention")
    defaults = {part: getattr(MAIN, part) for part in parts}
    chosen = defaults | {key: value for key, value in where.items() if value is not None}
    found = history.series(out, model, measure, **chosen)
    write(
        history_report.tables(model, measure, found),
        form,
        json=lambda: json.dumps(history_report.as_json(model, measure, found), ensure_ascii=False) + "\n",
        csv=lambda: comma_separated(*history_report.as_rows(model, measure, found)),
    )
