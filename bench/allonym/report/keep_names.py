"""A watched list kept in a folder of its own, with its page."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from allonym.corpus.files import writing
from allonym.evaluate.about import machine, versions
from allonym.report.make import FILE, write_report
from allonym.runs.write import new_folder
from allonym.watchlist.kept import FILE as NAMES
from allonym.watchlist.kept import LATEST, read_names_run
from allonym.watchlist.run import Watched
from allonym.watchlist.write import as_json, write_csv


def keep_names(watched: Watched, out: Path, command: str, started: datetime) -> Path:
    """Write a folder of the list's own below `out`, and point `latest-names` at it; the page's path."""
    name = started.strftime("names-%Y%m%dT%H%M%S.%fZ")
    about = {
        "run": name,
        "started": started.isoformat(timespec="seconds"),
        "command": command,
        "versions": versions(),
        "machine": machine(),
        "models": {entry.model: entry.as_json() for entry in watched.entries},
    }
    with new_folder(out / name, LATEST) as folder:
        with writing(folder / NAMES) as file:
            file.writelines(as_json(watched.summary, watched.names()))
        with writing(folder / "names.csv") as file:
            write_csv(watched.names(), file)
        (folder / "run.json").write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", "utf-8")
        write_report(read_names_run(folder), (), folder / FILE)
    return out / name / FILE
