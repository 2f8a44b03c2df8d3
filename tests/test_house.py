"""The house: CONTRIBUTING.md lists its rooms, each imports only rooms above it there, and no modules form a circle."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "bench" / "allonym"
_ROW = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)


def table_of_rooms() -> list[str]:
    """The rooms of CONTRIBUTING.md's table, from the first to the last."""
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    return _ROW.findall(page.split("| room |")[1].split("\n\n")[0])


def room_of(module: str) -> str:
    """The room of a module: the first folder or file below the package."""
    return module.split(".")[1]


@cache
def imports() -> dict[str, set[str]]:
    """Each module of the package, and those that it imports: at its top, in functions, and for types only."""
    files = {_module(path): path for path in PACKAGE.rglob("*.py")}
    return {
        name: {other for other in _imported(ast.parse(path.read_text("utf-8")), set(files)) if other != name}
        for name, path in files.items()
    }


def _module(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(tree: ast.AST, known: set[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            for name in node.names:
                whole = f"{node.module}.{name.name}"
                yield whole if whole in known else node.module


def _inner() -> Iterator[tuple[str, str]]:
    """Every import among modules of rooms; the package's own module, which opens them all, is none."""
    for module, others in imports().items():
        yield from ((module, other) for other in sorted(others) if "allonym" not in (module, other))


def test_the_table_has_every_room_once() -> None:
    rooms = {room_of(module) for module in imports() if module != "allonym"} - {"__main__"}
    assert sorted(table_of_rooms()) == sorted(rooms)


def test_nothing_runs_back_up() -> None:
    order = {room: number for number, room in enumerate([*table_of_rooms(), "__main__"])}
    back = [(one, other) for one, other in _inner() if order[room_of(one)] < order[room_of(other)]]
    assert back == [], "a room imports only rooms above it in CONTRIBUTING.md's table"


def test_no_circle() -> None:
    graph: dict[str, set[str]] = {}
    for one, other in _inner():
        graph.setdefault(one, set()).add(other)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(" → ".join(error.args[1])) from None


def test_imports_of_every_kind_are_seen() -> None:
    source = "import allonym.b\nif TYPE_CHECKING:\n    from allonym import c\ndef f():\n    from allonym.d import e\n"
    known = {"allonym", "allonym.b", "allonym.c", "allonym.d"}
    assert set(_imported(ast.parse(source), known)) == {"allonym.b", "allonym.c", "allonym.d"}


def test_no_two_public_classes_share_a_name() -> None:
    """Adapters aside: each is a program of its own, and its source stands in the digest of its models."""
    modules: dict[str, list[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name != "adapters":
            for node in ast.parse(path.read_text("utf-8")).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    modules.setdefault(node.name, []).append(_module(path))
    assert {name: several for name, several in modules.items() if len(several) > 1} == {}
