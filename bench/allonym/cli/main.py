"""The `allonym` command: finds its subcommands by file name and turns errors into exit statuses."""

from __future__ import annotations

import gc
import importlib
import sys
from pathlib import Path

import click

from allonym import __version__
from allonym.errors import AllonymError

_COMMANDS = Path(__file__).parent / "commands"


class CommandFolder(click.Group):
    """A group whose commands are the modules of bench/allonym/cli/commands, imported when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(p.stem.replace("_", "-") for p in _COMMANDS.glob("[a-z]*.py"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"allonym.cli.commands.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command


@click.group(cls=CommandFolder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="allonym")
def allonym() -> None:
    """Which NER models still find a name when it is spelled another way."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 regressed, 2 broken, 3 nothing measured."""
    # Values are frozen and hardly ever form cycles: to look for some after every 700 takes an eighth of a run.
    gc.set_threshold(100_000, 20, 20)
    try:
        allonym.main(args=arguments, prog_name="allonym")
    except AllonymError as error:
        click.echo(f"allonym: {error}", err=True)
        sys.exit(error.status)
