"""Settings of every test."""

from pathlib import Path

import pytest
from hypothesis import settings
from support.checkout import Checkout, copy_checkout

settings.register_profile("allonym", deadline=None)  # the machine may be busy; no test asserts on time
settings.load_profile("allonym")


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A copy of the project that the test may spoil."""
    return copy_checkout(tmp_path)
