"""The command of the conformance page, on a small corpus of our own."""

from pathlib import Path

import pytest

from benchmarks.data.conformance import main

LINES = "Karim\tB-PER\nDaoud\tI-PER\nleft\tO\nTripoli\tB-LOC\n"


def test_every_number_is_the_peers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "small.conll").write_text("\n".join([LINES] * 30))
    numbered = "".join(f"{n}\t{line}\t-\n" for n, line in enumerate(LINES.splitlines(), 1))
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "numbered.iob2").write_text("\n".join([numbered] * 30))
    assert main([str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert "22 numbers of 2 corpora" in err
    rows = [line.split(" | ") for line in out.splitlines()[2:]]
    assert {row[1] for row in rows} == {"seqeval", "seqeval, strict IOB2", "nervaluate", "scikit-learn"}
    assert all(0 < float(row[3]) < 1 for row in rows)
