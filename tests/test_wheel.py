"""The wheel, installed elsewhere, beside somebody's own package `bench`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = (
    *("bench", "gold", "models", "records", "corpora", "pyproject.toml", "hatch_build.py"),
    *("README.md", "LICENSE", "LICENSE-DATA"),
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this tree, beside which its owner keeps the articles' texts."""
    tree = tmp_path_factory.mktemp("tree")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, tree / part, ignore=shutil.ignore_patterns("text"))
        else:
            shutil.copy2(ROOT / part, tree / part)
    (tree / "gold" / "articles" / "text").mkdir()
    (tree / "gold" / "articles" / "text" / "private.txt").write_text("Not to be passed on.")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tree / "dist")]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (made,) = (tree / "dist").glob("*.whl")
    return made


def test_it_carries_the_package_and_its_data_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"allonym"}
    data = ("gold/entities.jsonl", "models/capitalised-runs.toml", "records/README.md", "corpora/wikigold.toml")
    for needed in ("py.typed", *(f"_data/{name}" for name in data)):
        assert f"allonym/{needed}" in names
    assert [name for name in names if "/text/" in name or "__pycache__" in name] == []


def test_it_works_in_an_environment_of_its_own_beside_a_package_bench(wheel: Path, tmp_path: Path) -> None:
    python = _environment(tmp_path / "environment", wheel)
    home = tmp_path / "theirs"
    (home / "bench").mkdir(parents=True)
    (home / "bench" / "__init__.py").write_text("OURS = False\n")

    def run(*command: str) -> str:
        plain = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "ALLONYM"))}
        done = subprocess.run(
            command, cwd=home, env=plain | {"HOME": str(tmp_path)}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = run(str(python), "-c", "import allonym; allonym.score; print(allonym.__file__)")
    assert Path(where.strip()).is_relative_to(tmp_path / "environment")
    assert run(str(python), "-c", "import allonym, bench; print(bench.OURS)") == "False\n"
    allonym = str(python.with_name("allonym"))
    shown = run(allonym, "bench", "--model", "capitalised-runs", "--corpus", "stress", "--probe", "none")
    assert "capitalised-runs" in shown
    assert run(allonym, "runs", "list", "--format", "json").count('"id"') == 1


def test_a_project_with_a_folder_bench_runs_its_own_tests(wheel: Path, tmp_path: Path) -> None:
    """Case own-bench-folder: pytest loads allonym's plugin, and the project's package bench stays its own."""
    python = _environment(tmp_path / "environment", wheel)
    home = tmp_path / "theirs"
    (home / "bench").mkdir(parents=True)
    (home / "bench" / "__init__.py").write_text("OURS = False\n")
    (home / "test_a.py").write_text("import bench\n\n\ndef test_a():\n    assert not bench.OURS\n")
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PYTEST", "ALLONYM"))}
    command = [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    done = subprocess.run(command, cwd=home, env=plain, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout


def _environment(folder: Path, wheel: Path) -> Path:
    """The Python of an environment that holds the wheel, and what it requires from the one of the tests."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    tools = Path(sys.executable).parent
    install = [str(tools / "uv"), "pip", "install", "--quiet", "--offline", "--no-deps", "--python", str(python)]
    subprocess.run([*install, str(wheel)], check=True)
    (packages,) = (folder / "lib").glob("python*/site-packages")
    (packages / "required.pth").write_text(sysconfig.get_path("purelib") + "\n")  # whose own .pth files are not read
    return python
