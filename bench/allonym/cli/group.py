"""The `allonym` command and its subcommands, found by file name."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import click

from allonym import __version__


class CommandFolder(click.Group):
    """A group whose commands are the modules of a package, imported when asked for; a package in it is a group."""

    def __init__(self, package: str, **settings: Any) -> None:
        super().__init__(**settings)
        self._package = package
        self._folder = Path(__file__).parents[1].joinpath(*package.split(".")[1:])

    def list_commands(self, ctx: click.Context) -> list[str]:
        modules = (
            path for path in self._folder.glob("[a-z]*") if path.suffix == ".py" or (path / "__init__.py").is_file()
        )
        return sorted(path.stem.replace("_", "-") for path in modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{self._package}.{cmd_name.replace('-', '_')}")
        if hasattr(module, "__path__"):
            return CommandFolder(module.__name__, name=cmd_name, help=module.__doc__)
        command: click.Command = module.command
        return command


@click.group(
    cls=CommandFolder, package="allonym.cli.commands", context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="allonym")
def allonym() -> None:
    """Which NER models still find a name when it is spelled another way."""
