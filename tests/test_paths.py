from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_environments_lie_where_the_variable_says(tmp_path: Path) -> None:
    call = [sys.executable, "-c", "from allonym import paths; print(paths.ENVIRONMENTS)"]
    environment = {**os.environ, "ALLONYM_ENVIRONMENTS": str(tmp_path)}
    shown = subprocess.run(call, env=environment, capture_output=True, text=True, check=True).stdout
    assert shown.strip() == str(tmp_path)
