"""What models answered, and what was worked out from it, kept: one SQLite file that any number of runs share."""

from __future__ import annotations

import fcntl
import hashlib
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from allonym import paths
from allonym.predict.answers import Span

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


def text_key(text: str) -> bytes:
    """SHA-256 of a text (a lone surrogate has its own bytes)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


class Cache:
    """Answers by SHA-256 of what makes them and SHA-256 of the text; costs of models; hashes of files; results.

    Writes are transactions in WAL mode: a process that dies leaves the last whole batch, and two runs
    at once see each other's. A file that is no database is put aside as NAME.broken.
    """

    def __init__(self, path: Path | None = None) -> None:
        """`path` None keeps everything in memory."""
        self._lock = threading.Lock()
        self._connection = _open(path)

    def close(self) -> None:
        self._connection.close()

    def answers(self, model: str, texts: Sequence[bytes]) -> dict[bytes, list[Span]]:
        """What `model` (a hex digest) answered to the texts with these keys, where it is known."""
        found: dict[bytes, list[Span]] = {}
        for first in range(0, len(texts), _MANY):
            keys = texts[first : first + _MANY]
            marks = ",".join("?" * len(keys))
            with self._lock:
                rows = self._connection.execute(
                    f"SELECT text, spans FROM answers WHERE model = ? AND text IN ({marks})",
                    (bytes.fromhex(model), *keys),
                ).fetchall()
            found.update((text, _decode(spans)) for text, spans in rows)
        return found

    def keep_answers(self, model: str, answers: Iterable[tuple[bytes, list[Span]]]) -> None:
        """Keep (text key, spans) pairs in one transaction; what was kept for the same text is replaced."""
        rows = [(bytes.fromhex(model), key, _encode(spans)) for key, spans in answers]
        with self._lock, self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)

    def cost(self, model: str) -> bytes | None:
        """What `keep_cost` kept."""
        with self._lock:
            query = self._connection.execute("SELECT cost FROM costs WHERE model = ?", (bytes.fromhex(model),))
            row = query.fetchone()
        return row[0] if row else None

    def keep_cost(self, model: str, cost: bytes) -> None:
        with self._lock, self._connection:
            self._connection.execute("INSERT OR REPLACE INTO costs VALUES (?, ?)", (bytes.fromhex(model), cost))

    def result(self, key: bytes) -> bytes | None:
        """What `keep_result` kept."""
        with self._lock:
            row = self._connection.execute("SELECT result FROM results WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def keep_result(self, key: bytes, result: bytes, model: str = "") -> None:
        """Keep what was worked out, from the answers of `model` (a hex digest) where they are one model's."""
        with self._lock, self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO results VALUES (?, ?, ?)", (key, bytes.fromhex(model), result)
            )
            self._connection.execute(
                "DELETE FROM results WHERE rowid <= (SELECT max(rowid) FROM results) - ?", (_NEWEST,)
            )

    def forget(self, model: str) -> None:
        """Remove a model's answers, and what was worked out from them."""
        with self._lock, self._connection:
            for table in ("answers", "results"):
                self._connection.execute(f"DELETE FROM {table} WHERE model = ?", (bytes.fromhex(model),))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            with self._connection:
                for table in ("answers", "costs", "files", "results"):
                    self._connection.execute(f"DELETE FROM {table}")
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def count(self) -> tuple[int, int]:
        """The numbers of answers, and of models that gave them."""
        with self._lock:
            query = self._connection.execute("SELECT count(*), count(DISTINCT model) FROM answers")
            answers, models = query.fetchone()
        return answers, models

    def sha256(self, path: Path) -> str:
        """A file's SHA-256, read again only where size, times or inode have changed. Raises OSError."""
        path = path.resolve()
        status = path.stat()
        stamp = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
        with self._lock:
            query = "SELECT stamp, sha256 FROM files WHERE path = ?"
            row = self._connection.execute(query, (str(path),)).fetchone()
        if row and row[0] == stamp:
            return str(row[1])
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        with self._lock, self._connection:
            self._connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (str(path), stamp, digest))
        return digest


def cache_file() -> Path:
    """Where runs keep their answers."""
    return paths.CACHE / "predictions.sqlite"


def _open(path: Path | None) -> sqlite3.Connection:
    if path is None:
        return _connect(":memory:")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # one at a time makes the tables and changes to WAL mode
        try:
            return _connect(str(path))
        except sqlite3.OperationalError:  # locked, full, not writable: not the file's fault
            raise
        except sqlite3.DatabaseError:
            path.replace(path.with_suffix(".broken"))
            for journal in ("-wal", "-shm"):
                path.with_name(path.name + journal).unlink(missing_ok=True)
            return _connect(str(path))


def _connect(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=60, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{_MEMORY_KIB}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_JOURNAL_PAGES}")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != _VERSION:
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
