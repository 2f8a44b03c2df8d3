"""The `allonym` command and its subcommands, found by file name."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from allonym.cli.grouped import Group

SECTIONS = ("Measure", "Names", "Data", "Results")
"""Under which the commands are listed; each module names its own as SECTION."""
_OTHERS = "Commands"


class CommandFolder(Group):
    """The group whose commands are the modules of allonym.cli.commands, imported when asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        modules = (Path(__file__).parent / "commands").glob("[a-z]*.py")
        return sorted(path.stem.replace("_", "-") for path in modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _module(cmd_name).command if cmd_name in self.list_commands(ctx) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        found: dict[str, list[tuple[str, str]]] = {key: [] for key in (*SECTIONS, _OTHERS)}
        names = self.list_commands(ctx)
        longest = max(map(len, names))
        for name in names:
            module = _module(name)
            said = module.command.get_short_help_str(formatter.width - longest - 6)
            section = getattr(module, "SECTION", _OTHERS)
            found[section].append((name.ljust(longest), said))
        for section, lines in found.items():
            if lines:
                with formatter.section(section):
                    formatter.write_dl(lines)

    def calls(self, ctx: click.Context) -> Iterator[str]:
        for name in self.list_commands(ctx):
            yield name
            if isinstance(inner := _module(name).command, Group):
                yield from (f"{name} {verb}" for verb in inner.calls(ctx))


def _module(name: str) -> Any:
    return importlib.import_module(f"allonym.cli.commands.{name.replace('-', '_')}")


@click.group(cls=CommandFolder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="allonym", prog_name="allonym")
def allonym() -> None:
    """Which NER models still find a name when it is spelled another way."""
