"""What a pull request with a record meets: the script that CI runs, the forms, the page."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def test_a_faulty_record_stops_the_script_before_anything_is_scored(tmp_path: Path) -> None:
    (tmp_path / "requirements").mkdir()
    shutil.copy2(ROOT / "requirements" / "score_records.sh", tmp_path / "requirements")
    command = tmp_path / ".venv" / "bin" / "allonym"
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\necho "$1 $2" >>calls\nexec "{sys.executable}" -m allonym "$@"\n')
    command.chmod(0o755)
    (tmp_path / "bad.json.gz").write_bytes(gzip.compress(b'{"schema":"allonym/record/1","text":"The president said"}'))
    script = tmp_path / "requirements" / "score_records.sh"
    done = subprocess.run(
        [str(script), "bad.json.gz"], env=dict(os.environ), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "no record" in done.stderr
    assert (tmp_path / "calls").read_text() == "records check\n"


def test_ci_runs_it_on_what_a_pull_request_brings() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))["jobs"]
    assert jobs["records"]["if"] == "github.event_name == 'pull_request'"
    assert "requirements/score_records.sh $brought" in jobs["records"]["steps"][-1]["run"]


def test_template_and_form_name_what_the_page_asks_for() -> None:
    page = (ROOT / "docs" / "submit.md").read_text("utf-8")
    template = (ROOT / ".github" / "PULL_REQUEST_TEMPLATE.md").read_text("utf-8")
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "evaluate-model.yml").read_text("utf-8"))
    assert "allonym records check records/" in page
    assert "allonym records check records/" in template
    assert {field["id"] for field in form["body"]} >= {"model", "framework", "licence"}
