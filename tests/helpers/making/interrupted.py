"""Publish again and again, stopped at its first step, its second, …: what stands there then.

Run as a program: `interrupted.py FOLDER WAY HOW`. It prints a letter for each step: `o` where the
old files stand there whole (or nothing, where nothing did), `n` where the new ones do, `~` where
neither do until the next start has finished the move. A second line gives what publishing itself
said: `k` killed, `w` that all is as it was, `f` that the next build finishes the move, `d` done.
Lines before them name what is wrong after the next start, and after the next build.

WAY is `first` (there is no folder yet), `exchange` or `move`. HOW is `kill` (the process ends at
once) or `fail` (what the step writes does not fit on the disk; only steps that write count).
"""

import errno
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from zinewright.problems import ZineError
from zinewright.publish.swap import finish, publish

OLD = {
    "a.pdf": b"old pdf",
    "a.epub": b"old epub",
    "manifest.json": b'{"made_by": "Zinewright 0", "editions": [{"file": "a.pdf"}, '
    b'{"file": "a.epub"}]}',
}
NEW = {
    "a.pdf": b"new pdf",
    "a.txt": b"new text",
    "manifest.json": b'{"made_by": "Zinewright 0", "editions": [{"file": "a.pdf"}, '
    b'{"file": "a.txt"}]}',
}
STEPS = ("open", "os.", "shutil.", "tempfile.", "ctypes.dlsym")
WRITES = ("os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.chmod")
SAID = {
    "the disk is full; what stood there is as it was": "w",
    "the disk is full; the next build finishes the move": "f",
}


def lines(folder: Path, way: str, how: str) -> Iterator[str]:
    drawn, said, step, more = "", "", 0, True
    while more:
        out = _prepared(folder, way)
        answer, more = _stopped(out, step, how)
        drawn, said = drawn + _state(out), said + answer
        finish(out)
        if _state(out) not in "on":
            yield f"step {step} was not finished"
        if way != "first" and (out / "mine.txt").read_text() != "mine":
            yield f"step {step} lost what the user put there"
        publish(NEW, out)
        left = sorted(path.name for path in [*folder.glob("**/.build-*"), *out.glob(".*")])
        if _state(out) != "n" or left:
            yield f"step {step} left {left}"
        step += 1
    yield drawn
    yield said


def _prepared(folder: Path, way: str) -> Path:
    """A folder with the old files and one of the user; a folder in it keeps it from moving."""
    shutil.rmtree(folder, ignore_errors=True)
    out = folder / "out"
    if way == "first":
        return out
    publish(OLD, out)
    (out / "mine.txt").write_text("mine")
    if way == "move":
        (out / "notes").mkdir()
    return out


def _stopped(out: Path, step: int, how: str) -> tuple[str, bool]:
    """Publish in a process of its own and stop it at a step: what it said, and whether it was."""
    child = os.fork()
    if child:
        status = os.waitpid(child, 0)[1]
        answer, more = divmod(os.waitstatus_to_exitcode(status), 2)
        return ("k", True) if answer < 0 else (chr(answer), bool(more))
    left = [step]

    def stop(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith(STEPS) and (how == "kill" or _writes(event, arguments)):
            left[0] -= 1
            if left[0] == -1 and how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            elif left[0] == -1:
                raise OSError(errno.ENOSPC, "No space left on device")

    sys.addaudithook(stop)
    answer = "d"
    try:
        publish(NEW, out)
    except ZineError as error:
        answer = SAID.get(error.problems[0].what, "?")
    os._exit(2 * ord(answer) + (left[0] < 0))


def _writes(event: str, arguments: tuple[object, ...]) -> bool:
    return event in WRITES or (event == "open" and "w" in str(arguments[1] or ""))


def _state(out: Path) -> str:
    if not out.exists():
        return "o"
    files = {
        path.name: path.read_bytes() for path in out.iterdir()
        if path.is_file() and path.name != "mine.txt"
    }  # fmt: skip
    return "o" if files == OLD else "n" if files == NEW else "~"


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines(Path(sys.argv[1]), sys.argv[2], sys.argv[3])) + "\n")
