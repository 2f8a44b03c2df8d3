"""Settings of every test."""

from pathlib import Path

import pytest
from hypothesis import settings
from support.browser import opened
from support.checkout import Checkout, copy_checkout
from support.real_run import bench

__all__ = ["opened"]  # one browser for all tests of pages: a process can have but one

settings.register_profile("allonym", deadline=None)  # the machine may be busy; no test asserts on time
settings.load_profile("allonym")


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A copy of the project that the test may spoil."""
    return copy_checkout(tmp_path)


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One run for all tests of what is shown; they read it only."""
    return bench(tmp_path_factory.mktemp("run"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that need torch and its kind, or install this tree, run where they are asked for, and say so elsewhere."""
    if "hub" in (config.option.markexpr or ""):
        return
    for item in items:
        if item.get_closest_marker("hub"):
            item.add_marker(pytest.mark.skip(reason="installs gigabytes: make test-hub"))
