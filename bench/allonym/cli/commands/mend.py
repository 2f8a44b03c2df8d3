"""Names that a model misses, found: remedies around any model; and how their weights are made."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from allonym.cli import grouped, options

SECTION = "Names"


@grouped.command("train")
@grouped.option(
    "--base", "bases", multiple=True, required=True, metavar="ID", help="A model that answers (repeatable)."
)
@grouped.option("--data", multiple=True, required=True, metavar="FILE", type=click.Path(path_type=Path),
                help="Labelled texts in any format (repeatable).")  # fmt: skip
@grouped.option("--out", required=True, metavar="FILE", type=click.Path(path_type=Path), help="Where the weights go.")
@grouped.option("--respellings", type=click.IntRange(0, 10), default=2, show_default=True, metavar="N",
                help="Copies of each text with other spellings.")  # fmt: skip
@grouped.option("--seed", type=int, default=7, show_default=True, help="What the respellings are drawn by.")
@grouped.option("--without", multiple=True, metavar="WHAT", help="Leave out respelled or half (repeatable).")
@grouped.option("--report", metavar="FILE", type=click.Path(path_type=Path),
                help="What held-out texts say of the weights, as JSON.")  # fmt: skip
@options.quiet
def train_command(
    bases: tuple[str, ...], data: tuple[Path, ...], out: Path, respellings: int, seed: int, without: tuple[str, ...],
    report: Path | None, quiet: bool,
) -> None:  # fmt: skip
    """Make the corrector's weights: models answer labelled texts, printed and respelled.

    Each corpus is told by weights fitted on the others (a single one in four parts), and thresholds are chosen by that:
    the most people found both ways, within the limits of what texts as printed may lose in every corpus.
    """
    import hashlib
    import json
    from contextlib import ExitStack, closing
    from functools import partial

    from allonym.mending.training.corpora import training_texts
    from allonym.mending.training.train import recipe_of, train
    from allonym.predict.cache import Cache, cache_file
    from allonym.predict.mended import asking, base_of, labels_of
    from allonym.predict.models import find_models
    from allonym.predict.predict import Predictor

    recipe = recipe_of(respellings, seed, without)
    models = find_models(bases)
    texts = training_texts(data)
    with closing(Cache(cache_file())) as kept, ExitStack() as stack:
        asks = {
            model.id: (partial(asking, stack.enter_context(Predictor(base_of(model), kept))), labels_of(model))
            for model in models
        }
        noted = train(asks, texts, out, recipe, options.sayer(quiet))
    if report:
        noted["data"] = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in data}
        report.write_text(json.dumps(noted, indent=1) + "\n", "utf-8")


class Mend(grouped.Command):
    """The command, of which `train` is a verb."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        if args[:1] == ["train"]:
            return train_command.make_context(f"{info_name} train", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


@grouped.command("mend", Mend)
@click.argument("source", default="-", metavar="[FILE|-]")
@grouped.option("--model", "model", required=True, metavar="ID", help="The model, or the path of its TOML.")
@grouped.option("--setting", default="safe", show_default=True, metavar="NAME", help="safe or bold.")
@grouped.option("--remedy", "remedies", multiple=True, metavar="NAME",
                help="A remedy (repeatable), instead of those of the setting.")  # fmt: skip
@grouped.option("--names", type=click.Path(path_type=Path), metavar="FILE",
                help="Persons to be found in every spelling, a name a line.")  # fmt: skip
@grouped.option("--weights", type=click.Path(path_type=Path), metavar="FILE", help="Of `allonym mend train`.")
@options.scheduler
@grouped.option(
    "--explain", is_flag=True, help="On each changed span the remedy, why, and which spans are gone for it."
)
def command(
    source: str, model: str, setting: str, remedies: tuple[str, ...], names: Path | None, weights: Path | None,
    address: str | None, explain: bool,
) -> None:  # fmt: skip
    """Find more of the names in texts, by remedies around a model.

    Documents go in (JSON Lines, or one text), documents with spans come out. `allonym mend train` makes the weights
    that it works with.
    """
    from allonym.mending.stream import listed_names, mended_lines
    from allonym.predict.mended import mended_asking

    with (
        options.cluster(address) as cluster,
        mended_asking(model, setting, remedies, listed_names(names), weights, cluster) as ask,
    ):
        for line in mended_lines(source, ask, explain=explain):
            sys.stdout.write(line)
