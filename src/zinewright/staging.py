"""What writes many files so that all arrive or none: sure on the disk, and one writer at a time."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextlib.contextmanager
def in_turn(folder: Path) -> Iterator[None]:
    """Wait until nobody else writes into a folder, which is there."""
    import fcntl

    with contextlib.ExitStack() as held:
        with contextlib.suppress(OSError):  # some network disks have no locks
            opened = os.open(folder, os.O_RDONLY)
            held.callback(os.close, opened)
            fcntl.flock(opened, fcntl.LOCK_EX)
        yield


def write_surely(path: Path, content: bytes) -> None:
    """Write a file, and wait until the disk has it."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def settle_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder, where it can be asked for that."""
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def reason_of(error: OSError) -> str:
    """Why files cannot be written, in words."""
    if error.errno in FULL:
        return "the disk is full"
    if error.errno in FORBIDDEN:
        return "the folder cannot be written"
    if error.errno == errno.EEXIST:
        return "it is a file, not a folder"
    if error.errno == errno.ENOTDIR:
        return "a part of its path is a file, not a folder"
    return f"the files cannot be written ({(error.strerror or str(error)).lower()})"
