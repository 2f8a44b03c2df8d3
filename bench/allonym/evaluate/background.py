"""Work beside the main thread's, for which nobody waits where that fails."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager


@contextmanager
def background() -> Iterator[ThreadPoolExecutor]:
    """One thread, waited for at the end, but not where the end is an exception: Ctrl-C ends a run at once."""
    thread = ThreadPoolExecutor(1, thread_name_prefix="score")
    try:
        yield thread
    except BaseException:
        thread.shutdown(wait=False, cancel_futures=True)
        raise
    thread.shutdown()
