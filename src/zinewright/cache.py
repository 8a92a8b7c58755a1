"""A content-addressed store for what all zines of a user share: faces cut to size, records.

Losing it costs time and nothing else: a damaged entry counts as none, and a store that cannot be
written is done without.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shlex
import time
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from zinewright.permissions import writable_by_others
from zinewright.problems import Problem, ZineError

MOST_BYTES = 64 * 1024 * 1024
DAY = 86_400


def cache_folder() -> Path:
    """$ZINEWRIGHT_CACHE, or the place for caches on this machine; made where it is not there.

    Raises `ZineError` where others could put something into it.
    """
    named = os.environ.get("ZINEWRIGHT_CACHE")
    folder = Path(named) if named else Path(platformdirs.user_cache_dir("zinewright"))
    with contextlib.suppress(OSError):  # a store that cannot be is done without
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if why := writable_by_others(folder):
        what = f"the cache is not yours alone ({why}), so what lies in it may not be what you made"
        path = shlex.quote(str(folder))
        take_back = f"Take that away from them: chmod go-w {path}"
        name = "let ZINEWRIGHT_CACHE name a folder that is yours alone"
        fix = f"{take_back}, and remove what is in it (or {name})"
        if not why.endswith("write into it"):
            fix = f"{name[:1].upper()}{name[1:]}"
        raise ZineError([Problem(str(folder), None, "cache", what, fix)])
    return folder


@dataclass(frozen=True)
class Cache:
    """Bytes by a key of hexadecimal digits. Every entry carries its own digest."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """What was put under a key, None where there is nothing whole."""
        path = self._path(key)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        with contextlib.suppress(OSError):  # a store that can only be read is still one
            os.utime(path)
        digest, content = content[:32], content[32:]
        return content if hashlib.sha256(content).digest() == digest else None

    def put(self, key: str, content: bytes) -> bool:
        """Keep bytes under a key; False where that could not be done."""
        path = self._path(key)
        part = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.touch(mode=0o600)
            part.write_bytes(hashlib.sha256(content).digest() + content)
            part.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            return False
        return True

    def prune(self) -> None:
        """Once a day, drop what was not used for longest, down to 64 MiB."""
        mark = self.folder / "pruned"
        try:
            if mark.exists() and time.time() - mark.stat().st_mtime < DAY:
                return
            self.folder.mkdir(parents=True, exist_ok=True)
            mark.touch()
            entries = [(path.stat(), path) for path in self.folder.glob("??/*")]
        except OSError:
            return
        total = sum(stat.st_size for stat, _ in entries)
        for stat, path in sorted(entries, key=lambda entry: entry[0].st_mtime):
            if total <= MOST_BYTES:
                break
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
            total -= stat.st_size

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]
