"""One number over the runs."""

from __future__ import annotations

from pathlib import Path

import click

from allonym.cli import grouped, options


class ListsCosts(options.ListsMeasures):
    """A command whose help ends with every measure and every cost."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from allonym.measures.costs import COSTS

        super().format_epilog(ctx, formatter)
        with formatter.section("Costs"):
            formatter.write_dl([(cost.name, cost.unit) for cost in COSTS])


@grouped.command("history", cls=ListsCosts)
@click.argument("model")
@click.argument("measure")
@grouped.option("--corpus", help="Only this corpus.")
@grouped.option("--probe", help="Only this probe.")
@grouped.option("--label", help="Only this label: micro, macro, PER, ...  [default: micro]")
@grouped.option("--tagset", help="coarse or fine  [default: coarse]")
@grouped.option("--convention", help="raw or neutral  [default: neutral]")
@options.out
@options.output_format("table", "json", "csv", "md")
def command(model: str, measure: str, out: Path, form: str, **where: str | None) -> None:
    """Print and draw one number over the runs, with its steps.

    MEASURE is a measure or a cost of those below.
    """
    import json

    from allonym.measures.costs import BY_NAME
    from allonym.measures.main import MAIN
    from allonym.runs import history
    from allonym.show import history as history_report
    from allonym.show.forms import write
    from allonym.show.forms.csv import comma_separated

    parts = () if measure in BY_NAME else ("label", "tagset", "convention")
    defaults = {part: getattr(MAIN, part) for part in parts}
    chosen = defaults | {key: value for key, value in where.items() if value is not None}
    found = history.series(out, model, measure, **chosen)
    write(
        history_report.tables(model, measure, found),
        form,
        json=lambda: json.dumps(history_report.as_json(model, measure, found), ensure_ascii=False) + "\n",
        csv=lambda: comma_separated(*history_report.as_rows(model, measure, found)),
    )
