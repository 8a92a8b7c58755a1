"""Finished files → a folder, all of them at once or none.

The files are written into a new folder beside the old one, which then changes places with it in
one step of the file system (renameat2 with RENAME_EXCHANGE on Linux, renamex_np on macOS). Killed
at any moment, the folder is the old one, whole, or the new one, whole. What people put into it
themselves comes along.

Where the file system cannot do that (or the folder is a mount point), the files are moved in one
after the other from inside the folder, and a journal finishes the move at the next start.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from zinewright.problems import Problem, ZineError

STAGING = ".build-"
JOURNAL = ".publishing.json"
MANIFEST = "manifest.json"
MOST_OTHERS = 20
AT_FDCWD, EXCHANGE_LINUX, EXCHANGE_MACOS = -100, 2, 2


def publish(files: Mapping[str, bytes], out: Path) -> None:
    """Put the files into the folder `out`, in place of those that an earlier build put there.

    Raises `ZineError` where the disk is full or the folder cannot be written; what stood there is
    then as it was.
    """
    out = out.resolve()
    try:
        with _turn(out):
            _recover(out)
            _sweep(out)
            _publish(files, out)
    except OSError as error:
        raise ZineError([_problem(out, error)]) from None


def _publish(files: Mapping[str, bytes], out: Path) -> None:
    if _can_change_places(out, files):
        staging = Path(tempfile.mkdtemp(prefix=f"{STAGING}{out.name}-", dir=out.parent))
        try:
            staging.chmod(0o777 & ~_umask())
            _write(files, staging)
            _carry_over(out, staging, files)
            if not out.exists():
                staging.rename(out)
                return
            if _exchanged(staging, out):
                return
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    _move_in(files, out)


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        with (folder / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _can_change_places(out: Path, files: Mapping[str, bytes]) -> bool:
    """Whether the folder is ours enough to be replaced: few things in it that are not."""
    out.parent.mkdir(parents=True, exist_ok=True)
    if not os.access(out.parent, os.W_OK) or os.path.ismount(out):
        return False
    others = _others(out, files)
    return len(others) <= MOST_OTHERS and not any(entry.is_dir() for entry in others)


def _others(out: Path, files: Mapping[str, bytes]) -> list[Path]:
    """What people put into the folder, not what an earlier build put there."""
    ours = {*files, *_listed(out), JOURNAL}
    found = sorted(out.iterdir()) if out.is_dir() else []
    return [e for e in found if e.name not in ours and not e.name.startswith(STAGING)]


def _carry_over(out: Path, staging: Path, files: Mapping[str, bytes]) -> None:
    for entry in _others(out, files):
        _link(str(entry), str(staging / entry.name))


def _link(source: str, target: str) -> None:
    """A second name for the same file; a copy where the file system has no such names."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _listed(out: Path) -> set[str]:
    """The files that the manifest of an earlier build names, and the manifest."""
    try:
        editions = json.loads((out / MANIFEST).read_text("utf-8"))["editions"]
        return {MANIFEST} | {Path(edition["file"]).name for edition in editions}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _exchanged(staging: Path, out: Path) -> bool:
    """Whether the two folders have changed places, which is one step or none."""
    library = ctypes.CDLL(None, use_errno=True)
    old, new = os.fsencode(staging), os.fsencode(out)
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return bool(library.renamex_np(old, new, EXCHANGE_MACOS) == 0)
    if hasattr(library, "renameat2"):
        done = library.renameat2(AT_FDCWD, old, AT_FDCWD, new, EXCHANGE_LINUX)
        return bool(done == 0)
    return False


# --- where folders cannot change places


def _move_in(files: Mapping[str, bytes], out: Path) -> None:
    """Move the files in from a folder inside; a journal lets the next start finish the move."""
    out.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=out))
    journal = out / JOURNAL
    try:
        _write(files, staging)
        old = sorted(_listed(out) - set(files))
        plan = {"from": staging.name, "files": sorted(files), "old": old}
        part = staging / JOURNAL
        part.write_text(json.dumps(plan), "utf-8")
        part.replace(journal)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    _recover(out)


def _recover(out: Path) -> None:
    """Finish a move that was begun."""
    journal = out / JOURNAL
    try:
        plan = json.loads(journal.read_text("utf-8"))
    except (OSError, ValueError):
        return
    staging = out / Path(str(plan["from"])).name
    for name in plan["files"]:
        if (staging / name).exists():
            (staging / name).replace(out / name)
    for name in plan["old"]:
        (out / Path(name).name).unlink(missing_ok=True)
    journal.unlink()
    shutil.rmtree(staging, ignore_errors=True)


# --- one at a time, and nothing left lying about


@contextlib.contextmanager
def _turn(out: Path) -> Iterator[None]:
    """Wait until no other build puts files into the same folder."""
    import fcntl

    digest = hashlib.sha256(os.fsencode(out.resolve())).hexdigest()[:24]
    name = f"zinewright-{os.getuid()}-{digest}.lock"
    with (Path(tempfile.gettempdir()) / name).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sweep(out: Path) -> None:
    """Remove what builds that were killed left behind. Called in turn, so none is still at work."""
    for folder in (out.parent.glob(f"{STAGING}{out.name}-*"), out.glob(f"{STAGING}*")):
        for left in folder:
            shutil.rmtree(left, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _problem(out: Path, error: OSError) -> Problem:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        what, fix = "the disk is full", "Make room and build again"
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        what, fix = "the folder cannot be written", "Change its permissions, or use --out"
    elif error.errno in (errno.ENOTDIR, errno.EEXIST):
        what, fix = "it is a file, not a folder", "Move it away, or use --out"
    else:
        reason = (error.strerror or str(error)).lower()
        what, fix = f"the files cannot be written ({reason})", "Mend that and build again"
    return Problem(str(out), None, "publish", f"{what}; what stood there is as it was", fix)
