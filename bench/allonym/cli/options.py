"""The options that several commands share, each defined once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from allonym import paths
from allonym.cli.grouped import Command, option
from allonym.printable import printable_line

if TYPE_CHECKING:
    from allonym.names.registry import Registry
    from allonym.predict.cluster import Cluster

Function = TypeVar("Function", bound=Callable[..., Any])

FORMATS = ("table", "json", "csv", "md")
WHAT, ANSWER, WORK = "What is measured", "What comes out", "How it is done"
"""Headings of the options that several commands share."""


class ListsMeasures(Command):
    """A command whose help ends with every measure."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from allonym.measures import catalogue

        with formatter.section("Measures"):
            formatter.write_dl([(one.name, f"{one.title}: {one.sentence}") for one in catalogue().values()])


def _model_ids() -> Iterable[str]:
    return (path.stem for path in paths.MODELS.glob("*.toml"))


def _corpus_names() -> Iterable[str]:
    from allonym.corpus.load import corpus_names

    return corpus_names()


def named(value: str) -> tuple[str, Path]:
    """ID=FILE."""
    name, _, file = value.partition("=")
    if not (name and file):
        raise click.BadParameter(f"{value!r} is not ID=FILE")
    return name, Path(file)


def entity_ids() -> Iterable[str]:
    """The entities of the registry."""
    from allonym.names.registry import load_registry

    return load_registry().entities


def completed(known: Callable[[], Iterable[str]]) -> Callable[[Any, Any, str], list[str]]:
    """What a shell offers for a word that is begun."""
    return lambda _ctx, _param, begun: sorted(name for name in ("all", *known()) if name.startswith(begun))


articles = option(
    "--articles", "article_folder", type=click.Path(path_type=Path), metavar="DIR", heading=WHAT, setting="articles",
    help="Folder with the texts of the articles; otherwise what `gold import` kept, or recorded predictions.",
)  # fmt: skip


def _corpora(setting: str) -> Callable[[Function], Function]:
    return option(
        "--corpus", "corpora", multiple=True, metavar="NAME", heading=WHAT, setting=setting,
        shell_complete=completed(_corpus_names),
        help="A corpus (repeatable; all), or path or address of your own: labelled documents, or texts without gold.",
    )  # fmt: skip


corpora = _corpora("corpora")
held_corpora = _corpora("")
"""The corpora of what was measured already: what allonym.toml says of corpora is of new runs."""
models = option(
    "--model", "models", multiple=True, metavar="ID", heading=WHAT, setting="models",
    shell_complete=completed(_model_ids),
    help="A model, or the path of a model's TOML (repeatable; all). Without it: the default models.",
)  # fmt: skip
registry = option(
    "--registry", "own", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path), heading=WHAT,
    help="Your own entities: as gold/entities.jsonl, or a list of names with their spellings.",
)  # fmt: skip
out = option(
    "--out", type=click.Path(path_type=Path), default=paths.RESULTS, show_default=True, metavar="DIR", heading=ANSWER,
    setting="out", help="Folder of the runs.",
)  # fmt: skip
quiet = option("--quiet", is_flag=True, heading=ANSWER, help="No progress and no warnings on standard error.")
seed = option("--seed", type=int, default=7, show_default=True, heading=WORK, help="Seed of everything random.")


def output_format(*choices: str) -> Callable[[Function], Function]:
    """--format, of which the first choice is the default."""
    known = choices or FORMATS
    return option(
        "--format", "form", type=click.Choice(known), default=known[0], show_default=True, heading=ANSWER,
        help="What standard output gets.",
    )  # fmt: skip


def _cores() -> int:
    """Few enough that their memory is no concern where there are many."""
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 4)


jobs = option(
    "--jobs", type=click.IntRange(min=1), default=_cores, show_default="the cores, at most 4", heading=WORK,
    help="Model processes side by side; on a cluster, models.",
)  # fmt: skip
scheduler = option(
    "--scheduler", "address", metavar="ADDRESS", heading=WORK,
    help="Run the models on the cluster of this Dask scheduler (tcp://HOST:PORT); see docs/cluster.md.",
)  # fmt: skip


@contextmanager
def cluster(address: str | None) -> Iterator[Cluster | None]:
    """The cluster behind --scheduler; None without one."""
    if address is None:
        yield None
        return
    from allonym.predict.cluster import Cluster

    with Cluster(address) as found:
        if not found.threads:
            warn(f"{address}: no workers yet; waiting for the first: dask worker {address}")
        yield found


def own_entities(path: Path | None, say: Callable[[str], None]) -> Registry | None:
    """What --registry names; None without it."""
    from allonym.watchlist.registry import read_registry

    return read_registry(path, say) if path else None


def warn(message: str) -> None:
    """A warning on standard error."""
    click.echo(f"warning: {printable_line(message)}", err=True)


def say(message: str) -> None:
    """What is going on, on standard error."""
    click.echo(message, err=True)


def warner(quiet: bool) -> Callable[[str], None]:
    """What warns; where `quiet`, what does not."""
    return (lambda _: None) if quiet else warn


def sayer(quiet: bool) -> Callable[[str], None]:
    """What says how things go; where `quiet`, what does not."""
    return (lambda _: None) if quiet else say
