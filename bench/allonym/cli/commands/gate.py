"""Hold a run to the committed baseline."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from allonym.cli import grouped, options

SECTION = "Measure"

_POLICY = Path("allonym-gate.toml")
_BASELINE = Path("allonym-baseline.json")
_PATH = click.Path(path_type=Path, dir_okay=False)


@grouped.command("gate")
@click.argument("run", default="latest")
@grouped.option("--baseline", type=_PATH, default=_BASELINE, show_default=True, help="The committed baseline.")
@grouped.option("--config", "policy", type=_PATH, help=f"The policy. Without it: {_POLICY}, or the default one.")
@grouped.option("--model", "models", multiple=True, metavar="ID", help="Hold only this model (repeatable).")
@options.out
@grouped.option("--junit", type=_PATH, metavar="FILE", help="Write the verdict as JUnit XML too.")
@grouped.option("--update", is_flag=True, help="Write the baseline from the run; needs --reason.")
@grouped.option("--reason", metavar="WHY", help="Why the baseline is written; kept in it.")
@options.output_format("table", "json", "md")
def command(
    run: str,
    baseline: Path,
    policy: Path | None,
    models: tuple[str, ...],
    out: Path,
    junit: Path | None,
    update: bool,
    reason: str | None,
    form: str,
) -> None:
    """Hold a run to the committed baseline.

    RUN is a folder, an id, or latest.

    Exit status: 0 holds, 1 regressed, 2 broken, 3 nothing measured.
    """
    from allonym.corpus.files import part_prefix
    from allonym.errors import InputError
    from allonym.gate import gate
    from allonym.gate.policy import Policy, read_policy
    from allonym.temporary import clear_leftovers

    if update != bool(reason and reason.strip()):
        raise InputError("--update and --reason go together", todo="allonym gate --update --reason WHY")
    rules = Policy() if policy is None and not _POLICY.is_file() else read_policy(policy or _POLICY)
    clear_leftovers(baseline.parent, part_prefix(baseline))
    if reason:
        click.echo(gate.update(run, baseline, rules, reason.strip(), results=out))
        return
    verdict = gate.hold(run, baseline, rules, models=models, results=out)
    gate.print_verdict(verdict, form, sys.stdout)
    gate.keep(verdict, baseline, junit=junit, environment=os.environ)
    sys.exit(verdict.exit_status)
