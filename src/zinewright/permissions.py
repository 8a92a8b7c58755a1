"""A folder → how others on this machine could change what lies in it.

What a build finds in its cache it takes for its own: pages, and parts of fonts. So nobody else may
put anything there, nor put another folder in its place.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

WRITABLE = stat.S_IWGRP | stat.S_IWOTH
GROUP, ANYBODY = stat.S_IXGRP, stat.S_IXOTH


def writable_by_others(folder: Path) -> str:
    """Why a folder is not this user's alone to write; "" where it is, or is not there.

    Others write into a folder that is theirs, or whose mode says so; into a folder above it, they
    can put another one in its place, unless its sticky bit keeps them from it (POSIX, XBD 4.5).
    """
    if not hasattr(os, "getuid"):  # Windows keeps what is below a user's folder to them
        return ""
    named = Path(os.path.abspath(folder))
    for path in dict.fromkeys((named, Path(os.path.realpath(named)))):
        try:
            found = path.stat()
        except OSError:
            continue
        if not stat.S_ISDIR(found.st_mode):
            continue
        if found.st_uid not in (0, os.getuid()):
            return "it belongs to somebody else"
        if found.st_mode & WRITABLE:
            return "others can write into it"
    return next(filter(None, map(_replaceable, dict.fromkeys((named, named.resolve())))), "")


def _replaceable(path: Path) -> str:
    """Why somebody else could put another folder in the place of one."""
    reached = GROUP | ANYBODY
    for above in reversed(path.parents):
        try:
            found = above.stat()
        except OSError:
            return ""
        if found.st_uid not in (0, os.getuid()):
            return f"{above} belongs to somebody else, who can replace it"
        reached &= found.st_mode
        is_sticky = found.st_mode & stat.S_ISVTX
        by_group = reached & GROUP and found.st_mode & stat.S_IWGRP and not _is_own_group(found)
        by_anybody = reached & ANYBODY and found.st_mode & stat.S_IWOTH
        if (by_group or by_anybody) and not is_sticky:
            return f"others can write into {above}, and so replace it"
    return ""


def _is_own_group(found: os.stat_result) -> bool:
    """Whether a folder's group is the one that many systems make for each user alone."""
    try:
        import grp
        import pwd

        group, user = grp.getgrgid(found.st_gid), pwd.getpwuid(os.getuid())
    except (ImportError, KeyError):
        return False
    return group.gr_name == user.pw_name and set(group.gr_mem) <= {user.pw_name}
