"""Model environments: made by uv or npm from hash-locked files below .venvs/, whole or again."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import msgspec

from allonym import paths
from allonym.corpus.checked import converted, from_toml
from allonym.corpus.files import read_bytes
from allonym.errors import AllonymError
from allonym.predict.guarded import run_guarded

_MARKER = ".complete"
"""Written last, with the digest of the lock: an environment without it, or with another, is made again."""
_LOCKS = ("requirements.txt", "package-lock.json")


class InstallFailed(AllonymError):
    """An environment or weights could not be installed: says what failed and what to do."""


class Environment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What models/environments/NAME/environment.toml says."""

    name: str
    summary: str
    kind: Literal["python", "node"] = "python"
    pythons: list[str] = []
    """The Pythons that the lock's packages are built for ("3.12"); this one where empty."""
    pip: list[str] = []
    """What pip installs after the lock: packages whose builds differ from machine to machine (torch)."""
    heavy: bool = False
    """Left out of `make test`, run by `make test-hub`."""

    @property
    def source(self) -> Path:
        return paths.MODELS / "environments" / self.name

    @property
    def folder(self) -> Path:
        return paths.ENVIRONMENTS / self.name

    @property
    def lock(self) -> Path:
        return next(path for name in _LOCKS if (path := self.source / name).is_file())

    @property
    def interpreter(self) -> list[str]:
        """The start of a command that runs a script in this environment."""
        return ["node"] if self.kind == "node" else [str(self.folder / "bin" / "python")]

    @property
    def packages(self) -> Path:
        """Where its packages lie. Raises FileNotFoundError where the environment is not made."""
        if self.kind == "node":
            return self.folder / "node_modules"
        found = sorted((self.folder / "lib").glob("python*/site-packages"))
        if not found:
            raise FileNotFoundError(self.folder)
        return found[-1]

    def lock_digest(self) -> str:
        """SHA-256 of the lock, and of what pip installs after it."""
        pip = "".join(f"\n# pip install {wanted}" for wanted in self.pip)
        return hashlib.sha256(self.lock.read_bytes() + pip.encode()).hexdigest()

    def installed(self) -> list[str]:
        """The packages that are there, with their versions; what pip installs after the lock differs by machine."""
        return sorted(path.stem for path in self.packages.glob("*.dist-info"))

    def is_complete(self) -> bool:
        """Whether it is made, whole, from the lock as it is now."""
        try:
            return (self.folder / _MARKER).read_text() == self.lock_digest()
        except OSError:
            return False


def read_environment(name: str) -> Environment:
    """The environment of models/environments/NAME."""
    path = paths.MODELS / "environments" / name / "environment.toml"
    table = from_toml(read_bytes(path), str(path), dict[str, Any], "not TOML")
    return converted({"name": name, **table}, Environment, str(path))


def install(environment: Environment) -> None:
    """Make the environment unless it is complete; one process at a time. Raises InstallFailed."""
    if environment.is_complete():
        return
    with exclusively(environment.name) as lock:
        if environment.is_complete():
            return
        clear(environment.folder)
        if environment.kind == "node":
            _install_node(environment, lock)
        else:
            _install_python(environment, lock)
        (environment.folder / _MARKER).write_text(environment.lock_digest())


@contextmanager
def exclusively(name: str) -> Iterator[int]:
    """Hold a lock that one process at a time has: its descriptor. It goes with all processes that hold that."""
    paths.ENVIRONMENTS.mkdir(parents=True, exist_ok=True)
    with (paths.ENVIRONMENTS / f".{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()


def clear(folder: Path) -> None:
    """Make a folder, empty. Raises OSError."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)


def _install_python(environment: Environment, lock: int) -> None:
    uv = _uv()
    _run(
        environment,
        lock,
        [uv, "venv", "--quiet", "--clear", "--no-project", *(["--seed"] if environment.pip else []),
         "--python", _python(uv, environment), str(environment.folder)],
        "run `make distclean` and try again",
    )  # fmt: skip
    again = "check the network and run `allonym models install` again"
    python = ["--python", *environment.interpreter]
    build = ["--no-build"]
    if environment.heavy:  # some packages come as source: what builds them is hashed too
        tools = str(environment.source / "build.txt")
        _run(environment, lock, [uv, "pip", "install", "--quiet", "--require-hashes", *python, "-r", tools], again)
        build = ["--no-build-isolation"]
    _run(
        environment,
        lock,
        [uv, "pip", "install", "--quiet", "--compile-bytecode", "--no-deps", "--require-hashes", *build, *python,
         "-r", str(environment.lock)],
        again,
    )  # fmt: skip
    if environment.pip:
        _run(environment, lock, [*environment.interpreter, "-m", "pip", "install", "--quiet", *environment.pip], again)


def _python(uv: str, environment: Environment) -> str:
    """This Python where it serves, otherwise another one of this machine."""
    mine = f"{sys.version_info.major}.{sys.version_info.minor}"
    if not environment.pythons or mine in environment.pythons:
        return sys.executable
    for version in environment.pythons:
        found = subprocess.run(
            [uv, "python", "find", "--no-project", "--system", "--no-python-downloads", version],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if found.returncode == 0:
            return found.stdout.strip()
    raise InstallFailed(
        f"environment {environment.name} needs Python {' or '.join(environment.pythons)}, "
        f"and there is only {mine}; install one"
    )


def _install_node(environment: Environment, lock: int) -> None:
    for tool in ("node", "npm"):
        if not shutil.which(tool):
            raise InstallFailed(
                f"environment {environment.name} needs {tool}; install Node.js 18 or newer "
                "(on Debian: apt-get install nodejs npm)"
            )
    for name in ("package.json", "package-lock.json"):
        shutil.copy(environment.source / name, environment.folder)
    _run(
        environment,
        lock,
        ["npm", "ci", "--prefix", str(environment.folder), "--ignore-scripts", "--no-audit", "--no-fund"],
        "check the network and run `allonym models install` again",
    )


def _uv() -> str:
    beside = Path(sys.executable).parent / "uv"
    found = str(beside) if beside.exists() else shutil.which("uv")
    if not found:
        raise InstallFailed("uv, the installer, is missing; python -m pip install uv")
    return found


def _run(environment: Environment, lock: int, command: list[str], todo: str) -> None:
    """Run an installer, which ends with this process; until it has, the lock is held."""
    status, out, err = run_guarded(command, {"UV_PYTHON_DOWNLOADS": "never"}, [lock])
    if status:
        said = " ".join((err or out).split())
        raise InstallFailed(f"environment {environment.name} could not be made: {said[-400:]}; {todo}")
