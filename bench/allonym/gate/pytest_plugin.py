"""A pytest plugin: hold a recogniser of your own to a committed baseline, as one test.

def test_no_name_is_lost(allonym_gate):
    allonym_gate(find, model="ours")        # find: text -> (start, end, label) of each name

pytest                                              # held to allonym-baseline.json
pytest --allonym-baseline FILE                      # to another file
pytest --allonym-update "why"                       # writes the file instead
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from allonym.gate.verdict import Verdict

Find = Callable[[str], Iterable[tuple[int, int, str]]]
"""From a text to the names in it: start and end in code points (half-open), and label."""


_BROKEN = pytest.StashKey[bool]()
"""Whether a gate could not be held: the finder broke, or its baseline."""


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Exit with 2 where a gate was broken: 1 says that names were lost."""
    if session.config.stash.get(_BROKEN, False):
        session.exitstatus = 2


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("allonym", "names that must not be lost")
    group.addoption("--allonym-baseline", metavar="FILE", help="the baseline (allonym-baseline.json)")
    group.addoption("--allonym-config", metavar="FILE", help="the policy (allonym-gate.toml, where there is one)")
    group.addoption("--allonym-update", metavar="WHY", help="write the baseline instead, with this reason")


@pytest.fixture
def allonym_gate(request: pytest.FixtureRequest) -> Callable[..., Verdict]:
    """Call it with a function from a text to (start, end, label); the test fails where the gate does;
    where the gate is broken, pytest exits with 2 instead of 1.

    allonym_gate(find, model=NAME, labels=None): `labels` maps the recogniser's labels to PER, LOC, ORG, MISC or to
    OntoNotes' name types, "" drops one; without it they are taken as they are. Returns the verdict. Policy and
    baseline are looked for beside the test's file and in the folders above it, up to pytest's root; a baseline above
    the policy belongs to another one.
    """
    from allonym.errors import AllonymError
    from allonym.gate.finder import hold_finder
    from allonym.gate.policy import Policy, read_policy

    def gate(find: Find, *, model: str, labels: Mapping[str, str] | None = None) -> Verdict:
        __tracebackhide__ = True
        policy_file = _file(request, "--allonym-config", "allonym-gate.toml")
        baseline = _baseline(request, policy_file)
        reason: str = request.config.getoption("--allonym-update") or ""
        try:
            policy = read_policy(policy_file) if policy_file else Policy()
            verdict, shown = hold_finder(find, model, baseline, policy, labels=labels, reason=reason)
        except AllonymError as error:
            request.config.stash[_BROKEN] = True
            pytest.fail(f"allonym: {error}", pytrace=False)
        except Exception:
            request.config.stash[_BROKEN] = True
            raise
        if not verdict.holds:
            pytest.fail(shown, pytrace=False)
        return verdict

    return gate


def _baseline(request: pytest.FixtureRequest, policy: Path | None) -> Path:
    """The baseline, which may be to be written: never one above the policy's folder, for that is another policy's."""
    found = _file(request, "--allonym-baseline", "allonym-baseline.json")
    home = policy.parent if policy else request.config.rootpath
    others = found is not None and found.parent in home.parents and not request.config.getoption("--allonym-baseline")
    return home / "allonym-baseline.json" if found is None or others else found


def _file(request: pytest.FixtureRequest, option: str, name: str) -> Path | None:
    """The file that the option names, else the nearest one of that name."""
    given: str | None = request.config.getoption(option)
    if given:
        return request.config.invocation_params.dir / given
    root = request.config.rootpath
    folders = [folder for folder in request.path.parents if folder == root or root in folder.parents]
    return next((folder / name for folder in folders if (folder / name).is_file()), None)
