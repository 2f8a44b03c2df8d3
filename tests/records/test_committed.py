"""The records that the project itself keeps: whole, small and without text; their texts may have changed since."""

from __future__ import annotations

from pathlib import Path

import pytest

from allonym import paths
from allonym.predict.record import ENDING, LARGEST, digest, read_record
from allonym.records.check import check_record

STALE = ("texts have no answer, or have changed", "answers are to texts that are not asked")
"""What a change of the texts makes of a record until `make records` renews it: `allonym bench` says so too."""


@pytest.mark.parametrize("path", sorted(paths.RECORDS.glob(f"*{ENDING}")), ids=lambda path: path.name)
def test_it_is_whole(path: Path) -> None:
    record = read_record(path)
    assert path.stat().st_size <= LARGEST
    assert record.sha256 == digest(record.labels, record.texts, record.articles)
    assert len(record.texts) > 1000
    assert all(isinstance(number, int) for packed in record.texts.values() for number in packed)
    faults = list(check_record(path, {}))
    assert [fault for fault in faults if not any(said in fault for said in STALE)] == []
