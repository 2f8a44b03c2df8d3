"""Every code block of README and docs is run, or read by the part of the program that reads its kind.

A page has a folder of its own, in a small checkout (support.small_checkout), with the files that its titled blocks give
and those of support.stand_ins. `sh` blocks are run line by line, `console` blocks too, and say what stands below each
command; `pycon` blocks say what stands in them. `text` is what is made by a command, or a file.
"""

from __future__ import annotations

import doctest
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from support import small_checkout
from support.blocks import Block, blocks_of, inline_code, marked_lines, steps
from support.stand_ins import IN_BACKGROUND, REPLACED, at_addresses, furnish, replaced

from allonym import paths
from allonym.cli import settings
from allonym.cli.group import allonym
from allonym.gate.policy import read_policy
from allonym.names.registry import entity_of
from allonym.predict.models import read_model

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
_OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    small_checkout.make(folder / "allonym", folder / "articles")
    return folder / "allonym"


@pytest.mark.models
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_of_a_page(page: Path, checkout: Path, tmp_path: Path) -> None:
    folder = tmp_path / "allonym"
    furnish(folder, checkout, checkout.parent / "articles")
    blocks = [block for block in blocks_of(page) if block.line not in _run_elsewhere(page)]
    with at_addresses(folder) as places:
        shell = _Shell(folder, checkout, places)
        first = [line for block in blocks if block.language == "sh" for line in _lines(block)]
        with shell.in_background([line for line in first if IN_BACKGROUND.search(line)]):
            names: dict[str, object] = {}
            for block in blocks:
                _read(block, shell, names, f"{page.name}:{block.line}", marked_lines(page))


def _read(block: Block, shell: _Shell, names: dict[str, object], where: str, marked: set[int]) -> None:
    if block.title:
        (shell.folder / block.title).write_text(block.content, encoding="utf-8")
    match block.language:
        case "sh":
            for line in _lines(block):
                if not IN_BACKGROUND.search(line):
                    shell.run(line, where)
        case "console":
            for step in steps(block.content):
                said = shell.run(step.command, where)
                assert doctest.OutputChecker().check_output(step.output, said, _OPTIONS), (
                    f"{where}: {step.command}\nsaid:\n{said}\nexpected:\n{step.output}"
                )
        case "pycon":
            _doctest(block, names, where)
        case "python" if block.title:
            compile(block.content, where, "exec")  # a command of the page runs it
        case "toml":
            _toml(block, shell.folder)
        case "json":
            _json(block, where)
        case "yaml":
            _yaml(block.content, where)
        case "text":
            made = block.title or block.line in marked
            assert made or not re.search(r"^(\$ |allonym |make )", block.content, re.MULTILINE), f"{where}: a command"
        case other:
            pytest.fail(f"{where}: no test reads a block of {other!r}")


def _run_elsewhere(page: Path) -> set[int]:
    """Lines that allonym.tools.outputs writes, whose blocks the tests of their rooms run."""
    return marked_lines(page, "outputs")


def _lines(block: Block) -> list[str]:
    """The commands of a block without their comments."""
    return [line for whole in block.content.splitlines() if (line := re.sub(r"(^|\s+)# .*", "", whole).strip())]


class _Shell:
    """A page's commands, run with the small checkout's program."""

    def __init__(self, folder: Path, checkout: Path, places: Any) -> None:
        self.folder, self._places = folder, places
        known = {key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "PYTEST_"))}
        self._environment = known | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(checkout / "bench"),
            "ALLONYM_ENVIRONMENTS": str(paths.ENVIRONMENTS.resolve()),
            "ALLONYM_CHAT_KEY": "none",
        }

    def run(self, command: str, where: str) -> str:
        """What a command prints; it has to end well."""
        other = replaced(command, **self._places)
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", other],
            cwd=self.folder, env=self._environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{where}: {other}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        return done.stdout

    @contextmanager
    def in_background(self, commands: list[str]) -> Iterator[None]:
        """Commands that go on while the others run."""
        going = []
        for command in commands:
            words = shlex.split(replaced(command, **self._places))
            log = (self.folder / f"{'-'.join(words[:2])}.log").open("wb")
            going.append(
                subprocess.Popen(words, cwd=self.folder, env=self._environment, stdout=log, stderr=subprocess.STDOUT)
            )
            log.close()
        try:
            yield
            assert [process.args for process in going if process.poll() is not None] == []
        finally:
            for process in reversed(going):
                process.terminate()
            for process in going:
                process.wait(30)


def _doctest(block: Block, names: dict[str, object], where: str) -> None:
    """Run a session; the page's sessions share their names."""
    test = doctest.DocTestParser().get_doctest(block.content, names, where, where, block.line)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=_OPTIONS)
    failed, tried = runner.run(test, out=said.append, clear_globs=False)
    assert tried, f"{where}: nothing to run"
    assert not failed, "".join(said)
    names.update(test.globs)


def _toml(block: Block, folder: Path) -> None:
    """A model's file or a gate's policy, read as the program reads it."""
    path = folder / (block.title or "block.toml")
    path.write_text(block.content, "utf-8")
    if path.name == "allonym.toml":
        assert settings._read(path) is not None
    elif "labels" in tomllib.loads(block.content):
        read_model(path)
    else:
        read_policy(path)


def _json(block: Block, where: str) -> None:
    """Documents line by line (the page's commands read them), an entity of the registry, or a line of a baseline."""
    if block.title:
        for line in block.content.splitlines():
            assert isinstance(json.loads(line), dict), where
        return
    record = json.loads(block.content)
    if "spellings" in record:
        assert entity_of(record, where).id == record["id"]
    else:
        marks = json.loads((ROOT / "allonym-baseline.json").read_text())["names"]
        kinds = {type(value) for corpus in marks.values() for value in corpus.values()}
        for key, value in record.items():
            if isinstance(value, str):
                assert all(re.fullmatch(r"\d+/\d+", share) for share in value.split(" ")), where
                continue
            assert len(key.split(" ", 2)) == 3
            assert type(value) in kinds
            assert all(set(one) <= set("+-") for one in value)


def _yaml(content: str, where: str) -> None:
    """A workflow's job that uses the action, a job of GitLab's, or a pre-commit configuration that uses the hook."""
    read = yaml.safe_load(content)
    if "steps" in read:
        inputs = yaml.safe_load((ROOT / "action.yml").read_text())["inputs"]
        (ours,) = (step for step in read["steps"] if "allonym" in step["uses"])
        assert ours["with"].keys() <= inputs.keys(), where
        return
    if "repos" not in read:
        (job,) = read.values()
        for command in job["script"]:
            if command.startswith("allonym "):
                _parse(shlex.split(command)[1:], where)
        return
    known = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    for repository in read["repos"]:
        for hook in repository["hooks"]:
            assert hook["id"] in known, where
            _parse(["bench", *hook["args"]], where)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_within_a_sentence_is_there(page: Path) -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for line, code in inline_code(page):
        where = f"{page.name}:{line}: {code}"
        words = re.sub(r"^([A-Z_]+=\S+ )*(\.venv/bin/)?", "", code).split(" # ")[0].split()
        if words[:1] == ["make"]:
            for word in words[1:]:
                assert word in targets or re.match(r"[A-Z]+=", word), f"{where}: make has no target {word}"
        elif words[:1] == ["allonym"] and words[1:]:
            _parse(words[1:], where)


def _parse(words: list[str], where: str) -> None:
    """A command and its options are there; `[...]` and `...` stand for what may be left out or repeated."""
    words = [word.strip("[]") for word in words if word != "..."]
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


def test_every_stand_in_is_needed() -> None:
    commands = [line for page in PAGES for b in blocks_of(page) if b.language == "sh" for line in _lines(b)]
    for pattern in [pattern for pattern, *_ in REPLACED]:
        assert any(re.search(pattern, command) for command in commands), f"no page needs {pattern}"
