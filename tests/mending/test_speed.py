"""The remedies' time is linear in a text's length, and a text of megabytes is mended."""

from __future__ import annotations

import time

import allonym

PIECE = 'The fair in Lisbon opened late, said Salma Haddad, who runs it. "We are sorry," Haddad said on Monday.\n\n'


def seconds(times: int) -> float:
    text = PIECE * times
    began = time.process_time()
    found = allonym.mend(lambda texts: [[] for _ in texts])([text])[0]
    assert len(found) >= times
    return time.process_time() - began


def test_time_is_linear() -> None:
    seconds(10)
    short, long = min(seconds(100) for _ in range(3)), seconds(1000)
    assert long < 25 * short
