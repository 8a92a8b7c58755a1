"""A command that was run on the same files before → what it printed then, if all is as it was.

A record holds for the same words in the same folder, the same bytes of the manuscript and of the
layout, the same code and libraries, and the same day; and while the files that the command left
are those that it left. Whatever is in doubt is done again. This loads next to nothing.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from zinewright.cache import Cache, cache_folder
from zinewright.code_digests import ROOT, state
from zinewright.problems import ZineError

FORM = "1"
MOST_FILES = 4_000
LARGE = 256 * 1024  # bytes, from which on a file is known by what the system says of it
YOUNG = 2.0  # seconds within which a file could change again, and nobody would see it
TOLD = ("SOURCE_DATE_EPOCH", "ZINEWRIGHT_CALLED")
PASSED_OVER = frozenset((".git", ".history", "__pycache__"))

Heard = list[tuple[bool, str]]
"""What was printed, piece by piece: whether to stderr, and the text."""


def question(
    words: Sequence[str], folder: Path, away: Iterable[Path], beside: Iterable[Path] = ()
) -> str:
    """The key of all that a command on the zine in a folder depends on, "" where nobody knows.

    What lies `away` is what the command makes; folders `beside` it are read as well, such as that
    of a layout.
    """
    digest = hashlib.sha256(f"unchanged {FORM}\0{state()}\0".encode())
    for said in (os.getcwd(), str(folder), *words, str(datetime.date.today())):
        digest.update(os.fsencode(said) + b"\0")
    for name in TOLD:
        digest.update(os.fsencode(os.environ.get(name, "")) + b"\0")
    made = {os.path.realpath(path) for path in away}
    try:
        for place in (folder, _layouts(), *beside):
            for part in _parts(place, made):
                digest.update(part + b"\0")
    except (OSError, OverflowError):
        return ""
    return digest.hexdigest()


def answer(key: str) -> Heard | None:
    """What was printed, if the same was asked before, and what was made then still stands."""
    with contextlib.suppress(ZineError, ValueError, TypeError, KeyError, OSError):
        held = Cache(cache_folder()).get(key) if key else None
        if held is not None:
            record = json.loads(held)
            if all(_sign(path) == sign for path, sign in record["files"]):
                return [(bool(err), str(text)) for err, text in record["printed"]]
    return None


def remember(key: str, printed: Heard, files: Iterable[str]) -> None:
    """Keep what was printed, and how the files stand that were made."""
    with contextlib.suppress(ZineError, OSError):
        record = {"printed": printed, "files": [(path, _sign(path)) for path in files]}
        if key:
            Cache(cache_folder()).put(key, json.dumps(record).encode())


def layouts_at(named: str) -> list[Path]:
    """The layouts in the folder of one that lies somewhere, on which it may be based; with it."""
    if not named or not os.path.isdir(named):
        return []
    around = os.path.dirname(os.path.abspath(named))
    with contextlib.suppress(OSError):
        return [Path(each.path) for each in sorted(os.scandir(around), key=lambda e: e.name)
                if os.path.isfile(os.path.join(each.path, "layout.toml"))]  # fmt: skip
    return [Path(named)]


def _layouts() -> Path:
    installed = ROOT / "_layouts"
    return installed if installed.is_dir() else ROOT.parents[1] / "layouts"


def _parts(folder: Path, made: set[str]) -> Iterator[bytes]:
    """The names of all files in a folder and below, and what they hold, in order."""
    count = 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders
            if name not in PASSED_OVER and os.path.realpath(os.path.join(place, name)) not in made
        )  # fmt: skip
        yield os.fsencode(place)
        yield from map(os.fsencode, folders)
        for name in sorted(names):
            count += 1
            if count > MOST_FILES:
                raise OverflowError
            yield os.fsencode(name)
            yield _held(os.path.join(place, name))


def _held(path: str) -> bytes:
    """What a file holds; of a large one, which it is, and when it last changed in any way."""
    status = os.stat(path)
    if status.st_size > LARGE and time.time() - status.st_ctime > YOUNG:
        return repr(_sign(path)).encode()
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).digest()


def _sign(path: str) -> list[int]:
    """By what the system knows a file as it stands: nobody can set when it last changed."""
    status = os.stat(path)
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
