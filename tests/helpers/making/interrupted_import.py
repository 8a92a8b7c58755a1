"""Import again and again, stopped at its first step, its second, …: what stands there then.

`lines` gives two letters for each step. The first is `o` where the zine is as it was, `n` where all
that is new has arrived, `~` where neither is so until the next start has finished it. The second is
what the import itself said: `k` killed, `w` that nothing was written, `r` that the next command
brings the rest, `d` done. Other lines name what is wrong after the next start, or the next import.

`way` is `absent` (there is no folder), `empty`, `zine` or `no links` (a disk on which a file has
one name). `how` is `kill` (the process ends at once), `fail` (what the step writes does not fit on
the disk; only steps that write count) or `interrupt` (Ctrl-C).
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from zinewright.importers.common.arrived import Arrivals, Arrived, Image, Source
from zinewright.manuscript.folder import read_manuscript
from zinewright.manuscript.settle import settle
from zinewright.problems import ZineError

STEPS = ("open", "os.", "shutil.", "tempfile.")
WRITES = ("os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.chmod")
SAID = {"nothing was written": "w", "the next command that reads the zine brings the rest": "r"}
RECIPE = """\
title = "Mine"
date = 2026-01-31
order = [
  "one",  # the first
]

[large_print]
size = 20
"""
NEW_RECIPE = RECIPE.replace("first\n", 'first\n  "hats",\n  "gloves",\n')
MINE = "---\ntitle: One\nnotes: none\n---\n\nMine.\n"


def found() -> list[tuple[Source, Arrivals]]:
    """Two posts, and a picture of the first."""
    hat = Image("images/hat-1.png", lambda: b"a hat")
    posts = (
        Arrived("Hats", "A hat.\n\n![a hat](images/hat-1.png)", language="en-GB", images=(hat,)),
        Arrived("Gloves", "A pair.", language="en-GB", authors=("Ada",)),
    )
    return [(Source("blog.xml"), Arrivals(posts, title="Clothes"))]


def imported(folder: Path) -> None:
    import datetime

    from zinewright.importers.write import brought, write

    write(brought(found(), folder), folder, datetime.date(2026, 1, 31))


def prepared(folder: Path, way: str) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    zine = folder / "a" / "zine" if way == "absent" else folder / "zine"
    if way == "empty":
        zine.mkdir()
    elif way != "absent":
        (zine / "posts").mkdir(parents=True)
        (zine / "posts" / "one.md").write_text(MINE)
        (zine / "zine.toml").write_text(RECIPE)
    return zine


def lines(folder: Path, way: str, how: str) -> Iterator[str]:
    step, more = 0, True
    while more:
        zine = prepared(folder, way)
        answer, more = stopped(zine, step, way, how)
        yield state(zine) + answer
        settle(zine)
        if state(zine) not in "on":
            yield f"step {step} was not finished: {seen(zine)}"
        imported(zine)
        left = sorted(str(path) for path in folder.glob("**/.import*"))
        if state(zine) != "n" or left:
            yield f"step {step} left {left}, {seen(zine)}"
        step += 1


def stopped(zine: Path, step: int, way: str, how: str) -> tuple[str, bool]:
    """Import in a process of its own and stop it at a step: what it said, and whether it was."""
    child = os.fork()
    if child:
        answer = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return ("k", True) if answer < 0 else (chr(answer // 2), bool(answer % 2))
    answer = "?"
    left = [step]
    try:
        if way == "no links":
            os.link = _no_link  # type: ignore[assignment]
        sys.addaudithook(_hook(left, how))
        answer = "d"
        imported(zine)
    except ZineError as error:
        answer = SAID.get(error.problems[0].what.rpartition("; ")[2], "?")
    except KeyboardInterrupt:
        answer = "w" if state(zine) == "o" else "r"
    finally:
        left[0] = min(left[0], 0) if left[0] < 0 else 1_000_000 + left[0]
        os._exit(2 * ord(answer) + (left[0] < 0))


def _no_link(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


def _hook(left: list[int], how: str) -> Callable[[str, tuple[object, ...]], None]:
    def stop(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(STEPS) and (how != "fail" or _writes(event, arguments)):
            left[0] -= 1
            if left[0] == -1 and how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            elif left[0] == -1 and how == "interrupt":
                raise KeyboardInterrupt
            elif left[0] == -1:
                raise OSError(errno.ENOSPC, "No space left on device")

    return stop


def _writes(event: str, arguments: tuple[object, ...]) -> bool:
    return event in WRITES or (event == "open" and "w" in str(arguments[1] or ""))


def seen(zine: Path) -> dict[str, bytes]:
    """Every file that people see, with what is in it."""
    files = (path for path in zine.rglob("*") if path.is_file())
    return {
        path.relative_to(zine).as_posix(): path.read_bytes() for path in files
        if not any(part.startswith(".") for part in path.relative_to(zine).parts)
    }  # fmt: skip


def state(zine: Path) -> str:
    files = seen(zine)
    if not files or files == {"posts/one.md": MINE.encode(), "zine.toml": RECIPE.encode()}:
        return "o"
    if not {"posts/hats.md", "posts/gloves.md", "images/hat-1.png", "zine.toml"} <= set(files):
        return "~"
    names = [name for name in files if name.startswith("posts/")]
    order = list(read_order(files["zine.toml"].decode()))
    whole = b"A hat." in files["posts/hats.md"] and files["images/hat-1.png"] == b"a hat"
    return "n" if whole and sorted(f"posts/{name}.md" for name in order) == sorted(names) else "~"


def read_order(text: str) -> list[str]:
    import tomllib

    return [str(name) for name in tomllib.loads(text)["order"]]


def is_sound(zine: Path) -> bool:
    """Whether the zine can be read, and nothing in it is wrong."""
    return not read_manuscript(zine).problems
