"""A worker that means no good: `hostile.py MODE`. Run by path, with the standard library only."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

READY = {"ready": True, "model": "hostile", "version": "1", "labels": ["PER"]}
MODES: dict[str, Callable[[], object]] = {}


def mode(work: Callable[[], object]) -> Callable[[], object]:
    MODES[work.__name__] = work
    return work


def say(line: bytes | object) -> None:
    sys.stdout.buffer.write((line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n")
    sys.stdout.buffer.flush()


def flood(line: bytes, to: int = 1) -> None:
    while True:
        os.write(to, line * (65536 // len(line)))


def requests() -> Iterator[dict[str, str]]:
    for line in sys.stdin.buffer:
        yield json.loads(line)


def answer(request: dict[str, str], **more: Any) -> None:
    say({"id": request["id"], "spans": [{"start": 0, "end": 3, "label": "PER"}], **more})


def answer_all(**more: Any) -> None:
    for request in requests():
        answer(request, **more)


def answer_raw(template: bytes) -> None:
    for request in requests():
        say(template.replace(b"ID", request["id"].encode()))


# Before it is ready.


@mode
def ready_deep() -> None:
    say(b'{"ready":true,"x":' + b"[" * 5000 + b"]" * 5000 + b"}")
    time.sleep(600)


@mode
def ready_not_utf8() -> None:
    say(b'{"ready":true,"model":"\xff\xfe","version":"1"}')
    time.sleep(600)


@mode
def ready_not_utf8_elsewhere() -> None:
    say(b'{"ready":true,"zz\xff":"\xff\xfe","version":"1"}')
    answer_all()


@mode
def ready_half_a_character() -> None:
    say(b'{"ready":true,"version":"\\ud800"}')
    time.sleep(600)


@mode
def ready_version_of_control_characters() -> None:
    say({**READY, "version": "\x1b[31m\x1b]0;owned\x07" + "v" * 1_000_000})
    answer_all()


@mode
def ready_flood() -> None:
    flood(b"loading...\n")


@mode
def ready_flood_of_the_log() -> None:
    flood(b"warning\n", to=2)


@mode
def ready_never() -> None:
    time.sleep(600)


@mode
def ready_nul() -> None:
    os.write(1, b"\0" * 5000 + b"\n")
    time.sleep(600)


# Answers that are none.


@mode
def id_of_5000_digits() -> None:
    say(READY)
    for request in requests():
        say({"id": "1" * 5000, "spans": []})
        answer(request)


@mode
def id_of_arabic_digits() -> None:
    say(READY)
    for request in requests():
        say({"id": "\u0660", "spans": []})
        answer(request)


@mode
def id_is_a_number() -> None:
    say(READY)
    answer_raw(b'{"id":0,"spans":[]}')


@mode
def usage_of_10_to_the_30() -> None:
    say(READY)
    answer_all(usage={"tokens": 10**30})


@mode
def usage_below_nothing() -> None:
    say(READY)
    answer_all(usage={"tokens": -5})


@mode
def usage_of_odd_names() -> None:
    say(READY)
    answer_all(usage={"x\x1b[31m": 3})


@mode
def usage_of_many_names() -> None:
    say(READY)
    for number, request in enumerate(requests()):
        answer(request, usage={f"n{number}x{other}": 1 for other in range(10_000)})


@mode
def answer_deep() -> None:
    say(READY)
    answer_raw(b'{"id":"ID","spans":[],"x":' + b"[" * 5000 + b"]" * 5000 + b"}")


@mode
def answer_deep_beside_answers() -> None:
    say(READY)
    for request in requests():
        say(b"[" * 5000 + b"]" * 5000)
        say(b'{"a":' * 5000 + b"1" + b"}" * 5000)
        answer(request)


@mode
def answer_not_utf8() -> None:
    say(READY)
    answer_raw(b'{"id":"ID","spans":[{"start":0,"end":3,"label":"P\xff"}]}')


@mode
def answer_cut() -> None:
    say(READY)
    os.write(1, b'{"id": "0", "spa')
    time.sleep(600)


@mode
def answers_to_ids_never_asked() -> None:
    say(READY)
    for request in requests():
        say({"id": "99999", "spans": []})
        say({"id": "zzz", "spans": []})
        answer(request)


@mode
def answers_before_questions() -> None:
    say(READY)
    for number in range(50):
        say({"id": str(number), "spans": []})
    time.sleep(600)


# Spans and labels.


def bound(value: bytes) -> Callable[[], object]:
    def work() -> None:
        say(READY)
        answer_raw(b'{"id":"ID","spans":[{"start":' + value + b',"end":3,"label":"PER"}]}')

    return work


BOUNDS = {
    "nan": b"NaN", "infinite": b"1e400", "negative": b"-1", "fraction": b"0.5", "true": b"true", "text": b'"0"',
    "null": b"null", "int64": b"9223372036854775808", "of_30_digits": b"1" + b"0" * 30, "of_5000_digits": b"9" * 5000,
}  # fmt: skip
MODES |= {f"bound_{name}": bound(value) for name, value in BOUNDS.items()}


@mode
def spans_by_the_million() -> None:
    say(READY)
    for request in requests():
        say({"id": request["id"], "spans": [{"start": 0, "end": 3, "label": "PER"}] * 1_000_000})


def label(text: str) -> Callable[[], object]:
    def work() -> None:
        say(READY)
        for request in requests():
            say({"id": request["id"], "spans": [{"start": 0, "end": 3, "label": text}]})

    return work


LABELS = {
    "escape": "PER\x1b[2J\x1b]0;owned\x07", "line_end": "PER\n::error::owned", "html": "<script>alert(1)</script>",
    "nul": "P\x00", "long": "L" * 200_000, "empty": "",
}  # fmt: skip
MODES |= {f"label_{name}": label(text) for name, text in LABELS.items()}


@mode
def labels_by_the_thousand() -> None:
    say(READY)
    for number, request in enumerate(requests()):
        spans = [{"start": 0, "end": 3, "label": f"L{number}.{other}"} for other in range(900)]
        say({"id": request["id"], "spans": spans})


# Floods and endings.


@mode
def flood_of_junk() -> None:
    say(READY)
    next(requests())
    flood(b"x\n")


@mode
def flood_of_blank_lines() -> None:
    say(READY)
    next(requests())
    flood(b"\n")


@mode
def flood_of_answers_never_asked_for() -> None:
    say(READY)
    next(requests())
    flood(b'{"id":"99999","spans":[]}\n')


@mode
def flood_of_one_answer() -> None:
    say(READY)
    request = next(requests())
    flood(json.dumps({"id": request["id"], "spans": []}).encode() + b"\n")


@mode
def flood_without_an_end() -> None:
    say(READY)
    next(requests())
    flood(b"x")


@mode
def flood_of_the_log() -> None:
    say(READY)
    next(requests())
    flood(b"retrying\n", to=2)


@mode
def flood_that_trickles() -> None:
    say(READY)
    next(requests())
    while True:
        say(b"x")
        time.sleep(0.01)


@mode
def output_closed() -> None:
    say(READY)
    next(requests())
    os.close(1)
    time.sleep(600)


@mode
def signals_ignored() -> None:
    say(READY)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    time.sleep(600)


@mode
def stops_itself() -> None:
    say(READY)
    next(requests())
    os.kill(os.getpid(), signal.SIGSTOP)


@mode
def ends_early() -> None:
    say(READY)
    answer(next(requests()))


@mode
def removes_its_folder() -> None:
    say(READY)
    for request in requests():
        if Path("may-be-removed").exists():
            shutil.rmtree(Path.cwd(), ignore_errors=True)
        answer(request)


@mode
def log_gives_orders() -> None:
    say(READY)
    next(requests())
    os.write(
        2,
        b"\x1b[2J\x1b[31mowned\x1b]0;title\x07\n::error file=x::owned by a log line\n::stop-commands::token\n"
        b"  ::warning::and so\n##[error]owned\n<script>alert(1)</script>\n| a | b |\r# heading\n\xe2\x80\xaeturned\n",
    )
    os._exit(3)


# Processes that would stay.

SLEEP = ["sleep", "777"]
NO_STREAMS = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
BREEDS = """
import os, time
os.setsid()
for _ in range(200):
    if os.fork(): os._exit(0)
    time.sleep(0.01)
time.sleep(777)
"""


def daemon(times: int = 1) -> None:
    """Leave a process whose parent is gone, in a session of its own, without streams."""
    if os.fork() == 0:
        for _ in range(times):
            os.setsid()
            if os.fork() != 0:
                os._exit(0)
        null = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(null, stream)
        os.execvp("sleep", SLEEP)
    os.wait()


@mode
def child() -> None:
    subprocess.Popen(SLEEP, **NO_STREAMS)
    say(READY)
    answer_all()


@mode
def child_that_holds_the_streams() -> None:
    subprocess.Popen(SLEEP, start_new_session=True)
    say(READY)
    answer_all()


@mode
def child_in_a_session_of_its_own() -> None:
    subprocess.Popen(SLEEP, start_new_session=True, **NO_STREAMS)
    say(READY)
    answer_all()


@mode
def child_that_is_a_daemon() -> None:
    daemon()
    say(READY)
    answer_all()


@mode
def child_that_is_a_daemon_three_times_over() -> None:
    daemon(3)
    say(READY)
    answer_all()


@mode
def child_that_breeds() -> None:
    subprocess.Popen([sys.executable, "-S", "-c", BREEDS], **NO_STREAMS)
    say(READY)
    answer_all()


@mode
def kills_its_guard() -> None:
    say(READY)
    next(requests())
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(600)


@mode
def kills_its_guard_and_leaves_a_daemon() -> None:
    daemon()
    say(READY)
    next(requests())
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(600)


@mode
def kills_its_guard_and_leaves_a_daemon_without_environment() -> None:
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            null = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(null, stream)
            os.execve("/bin/sleep", ["/bin/sleep", "7.77e2"], {})
        os._exit(0)
    os.wait()
    say(READY)
    next(requests())
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(600)


@mode
def writes_to_the_terminal() -> None:
    try:
        Path("/dev/tty").write_text("owned")
    except OSError as error:
        print(error.strerror, file=sys.stderr)
    say(READY)
    next(requests())
    sys.exit(3)


@mode
def ready_twice() -> None:
    say(READY)
    say(READY)
    answer_all()


@mode
def bound_beyond_all_floats() -> None:
    say(READY)
    answer_raw(b'{"id":"ID","spans":[{"start":0,"end":1e999,"label":"PER"}]}')


@mode
def stops_its_guard() -> None:
    subprocess.Popen(SLEEP, start_new_session=True, **NO_STREAMS)
    say(READY)
    next(requests())
    os.kill(os.getppid(), signal.SIGSTOP)
    time.sleep(600)


if __name__ == "__main__":
    MODES[sys.argv[1]]()
