"""Hold a run to the committed baseline."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from allonym.cli import grouped, options
from allonym.errors import InputError

if TYPE_CHECKING:
    from allonym.gate.policy import Policy

SECTION = "Measure"

_POLICY = Path("allonym-gate.toml")
_BASELINE = Path("allonym-baseline.json")
_NAMES_BASELINE = Path("allonym-names-baseline.json")
_PATH = click.Path(path_type=Path, dir_okay=False)


@grouped.command("gate")
@click.argument("run", default="latest")
@grouped.option("--baseline", type=_PATH, metavar="FILE",
                help=f"The committed baseline: {_BASELINE}; of a run of allonym names {_NAMES_BASELINE}.")  # fmt: skip
@grouped.option("--config", "config", type=_PATH, help=f"The policy. Without it: {_POLICY}, or the default one.")
@grouped.option("--baseline-from", "reference", metavar="REF",
                help="Take baseline and policy as this commit has them, such as origin/main.")  # fmt: skip
@grouped.option("--model", "models", multiple=True, metavar="ID", help="Hold only this model (repeatable).")
@options.out
@grouped.option("--junit", type=_PATH, metavar="FILE", heading=options.ANSWER, help="Write JUnit XML too.")
@grouped.option("--summary", type=_PATH, metavar="FILE", heading=options.ANSWER,
                help="Write a comment in Markdown too, for the change under review.")  # fmt: skip
@grouped.option("--code-quality", type=_PATH, metavar="FILE", heading=options.ANSWER,
                help="Write GitLab's code quality report too.")  # fmt: skip
@grouped.option("--update", is_flag=True, help="Write the baseline from the run; needs --reason.")
@grouped.option("--reason", metavar="WHY", help="Why the baseline is written; kept in it.")
@options.output_format("table", "json", "md")
def command(
    run: str,
    baseline: Path | None,
    config: Path | None,
    reference: str | None,
    models: tuple[str, ...],
    out: Path,
    junit: Path | None,
    summary: Path | None,
    code_quality: Path | None,
    update: bool,
    reason: str | None,
    form: str,
) -> None:
    """Hold a run to the committed baseline.

    RUN is a folder, an id, latest, or latest-names: a list of names has a baseline of its own.

    Exit status: 0 holds, 1 regressed, 2 broken, 3 nothing measured.
    """
    from allonym.gate import gate
    from allonym.watchlist.held import hold_names, update_names
    from allonym.watchlist.kept import kept_names

    if update != bool(reason and reason.strip()):
        raise InputError("--update and --reason go together", todo="allonym gate --update --reason WHY")
    if update and reference:
        raise InputError("a baseline of another commit cannot be written", todo="leave out --baseline-from")
    names = kept_names(run, out)
    baseline = _cleared(baseline or (_NAMES_BASELINE if names else _BASELINE))
    if reason:
        why = reason.strip()
        written = update_names(names, baseline, why) if names else (
            gate.update(run, baseline, _rules(config), why, results=out)
        )  # fmt: skip
        click.echo(written)
        return
    with _files(reference, baseline, config) as (there, rules):
        verdict = hold_names(names, there, rules, models) if names else (
            gate.hold(run, there, rules, models=models, results=out)
        )  # fmt: skip
    gate.print_verdict(verdict, form, sys.stdout)
    gate.keep(verdict, baseline, os.environ, xml=junit, summary=summary, quality=code_quality)
    sys.exit(verdict.exit_status)


def _cleared(baseline: Path) -> Path:
    """The baseline's file, beside which nothing half-written is left."""
    from allonym.corpus.files import part_prefix
    from allonym.temporary import clear_leftovers

    clear_leftovers(baseline.parent, part_prefix(baseline))
    return baseline


@contextmanager
def _files(reference: str | None, baseline: Path, config: Path | None) -> Iterator[tuple[Path, Policy]]:
    """The baseline's file and the policy, as they lie here or as another commit has them."""
    if reference is None:
        yield baseline, _rules(config)
        return
    from allonym.gate.branch import copied_from
    from allonym.temporary import temporary_folder

    with temporary_folder() as folder:
        there, policy = (copied_from(reference, path, folder) for path in (baseline, config or _POLICY))
        if not there.exists():
            todo = "it comes with this change? then leave out --baseline-from once"
            raise InputError(f"no baseline in {reference}", where=str(baseline), todo=todo)
        yield there, _rules(policy if config or policy.exists() else None, (config or _POLICY).parent, here=False)


def _rules(config: Path | None, folder: Path | None = None, *, here: bool = True) -> Policy:
    """The policy of a file; without one that of the working folder, or else the default."""
    from allonym.gate.policy import Policy, read_policy

    chosen = config or (_POLICY if here and _POLICY.is_file() else None)
    return read_policy(chosen, folder) if chosen else Policy()
