"""The set-up where the network fails, and after it was cut short."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
NOWHERE = {
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    "PIP_RETRIES": "0",
    "PIP_FIND_LINKS": "",
    "PIP_NO_CACHE_DIR": "1",
}


def setup(folder: Path) -> subprocess.CompletedProcess[str]:
    settings = os.environ | NOWHERE | {"PIP_CONFIG_FILE": os.devnull}
    return subprocess.run(
        ["sh", "requirements/setup.sh", "run"], cwd=folder, env=settings, capture_output=True, text=True, check=False
    )


def test_a_failing_download_says_what_failed_and_what_to_do(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    done = setup(tmp_path)
    assert done.returncode == 2
    last = done.stderr.splitlines()[-1]
    assert "requirements/installer.txt) could not be downloaded" in last
    assert "run the same command again" in last
    assert not (tmp_path / ".venv" / ".run").exists()


def test_a_half_made_environment_is_made_again(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "uv").touch(mode=0o755)
    (tmp_path / ".venv" / ".unfinished").touch()
    (tmp_path / ".venv" / "leftover").touch()
    assert "set-up: making .venv" in setup(tmp_path).stderr
    assert not (tmp_path / ".venv" / "leftover").exists()


def test_no_lock_holds_an_address() -> None:
    locks = [*ROOT.glob("requirements/*.txt"), *ROOT.glob("models/environments/*/*.txt")]
    locks += ROOT.glob("models/environments/*/package-lock.json")
    assert len(locks) >= 4
    assert [str(lock) for lock in locks if "://" in lock.read_text()] == []
