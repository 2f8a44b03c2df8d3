"""Commands whose help has their options under headings, and options with one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from allonym.cli.settings import settings
from allonym.errors import unknown

Function = TypeVar("Function", bound=Callable[..., Any])

OWN = "Options"
"""The heading of what belongs to one command alone."""


class Option(click.Option):
    """An option under a heading; `setting` is the key of allonym.toml that stands for what is not given."""

    def __init__(self, *declared: Any, heading: str = OWN, setting: str = "", **given: Any) -> None:
        super().__init__(*declared, **given)
        self.heading, self.setting = heading, setting

    def get_default(self, ctx: click.Context, call: bool = True) -> Any:
        always = settings().get(self.setting)
        return super().get_default(ctx, call) if always is None else always


class Command(click.Command):
    """A command whose help groups its options: first its own, then each heading in the order of the options."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        found: dict[str, list[tuple[str, str]]] = {OWN: []}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
            if record is not None:
                found.setdefault(getattr(param, "heading", OWN), []).append(record)
        for heading, records in found.items():
            with formatter.section(heading):
                formatter.write_dl(records)


class Group(click.Group):
    """A group of such commands; one that it does not have is answered by those that are near."""

    command_class = Command

    def calls(self, ctx: click.Context) -> Iterable[str]:
        """What may be called, the verbs of a command with it before them."""
        return self.list_commands(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in self.list_commands(ctx) and not name.startswith("-") and not ctx.resilient_parsing:
            raise unknown("command", name, self.calls(ctx))
        return super().resolve_command(ctx, args)


def option(*declared: str, **given: Any) -> Callable[[Function], Function]:
    """Decorates a command with an Option."""
    return click.option(*declared, cls=Option, **given)


def command(name: str, cls: type[Command] = Command) -> Callable[[Callable[..., Any]], Command]:
    """Makes a Command of a function."""
    return click.command(name, cls)


def group(name: str) -> Callable[[Callable[..., Any]], Group]:
    """Makes a Group of a function."""
    return click.group(name, Group)
