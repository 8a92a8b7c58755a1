"""Finished files → a folder, all of them at once or none.

The files are written into a new folder beside the old one, which then changes places with it in
one step of the file system (renameat2 with RENAME_EXCHANGE on Linux, renamex_np on macOS). Killed
at any moment, the folder is the old one, whole, or the new one, whole. What people put into it
themselves comes along.

Where that cannot be done (a mount point, a folder of somebody else, one that holds folders, one
that this process stands in), the files are moved in one after the other from inside the folder,
by a plan that the next start finishes.
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
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from zinewright.problems import Problem, ZineError
from zinewright.publish.ownership import manifest_among, manifest_in, read_manifest, refuse_others
from zinewright.staging import FORBIDDEN, FULL, in_turn, reason_of, umask, write_surely

STAGING = ".build-"
INSIDE = ".build-inside"
PLAN = ".plan.json"
MOST_OTHERS = 20
AT_FDCWD, EXCHANGE_LINUX, EXCHANGE_MACOS = -100, 2, 2


def publish(files: Mapping[str, bytes], out: Path) -> None:
    """Put the files into the folder `out`, in place of those that an earlier build put there.

    Raises `ZineError` where the disk is full or the folder cannot be written; what stood there is
    then as it was.
    """
    with _ready(out) as folder:
        _sweep(folder)
        _refuse(files, folder)
        if not _changed_places(files, folder):
            _move_in(files, folder)


def finish(out: Path) -> None:
    """Finish what a build that was killed had begun to move into `out`."""
    if os.path.exists(out / INSIDE):
        with _ready(out):
            pass


@contextlib.contextmanager
def _ready(out: Path) -> Iterator[Path]:
    """The real folder in turn, with nothing half done in it. Raises `ZineError` for `OSError`."""
    folder = Path(os.path.realpath(out))
    try:
        _make(folder.parent)
        with in_turn(folder.parent):
            _recover(folder)
            yield folder
    except OSError as error:
        raise ZineError([_problem(folder, error)]) from None


def _make(parent: Path) -> None:
    try:
        parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, "") from None


def _refuse(files: Mapping[str, bytes], out: Path) -> None:
    """Raise where the files would take the place of something that no build put there."""
    if out.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if not out.exists():
        return
    if not out.is_dir():
        raise FileExistsError(errno.EEXIST, "")
    if not os.access(out, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "")
    fix = "Move it away, or use --out"
    for name in files:
        if (out / name).is_dir():
            what = f"a folder of the name {name} is in the way; nothing was changed"
            raise ZineError([Problem(str(out), None, "publish", what, fix)])
    manifest = manifest_among(files)
    if (out / manifest).exists() and not manifest_in(out, manifest):
        what = f"its {manifest} is not one of Zinewright's; nothing was changed"
        raise ZineError([Problem(str(out), None, "publish", what, fix)])
    said = read_manifest(files.get(manifest, b""))
    if "zine" in said:
        refuse_others(out, said["zine"], release=said.get("status") == "release")


# --- the new folder and the old one change places


def _changed_places(files: Mapping[str, bytes], out: Path) -> bool:
    """Whether the folder is now the new one; where it is not, nothing has happened."""
    if not _can_change_places(files, out):
        return False
    staging = Path(tempfile.mkdtemp(prefix=_prefix(out), dir=out.parent))
    try:
        _write(files, staging)
        if not out.exists():
            staging.chmod(0o777 & ~umask())
            staging.rename(out)
            return True
        if not (_same_kind(staging, out) and _carried_over(files, out, staging)):
            return False
        if not _exchanged(staging, out):
            return False
        _keep_latecomers(files, staging, out)
        return True
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        write_surely(folder / name, content)


def _can_change_places(files: Mapping[str, bytes], out: Path) -> bool:
    """Whether the folder is ours enough to be replaced: few things in it that are not."""
    if not os.access(out.parent, os.W_OK) or os.path.ismount(out):
        return False
    if out.exists() and os.path.samefile(out, os.curdir):
        return False  # the shell that stands in it would stand nowhere
    others = _others(files, out)
    return len(others) <= MOST_OTHERS and not any(entry.is_dir() for entry in others)


def _same_kind(staging: Path, out: Path) -> bool:
    """Whether the new folder could get the owner and the permissions of the old one."""
    old, new = out.stat(), staging.stat()
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        return False
    staging.chmod(old.st_mode & 0o7777)
    return True


def _others(files: Mapping[str, bytes], out: Path) -> list[Path]:
    """What people put into the folder, not what a build put there."""
    ours = {*files, *_listed(out, files), INSIDE}
    found = sorted(out.iterdir()) if out.is_dir() else []
    return [entry for entry in found if entry.name not in ours]


def _carried_over(files: Mapping[str, bytes], out: Path, staging: Path) -> bool:
    """Whether all that people put there has a second name in the new folder."""
    try:
        for entry in _others(files, out):
            os.link(entry, staging / entry.name, follow_symlinks=False)
    except OSError:
        return False
    return True


def _keep_latecomers(files: Mapping[str, bytes], old: Path, out: Path) -> None:
    """Bring along what people put into the old folder while the new one was made."""
    for entry in _others(files, old):
        kept = out / entry.name
        if not kept.exists() or not kept.samefile(entry):
            entry.replace(kept)


def _listed(out: Path, files: Iterable[str]) -> set[str]:
    """The files that the manifest of an earlier build of the same set names, and the manifest."""
    name = manifest_among(files)
    read = manifest_in(out, name)
    found = {Path(made["file"]).name for made in (*read.get("editions", ()), *read.get("also", ()))}
    return {name for name in (name, *found) if not (out / name).is_dir()}


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
    """Move the files in from a folder inside; its plan lets the next start finish the move."""
    out.mkdir(exist_ok=True)
    staging = out / INSIDE
    try:
        staging.mkdir()
        _write(files, staging)
        plan = {"files": sorted(files), "old": sorted(_listed(out, files) - set(files))}
        _write({f"{PLAN}.part": json.dumps(plan).encode()}, staging)
        (staging / f"{PLAN}.part").replace(staging / PLAN)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    _recover(out)


def _recover(out: Path) -> None:
    """Finish a move that was begun."""
    staging = out / INSIDE
    try:
        plan = json.loads((staging / PLAN).read_text("utf-8"))
    except (OSError, ValueError):
        return
    for name in plan["files"]:
        if (staging / name).exists():
            (staging / name).replace(out / Path(name).name)
    for name in plan["old"]:
        (out / Path(name).name).unlink(missing_ok=True)
    (staging / PLAN).unlink()
    shutil.rmtree(staging, ignore_errors=True)


# --- one at a time, and nothing left lying about


def _prefix(out: Path) -> str:
    """How the new folder's name begins: no other folder's begins so, whatever their names."""
    return f"{STAGING}{hashlib.sha256(os.fsencode(out)).hexdigest()[:12]}-"


def _sweep(out: Path) -> None:
    """Remove what builds that were killed left behind. Called in turn, so none is still at work."""
    for left in [*out.parent.glob(f"{_prefix(out)}*"), out / INSIDE]:
        shutil.rmtree(left, ignore_errors=True)


def _problem(out: Path, error: OSError) -> Problem:
    what = reason_of(error)
    if error.errno in FULL:
        fix = "Make room and build again"
    elif error.errno in FORBIDDEN:
        fix = "Change its permissions, or use --out"
    elif error.errno == errno.EEXIST:
        fix = "Move it away, or use --out"
    else:
        fix = "Use another --out" if error.errno == errno.ENOTDIR else "Mend that and build again"
    half = os.path.exists(out / INSIDE / PLAN)
    state = "the next build finishes the move" if half else "what stood there is as it was"
    return Problem(str(out), None, "publish", f"{what}; {state}", fix)
