"""A control group (Linux, cgroup v2) of a worker's own, where one can be had: no daemon gets out of it.

One can be had below the group that this process is in, if that is ours to write: of root, or delegated to the user, as
systemd does for what a user starts. Nothing is limited by it.
"""

from __future__ import annotations

import os
import uuid
from contextlib import suppress
from pathlib import Path

from allonym.predict.guard import end_group

_PREFIX = "allonym-worker-"


def own_group() -> str:
    """The folder of a new, empty group; "" where none can be had."""
    with suppress(OSError, StopIteration):
        mounts = (line.split() for line in Path("/proc/self/mounts").read_text("utf-8", "replace").splitlines())
        root = next(Path(mount[1]) for mount in mounts if mount[2] == "cgroup2")
        lines = Path("/proc/self/cgroup").read_text("utf-8", "replace").splitlines()
        home = root / next(line.removeprefix("0::/") for line in lines if line.startswith("0::/"))
        group = home / f"{_PREFIX}{os.getpid()}-{uuid.uuid4().hex[:8]}"
        group.mkdir()
        if (group / "cgroup.kill").is_file():  # since Linux 5.14
            return str(group)
        end_group(str(group))
    return ""
