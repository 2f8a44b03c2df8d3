from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.command import worker

from allonym import paths
from allonym.cli.group import allonym
from allonym.corpus.documents import read_documents

WORKER = """
import json, re, sys
pattern = re.compile(sys.argv[1])
print(json.dumps({"ready": True, "model": "m", "version": "1", "labels": ["PER"]}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    spans = [{"start": m.start(), "end": m.end(), "label": "PER"} for m in pattern.finditer(request["text"])]
    print(json.dumps({"id": request["id"], "spans": spans}), flush=True)
"""


@pytest.fixture
def model_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two models that find words: the first those with a capital, the second those with five letters or more."""
    monkeypatch.setattr(paths, "CACHE", tmp_path / "cache")
    script = tmp_path / "worker.py"
    script.write_text(WORKER)
    files = []
    for name, pattern in (("capitals", "[A-Z][a-z]+"), ("long", "[A-Za-z]{5,}")):
        path = tmp_path / f"{name}.toml"
        path.write_text(f"{worker(script, pattern)}[labels]\nPER = 'PER'\n")
        files.append(str(path))
    return files


def run(corpus: Path, models: Sequence[str], out: Path) -> tuple[str, Path]:
    arguments = ["bench", "--corpus", str(corpus), "--out", str(out), *(f"--model={path}" for path in models)]
    result = CliRunner().invoke(allonym, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout, out / "latest"


def test_a_folder_of_texts_gives_agreement(tmp_path: Path, model_files: list[str]) -> None:
    folder = tmp_path / "press"
    (folder / "may").mkdir(parents=True)
    (folder / "one.txt").write_text("Omar saw Aleppo. Omar left quickly.")
    (folder / "may" / "two.txt").write_text("Aleppo fell.")
    shown, kept = run(folder, model_files, tmp_path / "results")
    assert "Agreement on press" in shown
    assert "The texts have no gold" in " ".join(shown.split())
    rows = {(r["model"], r["measure"]): r for r in json.loads((kept / "leaderboard.json").read_text())["rows"]}
    # capitals: Omar Aleppo Omar Aleppo; long: Aleppo quickly Aleppo; both: Aleppo Aleppo.
    assert rows["capitals", "agreement.f1"]["value"] == pytest.approx(2 * 2 / (4 + 3))
    assert rows["capitals", "alone"]["counts"] == {"alone": 2}
    assert rows["long", "consistency.all"]["counts"] == {"all": 0, "some": 0, "none": 1}
    predicted = list(read_documents(kept / "predictions" / "capitals" / "press.jsonl"))
    assert [(d.id, len(d.mentions)) for d in predicted] == [("may/two", 1), ("one", 3)]


def test_the_same_texts_as_folder_jsonl_gzip_and_parquet_give_the_same_rows(
    tmp_path: Path, model_files: list[str]
) -> None:
    import gzip

    import pyarrow
    import pyarrow.parquet

    texts = {"one": "Omar saw Aleppo.", "two": "Ömer Özkızılcık left quickly."}
    folder = tmp_path / "folder" / "press"
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    lines = "".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in texts.items())
    (tmp_path / "press.jsonl").write_text(lines)
    (tmp_path / "press.ndjson.gz").write_bytes(gzip.compress(lines.encode()))
    table = pyarrow.table({"id": list(texts), "text": list(texts.values()), "year": [1, 2]})
    pyarrow.parquet.write_table(table, tmp_path / "press.parquet")
    rows = []
    for source in (folder, *(tmp_path / f"press{end}" for end in (".jsonl", ".ndjson.gz", ".parquet"))):
        _, kept = run(source, model_files, tmp_path / "results")
        rows.append(json.loads((kept / "leaderboard.json").read_text())["rows"])
    assert len(rows[0]) == 6
    assert rows.count(rows[0]) == 4


def test_a_model_that_fails_leaves_the_others(tmp_path: Path, model_files: list[str]) -> None:
    (tmp_path / "broken.toml").write_text("command = ['false']\n[labels]\nPER = 'PER'\n")
    corpus = tmp_path / "texts.jsonl"
    corpus.write_text('{"id": "1", "text": "Omar left."}\n')
    shown, kept = run(corpus, [*model_files, str(tmp_path / "broken.toml")], tmp_path / "results")
    assert "broken" in shown
    leaderboard = json.loads((kept / "leaderboard.json").read_text())
    assert {m["model"]: m["status"] for m in leaderboard["models"]} == {
        "capitals": "ok", "long": "ok", "broken": "failed"
    }  # fmt: skip
    assert {row["model"] for row in leaderboard["rows"]} == {"capitals", "long"}
