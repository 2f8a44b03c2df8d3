"""Ctrl-C on the command itself, on a terminal of its own."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path

import psutil
from support.command import COMMAND

from tests.predict.conftest import EACH, MakeModel


def test_ctrl_c_stops_cleanly_and_keeps_what_is_done(make_model: MakeModel, tmp_path: Path) -> None:
    model = make_model(
        EACH + "request['id'] == '9' and (open(sys.argv[0] + '.9', 'w'), time.sleep(600)); answer(request)"
    )
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(f'{{"id": "{i}", "text": "Ali {i}", "spans": []}}\n' for i in range(20)))
    options = ["--refresh", "--model", model.file, "--corpus", str(gold), "--out", str(tmp_path)]
    run = [*COMMAND, "bench", *options]
    screen, terminal = pty.openpty()
    # A shell's background job ignores Ctrl-C and hands that on; a terminal's foreground job does not.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=terminal, start_new_session=True)
    signal.signal(signal.SIGINT, before)
    os.close(terminal)
    shown = bytearray()
    reader = threading.Thread(target=_read, args=(screen, shown))  # a full terminal would stop the command
    reader.start()
    hung = Path(model.command[1] + ".9")
    while not hung.exists():
        assert process.poll() is None
        time.sleep(0.05)
    time.sleep(1.2)  # let what was answered be kept
    workers = psutil.Process(process.pid).children(recursive=True)
    assert workers
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the whole foreground group
    assert process.wait(timeout=20) == 130
    reader.join()
    assert b"allonym: stopped; what was answered is kept" in shown
    os.close(screen)
    assert b"Traceback" not in shown
    assert b"9/20" in shown, "progress is shown on a terminal"
    _, alive = psutil.wait_procs(workers, timeout=5)
    assert not alive
    assert not list(tmp_path.glob("*/leaderboard.json")), "nothing half-written"


def _read(screen: int, shown: bytearray) -> None:
    """All that is shown until the other end is closed."""
    with suppress(OSError):
        while chunk := os.read(screen, 1 << 16):
            shown += chunk
