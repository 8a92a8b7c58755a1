"""The store of one zine → one file, bounded at any time.

Losing it costs time and nothing else: what is damaged counts as none, and a file that cannot be
read, written or grown is done without. The name holds the form, so other forms never meet.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import threading
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

FORM = "3"
PAGE = 4096
MOST_BYTES = 128 * 1024 * 1024
ALL_BYTES = 512 * 1024 * 1024  # of all zines together
WAIT = 2.0  # seconds for another process that writes
BUILDS = 4
FAST = 1  # of zlib: most of it is text, or compressed already
TABLE = """create table if not exists entry
(key text primary key, digest blob not null, used integer not null, content blob not null)"""


@dataclass(frozen=True)
class StoreFile:
    """A store: the folder of its zine, "" where nobody knows, its bytes, and when it last changed
    (seconds since 1970)."""

    path: Path
    zine: str
    size: int
    changed: float


def store_of(zine: Path, folder: Path) -> Packed:
    """The store of the zine in a folder, kept in the folder of caches.

    Stores that nobody has used for longest go, as far as all together could take more than they
    may.
    """
    name = hashlib.sha256(os.fsencode(zine.resolve())).hexdigest()[:32]
    path = folder / f"{name}.{FORM}.store"
    others = [held for held in _files(folder) if held.path != path]
    total = sum(held.size for held in others)
    for held in others:
        if total <= ALL_BYTES - MOST_BYTES:
            break
        remove(held)
        total -= held.size
    return Packed(path, zine=os.fsdecode(zine.resolve()))


def stores_in(folder: Path) -> tuple[StoreFile, ...]:
    """The stores in the folder of caches, the one that was used last behind the others."""
    return tuple(replace(held, zine=_zine_of(held.path)) for held in _files(folder))


def remove(held: StoreFile) -> None:
    """Take a store away, with what SQLite may have left beside it."""
    for path in (held.path, held.path.with_name(f"{held.path.name}-journal")):
        with contextlib.suppress(OSError):
            path.unlink()


def _files(folder: Path) -> list[StoreFile]:
    found = []
    for path in folder.glob("*.store"):
        with contextlib.suppress(OSError):
            status = path.stat()
            found.append(StoreFile(path, "", status.st_size, status.st_mtime))
    return sorted(found, key=lambda held: (held.changed, held.path.name))


def _zine_of(path: Path) -> str:
    try:
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
            (zine,) = file.execute("select folder from zine").fetchone()
            return str(zine)
    except (sqlite3.Error, OSError, TypeError, ValueError):
        return ""


class Packed:
    """Bytes by a key of hexadecimal digits, each with its own digest, in a file of `most` bytes.

    It may be used by several threads, and the file by several processes.
    """

    def __init__(self, path: Path, most: int = MOST_BYTES, zine: str = "") -> None:
        self.path = path
        self.zine = zine
        self.most = most
        self._lock = threading.Lock()
        self._opened: sqlite3.Connection | None = None
        self._by = 0
        self._used: set[str] = set()

    def get(self, key: str) -> bytes | None:
        """What was put under a key, None where there is nothing whole."""
        with self._lock, contextlib.suppress(sqlite3.Error, OSError), self._file() as file:
            row = file.execute("select digest, content from entry where key = ?", (key,)).fetchone()
            if row and all(isinstance(each, bytes) for each in row):
                digest, content = row
                if _digest(key, content) == digest:
                    self._used.add(key)
                    return zlib.decompress(content)
        return None

    def put(self, key: str, content: bytes) -> bool:
        """Keep bytes under a key; False where that could not be done."""
        content = zlib.compress(content, FAST)
        if len(content) > self.most // 4:
            return False
        with self._lock, contextlib.suppress(sqlite3.Error, OSError), self._file() as file:
            try:
                _write(file, key, content)
            except sqlite3.OperationalError as error:
                if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_FULL:
                    raise
                self._make_room(file)
                _write(file, key, content)
            self._used.add(key)
            return True
        return False

    @property
    def used(self) -> frozenset[str]:
        """The keys that this process has asked for or put since the last build."""
        with self._lock:
            return frozenset(self._used)

    def note(self, used: Iterable[str]) -> None:
        """Take over the keys that a copy of this process has used."""
        with self._lock:
            self._used.update(used)

    def finish(self, builds: int = BUILDS) -> None:
        """Count a build, and drop what none of so many builds has asked for or made."""
        with self._lock, contextlib.suppress(sqlite3.Error, OSError), self._file() as file, file:
            self._note_use(file)
            (build,) = file.execute("pragma user_version").fetchone()
            file.execute("delete from entry where used <= ?", (build - builds,))
            file.execute(f"pragma user_version = {build + 1}")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock, contextlib.suppress(sqlite3.Error):
            self._forget()

    @contextlib.contextmanager
    def _file(self) -> Iterator[sqlite3.Connection]:
        """The open file; one that is no store is removed, so that the next use begins anew."""
        try:
            if self._opened is None or self._by != os.getpid():
                self._opened = _open(self.path, self.most, self.zine)
                self._by = os.getpid()
            yield self._opened
        except sqlite3.DatabaseError as error:
            if type(error) is sqlite3.DatabaseError:
                self._forget()
                self.path.unlink(missing_ok=True)
            raise

    def _forget(self) -> None:
        opened, self._opened = self._opened, None
        if opened is not None and self._by == os.getpid():
            opened.close()

    def _make_room(self, file: sqlite3.Connection) -> None:
        """Drop what was used longest ago, a quarter of the bound or more."""
        with file:
            self._note_use(file)
            freed = 0
            rows = file.execute(
                "select key, length(content) from entry order by used, rowid"
            ).fetchall()
            for key, size in rows:
                if freed >= self.most // 4:
                    break
                file.execute("delete from entry where key = ?", (key,))
                freed += size

    def _note_use(self, file: sqlite3.Connection) -> None:
        (build,) = file.execute("pragma user_version").fetchone()
        used = [(build, key) for key in sorted(self._used)]
        file.executemany("update entry set used = ? where key = ?", used)
        self._used.clear()


def _open(path: Path, most: int, zine: str) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(OSError):
        path.touch(mode=0o600)
    file = sqlite3.connect(path, timeout=WAIT, check_same_thread=False)
    try:
        file.execute(f"pragma page_size = {PAGE}")
        file.execute("pragma auto_vacuum = full")
        file.execute("pragma synchronous = off")
        file.execute(f"pragma max_page_count = {most // PAGE}")
        with contextlib.suppress(sqlite3.OperationalError):  # one that can only be read
            file.execute(TABLE)
            file.execute("create table if not exists zine (folder text primary key)")
            with file:
                file.execute("insert or ignore into zine values (?)", (zine,))
    except sqlite3.Error:
        file.close()
        raise
    return file


def _write(file: sqlite3.Connection, key: str, content: bytes) -> None:
    with file:
        (build,) = file.execute("pragma user_version").fetchone()
        row = (key, _digest(key, content), build, content)
        file.execute("insert or replace into entry values (?, ?, ?, ?)", row)


def _digest(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\0" + content).digest()
