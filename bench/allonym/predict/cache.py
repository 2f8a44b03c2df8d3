"""What models answered, and what was worked out from it, kept: one SQLite file that any number of runs share."""

from __future__ import annotations

import fcntl
import hashlib
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from allonym import paths
from allonym.predict.answers import Span
from allonym.printable import printable

Result = TypeVar("Result")

_LOG = logging.getLogger("allonym")

_VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS answers (model BLOB, text BLOB, spans BLOB NOT NULL, PRIMARY KEY (model, text))
  WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS costs (model BLOB PRIMARY KEY, cost BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, stamp TEXT NOT NULL, sha256 TEXT NOT NULL)
  WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, model BLOB NOT NULL, result BLOB NOT NULL);
"""
_NEWEST = 500
"""Results that are kept: a run makes some dozens, and one whose key has changed is never asked for again."""
_MEMORY_KIB = 64 << 10
_JOURNAL_PAGES = 1 << 14
"""Keys are hashes, so that every answer touches another page: one in memory and journal is written once, not often."""
_MANY = 500
"""Texts looked up by one query."""
_PATIENCE = 20
"""Seconds that another run may hold the file."""
_SETTLED_NS = 2_000_000_000
"""A file that changed less long ago may change again without another time: its hash is not kept."""
_NO_ANSWER = (msgspec.DecodeError, UnicodeDecodeError, TypeError, ValueError, RecursionError)
"""What a row that is no answer raises when it is read."""


def text_key(text: str) -> bytes:
    """SHA-256 of a text (a lone surrogate has its own bytes)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


class Cache:
    """Answers by SHA-256 of what makes them and SHA-256 of the text; costs of models; hashes of files; results.

    Writes are transactions in WAL mode: a process that dies leaves the last whole batch, and two runs
    at once see each other's. A file that is no database, or broken, is put aside as NAME.broken. Where the
    file cannot be used, or a newer version made it, everything is kept in memory and a line in the log says
    so: no method raises for it.
    """

    def __init__(self, path: Path | None = None) -> None:
        """`path` None keeps everything in memory."""
        self._lock = threading.Lock()
        self._path = path
        try:
            self._connection = _connect(":memory:") if path is None else _open(path)
        except (OSError, sqlite3.Error, _Unusable) as error:
            self._connection = self._in_memory(error)

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self._connection.close()

    def _in_memory(self, error: Exception) -> sqlite3.Connection:
        """Go on without the file, from an empty memory."""
        _LOG.warning("warning: %s: %s; this run goes on without it", self._path, printable(_reason(error)))
        return _connect(":memory:")

    def _do(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """What comes of a piece of work on the file or, where that fails, on what is in memory from then on."""
        with self._lock:
            try:
                return work(self._connection)
            except sqlite3.Error as error:
                if self._path is None:
                    raise
                if "malformed" in str(error):
                    _put_aside(self._path)
                self._connection, self._path = self._in_memory(error), None
                return work(self._connection)

    def _change(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Execute a statement for each of the rows, in one transaction."""
        wanted = list(rows)

        def change(connection: sqlite3.Connection) -> None:
            with connection:
                connection.executemany(statement, wanted)

        self._do(change)

    def _find(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        return self._do(lambda connection: connection.execute(query, values).fetchall())

    def answers(self, model: str, texts: Sequence[bytes]) -> dict[bytes, list[Span]]:
        """What `model` (a hex digest) answered to the texts with these keys, where it is known."""
        kept: dict[bytes, list[Span]] = {}
        for first in range(0, len(texts), _MANY):
            keys = texts[first : first + _MANY]
            marks = ",".join("?" * len(keys))
            query = f"SELECT text, spans FROM answers WHERE model = ? AND text IN ({marks})"
            for text, spans in self._find(query, (bytes.fromhex(model), *keys)):
                with suppress(*_NO_ANSWER):
                    kept[text] = _decode(spans)
        return kept

    def keep_answers(self, model: str, answers: Iterable[tuple[bytes, list[Span]]]) -> None:
        """Keep (text key, spans) pairs in one transaction; what was kept for the same text is replaced."""
        rows = ((bytes.fromhex(model), key, _encode(spans)) for key, spans in answers)
        self._change("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)

    def cost(self, model: str) -> bytes | None:
        """What `keep_cost` kept."""
        return self._bytes("SELECT cost FROM costs WHERE model = ?", bytes.fromhex(model))

    def keep_cost(self, model: str, cost: bytes) -> None:
        self._change("INSERT OR REPLACE INTO costs VALUES (?, ?)", [(bytes.fromhex(model), cost)])

    def result(self, key: bytes) -> bytes | None:
        """What `keep_result` kept."""
        return self._bytes("SELECT result FROM results WHERE key = ?", key)

    def keep_result(self, key: bytes, result: bytes, model: str = "") -> None:
        """Keep what was worked out, from the answers of `model` (a hex digest) where they are one model's."""
        self._change("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", [(key, bytes.fromhex(model), result)])
        self._change("DELETE FROM results WHERE rowid <= (SELECT max(rowid) FROM results) - ?", [(_NEWEST,)])

    def forget(self, model: str) -> None:
        """Remove a model's answers, and what was worked out from them."""
        for table in ("answers", "results"):
            self._change(f"DELETE FROM {table} WHERE model = ?", [(bytes.fromhex(model),)])

    def clear(self) -> None:
        """Forget everything."""
        for table in ("answers", "costs", "files", "results"):
            self._change(f"DELETE FROM {table}", [()])
        self._find("VACUUM", ())
        self._find("PRAGMA wal_checkpoint(TRUNCATE)", ())

    def count(self) -> tuple[int, int]:
        """The numbers of answers, and of models that gave them."""
        ((answers, models),) = self._find("SELECT count(*), count(DISTINCT model) FROM answers", ())
        return answers, models

    def sha256(self, path: Path) -> str:
        """A file's SHA-256, read again only where size, times or inode have changed. Raises OSError."""
        path = path.resolve()
        status = path.stat()
        stamp = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino} {status.st_dev}"
        for known, sha256 in self._find("SELECT stamp, sha256 FROM files WHERE path = ?", (str(path),)):
            if known == stamp and isinstance(sha256, str):
                return sha256
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) > _SETTLED_NS:
            self._change("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", [(str(path), stamp, digest)])
        return digest

    def _bytes(self, query: str, key: bytes) -> bytes | None:
        return next((value for (value,) in self._find(query, (key,)) if isinstance(value, bytes)), None)


def cache_file() -> Path:
    """Where runs keep their answers."""
    return paths.CACHE / "predictions.sqlite"


class _Unusable(Exception):
    """Why a cache's file is left alone."""


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not path.is_file():
        raise _Unusable("is not a file")
    with _locked(path.with_suffix(".lock")):  # one at a time makes the tables and changes to WAL mode
        try:
            return _connect(str(path))
        except sqlite3.OperationalError:  # locked, full, not writable: not the file's fault
            raise
        except sqlite3.DatabaseError:
            _put_aside(path)
            return _connect(str(path))


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock that one process at a time has. Raises _Unusable where another has it for too long."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NONBLOCK, 0o666)
    try:
        deadline = time.monotonic() + _PATIENCE
        while not _try_lock(lock):
            if time.monotonic() > deadline:
                raise _Unusable(f"is held by another process for {_PATIENCE} s")
            time.sleep(0.05)
        yield
    finally:
        os.close(lock)


def _try_lock(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _put_aside(path: Path) -> None:
    with suppress(OSError):
        path.replace(path.with_suffix(".broken"))
        for journal in ("-wal", "-shm"):
            path.with_name(path.name + journal).unlink(missing_ok=True)


def _connect(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=_PATIENCE, check_same_thread=False)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > _VERSION:
            raise _Unusable(f"a newer version of allonym made it (layout {version}, this one writes {_VERSION})")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{_MEMORY_KIB}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_JOURNAL_PAGES}")
        if version < _VERSION:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                    connection.execute(f"DROP TABLE {table}")
                connection.execute(f"PRAGMA user_version = {_VERSION}")
        for statement in _TABLES.split(";"):
            connection.execute(statement)
    except BaseException:
        connection.close()
        raise
    return connection


def _encode(spans: list[Span]) -> bytes:
    return msgspec.json.encode([(span.start, span.end, span.label) for span in spans])


def _decode(spans: bytes) -> list[Span]:
    triples = msgspec.json.decode(spans, type=list[tuple[int, int, str]])
    return [Span(*triple) for triple in triples]
