"""Every target of `make fuzz`, some inputs each: whatever the bytes, what was read or one line of error.

As many as there is time for come with `make fuzz MINUTES=20`.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from fuzz.inputs import fuzzed
from fuzz.mutate import mutate
from fuzz.targets import TARGETS

INPUTS = int(os.environ.get("ALLONYM_FUZZ_INPUTS", "60"))


@pytest.mark.parametrize("name", TARGETS)
def test_files_as_they_are_and_broken(name: str, tmp_path: Path) -> None:
    tried = fuzzed(name, tmp_path)
    if not tried.names:
        pytest.skip("needs make scale")
    faults = [tried.try_data(one, tried.files[one]) for one in tried.names]
    faults += map(tried.try_number, range(INPUTS))
    assert not any(faults), next(fault.trace for fault in faults if fault)
    assert tried.read
    assert tried.read + tried.refused == INPUTS + len(tried.names)


def test_an_input_is_the_same_each_time() -> None:
    data = b'{"id": "a", "text": "Ali left", "spans": [{"start": 0, "end": 3, "label": "PER"}]}\n'
    one, two = ([mutate(data, random.Random(f"x {number}")) for number in range(50)] for _ in range(2))
    assert one == two
    assert len(set(one)) > 40
