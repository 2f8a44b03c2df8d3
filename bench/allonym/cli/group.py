"""The `allonym` command and its subcommands, found by file name."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import click

from allonym.cli.grouped import Group

SECTIONS = ("Measure", "Names", "Data", "Results")
"""Under which the commands are listed; each module names its own as SECTION."""
_OTHERS = "Commands"


class CommandFolder(Group):
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
        return _command_of(self._module(cmd_name), cmd_name) if cmd_name in self.list_commands(ctx) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in self.list_commands(ctx) and not name.startswith("-") and not ctx.resilient_parsing:
            from allonym.errors import unknown

            raise unknown("command", name, self._calls(ctx))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        found: dict[str, list[tuple[str, str]]] = {key: [] for key in (*SECTIONS, _OTHERS)}
        names = self.list_commands(ctx)
        longest = max(map(len, names))
        for name in names:
            module = self._module(name)
            said = _command_of(module, name).get_short_help_str(formatter.width - longest - 6)
            section = getattr(module, "SECTION", _OTHERS)
            found[section].append((name.ljust(longest), said))
        for section, lines in found.items():
            if lines:
                with formatter.section(section):
                    formatter.write_dl(lines)

    def _module(self, name: str) -> ModuleType:
        return importlib.import_module(f"{self._package}.{name.replace('-', '_')}")

    def _calls(self, ctx: click.Context) -> Iterator[str]:
        """What may be called: each command, and each verb of those that are folders, with its command before it."""
        for name in self.list_commands(ctx):
            yield name
            if (self._folder / name.replace("-", "_")).is_dir():
                inner = self.get_command(ctx, name)
                yield from (f"{name} {verb}" for verb in (inner.list_commands(ctx) if isinstance(inner, Group) else ()))


def _command_of(module: ModuleType, name: str) -> click.Command:
    if hasattr(module, "__path__"):
        return CommandFolder(module.__name__, name=name, help=module.__doc__)
    command: click.Command = module.command
    return command


@click.group(
    cls=CommandFolder, package="allonym.cli.commands", context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="allonym", prog_name="allonym")
def allonym() -> None:
    """Which NER models still find a name when it is spelled another way."""
