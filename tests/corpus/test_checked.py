"""JSON from outside: what is none is an error of input, and types that many threads meet at once do no harm."""

import subprocess
import sys

import pytest

from allonym.corpus.checked import from_json
from allonym.errors import InputError

RACE = """
import msgspec, sys, threading
from dataclasses import field, make_dataclass
from allonym.corpus.checked import from_json

sys.setswitchinterval(1e-6)
for turn in range(100):
    inner = [make_dataclass(f"Inner{i}", [(f"f{j}", int, field(default=0)) for j in range(8)]) for i in range(8)]
    kind = make_dataclass(f"Outer{turn}", [(f"f{i}", one) for i, one in enumerate(inner)])
    data = msgspec.json.encode({f"f{i}": {f"f{j}": j for j in range(8)} for i in range(8)})
    threads = [threading.Thread(target=from_json, args=(data, "x.json", kind)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""


@pytest.mark.parametrize("data", [b"", b"{", b'{"a": 1', b"[" * 9999, b'{"a": "\xff"}'])
def test_what_is_no_json_is_an_error_of_input(data: bytes) -> None:
    with pytest.raises(InputError, match=r"x\.json"):
        from_json(data, "x.json", object)


def test_threads_that_meet_a_type_at_once_do_not_crash() -> None:
    done = subprocess.run([sys.executable, "-c", RACE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
