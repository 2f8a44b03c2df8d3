"""The commands as a user meets them: their list, their help, a word that is no command, and completion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from support.command import HERE, allonym, allonym_here

from allonym.cli.group import SECTIONS
from allonym.cli.group import allonym as root


def every_command() -> Iterator[tuple[str, click.Command]]:
    waiting: list[tuple[str, click.Command]] = [("allonym", root)]
    while waiting:
        name, command = waiting.pop()
        yield name, command
        if isinstance(command, click.Group):
            inner = [(one, command.get_command(click.Context(command), one)) for one in command.list_commands(
                click.Context(command))]  # fmt: skip
            waiting += [(f"{name} {one}", found) for one, found in inner if found is not None]


COMMANDS = dict(every_command())


def test_commands_stand_in_their_sections() -> None:
    shown = allonym_here(HERE, "--help", COLUMNS="80").stdout
    heads = re.findall(r"^(\w+):$", shown, re.MULTILINE)
    assert heads == ["Options", *SECTIONS], "a command without a section stands under Commands"
    for name in ("history", "report", "plot", "list", "rm"):
        assert not re.search(rf"^  {name} ", shown, re.MULTILINE), f"{name} is a verb of runs"


@pytest.mark.parametrize("name", [name for name, one in COMMANDS.items() if isinstance(one, click.Group)])
def test_a_help_line_is_one_whole_sentence(name: str) -> None:
    shown = allonym_here(HERE, *name.split()[1:], "--help", COLUMNS="80").stdout
    assert "..." not in shown.partition("Options:")[2], "cut short at 80 columns"
    for line in shown.splitlines():
        assert len(line) <= 80


@pytest.mark.parametrize("name", COMMANDS)
def test_options_stand_under_headings(name: str) -> None:
    shown = allonym_here(HERE, *name.split()[1:], "--help").stdout
    options = {one.opts[0] for one in COMMANDS[name].params if isinstance(one, click.Option) and not one.hidden}
    for shared, heading in {"--out": "What comes out", "--jobs": "How it is done", "--repair": "Reading files"}.items():
        if shared in options and name != "allonym gold export":
            before = shown[: re.search(rf"^  {shared} ", shown, re.MULTILINE).start()]  # type: ignore[union-attr]
            assert re.findall(r"^(\S.*):$", before, re.MULTILINE)[-1].startswith(heading)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bnch"], "no command 'bnch'; did you mean bench?"),
        (["history"], "did you mean runs history"),
        (["runs", "lst"], "did you mean list or plot?"),
        (["bench", "--modle", "x"], "--model"),
    ],
)
def test_a_slip_is_answered_by_what_was_meant(words: list[str], said: str) -> None:
    done = allonym_here(HERE, *words)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    ("words", "offered"),
    [("allonym be", "bench"), ("allonym bench --model nltk-ne", "nltk-ne_chunk"),
     ("allonym bench --corpus ret", "retellings"), ("allonym show --entity ali_maml", "ali_mamlouk")],
)  # fmt: skip
def test_the_shell_completes(words: str, offered: str, tmp_path: Path) -> None:
    place = str(len(words.split()) - 1)
    done = allonym(tmp_path, COMP_WORDS=words, COMP_CWORD=place, _ALLONYM_COMPLETE="bash_complete")
    assert done.stdout.splitlines() == [f"plain,{offered}"]
