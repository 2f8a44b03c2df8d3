"""One run for all tests of the report; they read it only."""

from pathlib import Path

import pytest
from support.browser import opened
from support.real_run import bench

__all__ = ["opened"]


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bench(tmp_path_factory.mktemp("run"))
