"""Every code block of README and docs: run, or read by what reads its language.

`console` blocks are run line by line in one folder a page, with the files that the page's titled blocks give; `pycon`
ones are run too. Of a command in other blocks, which may need what a test has not, each option is looked up.
"""

import doctest
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
from support.blocks import Block, blocks_of, steps

from bench.cli.main import allonym

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
_OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_of_a_page(page: Path, tmp_path: Path) -> None:
    names: dict[str, object] = {}
    elsewhere = _run_elsewhere(page)
    for block in blocks_of(page):
        if block.line in elsewhere:
            continue
        where = f"{page.name}:{block.line}"
        if block.title:
            (tmp_path / block.title).write_text(block.content, encoding="utf-8")
        match block.language:
            case "console":
                _run(block, tmp_path, where)
            case "pycon":
                _doctest(block, names, where)
            case "python" | "py":
                compile(block.content, where, "exec")
            case "toml":
                tomllib.loads(block.content)
            case "json" | "jsonl":
                _json(block.content, where)
            case "yaml":
                _yaml(block.content)
            case "text" | "" | "sh" | "bash":
                _commands(block, where)
            case other:
                pytest.fail(f"{where}: no test reads a block of {other!r}")


def _run_elsewhere(page: Path) -> set[int]:
    """Lines between the marks of docs/outputs.py, whose blocks the tests of their rooms run."""
    inside, lines = False, set()
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        inside = line == "<!-- outputs -->" or (inside and line != "<!-- end outputs -->")
        if inside:
            lines.add(number)
    return lines


def _run(block: Block, folder: Path, where: str) -> None:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    for step in steps(block.content):
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", step.command],
            cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{where}: {step.command}\n{done.stderr}"
        assert doctest.OutputChecker().check_output(step.output, done.stdout, _OPTIONS), (
            f"{where}: {step.command}\nsaid:\n{done.stdout}\nexpected:\n{step.output}"
        )


def _doctest(block: Block, names: dict[str, object], where: str) -> None:
    """Run a session; the page's sessions share their names."""
    test = doctest.DocTestParser().get_doctest(block.content, names, where, where, block.line)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=_OPTIONS)
    failed, tried = runner.run(test, out=said.append, clear_globs=False)
    assert tried, f"{where}: nothing to run"
    assert not failed, "".join(said)
    names.update(test.globs)


def _json(content: str, where: str) -> None:
    try:
        json.loads(content)
    except json.JSONDecodeError:
        for number, line in enumerate(content.splitlines()):
            if line.strip():
                assert isinstance(json.loads(line), dict), f"{where}, line {number}"


def _yaml(content: str) -> None:
    import yaml

    yaml.safe_load(content)


_COMMAND = re.compile(r"^(?:\$ )?(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?(?P<rest>(?:allonym|make)\b.*)$")


def _commands(block: Block, where: str) -> None:
    """Every line that calls allonym or make: the command and its options are there."""
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for line in block.content.splitlines():
        if not (found := _COMMAND.match(line.strip())):
            continue
        words = shlex.split(re.split(r"\s+#|\s{2,}|\s[|>&]|;", found["rest"])[0])
        if words[0] == "make":
            for word in words[1:]:
                assert word in targets or re.match(r"[A-Z]+=", word), f"{where}: make has no target {word}"
        elif words[1:]:
            _parse(words[1:], f"{where}: {line.strip()}")


def _parse(words: list[str], where: str) -> None:
    """Parse a command's arguments; `[...]` and `...` stand for what may be left out or repeated."""
    words = [word for word in words if not word.startswith("[") and not word.endswith("]") and word != "..."]
    context = click.Context(allonym, info_name="allonym")
    command: click.Command = allonym
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words[0])
        assert found is not None, f"{where}: no command {words[0]}"
        context, command, words = click.Context(found, info_name=words[0], parent=context), found, words[1:]
    known = {option for parameter in command.params for option in parameter.opts} | {"--help", "--version"}
    for word in words:
        if word.startswith("--"):
            assert word.split("=")[0] in known, f"{where}: no option {word}"
