"""A program that runs `zine` whenever it is asked to, each time in a process of its own.

It has everything loaded and forks, so that what a run costs is what its input costs. A run that
asks for a network, reads a file that is none of its business, or writes outside of its folder is
told of, whatever it says itself.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 10
ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Run:
    """How a run ended: `memory` is its most in MB, `wrong` what it did that nothing may do.

    `seconds` went by, of which it used `busy`; the machine may have had other things to do.
    """

    code: int
    output: str
    seconds: float
    busy: float
    memory: float
    wrong: tuple[str, ...]


class Apart:
    """The program, from outside."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self.process = subprocess.Popen(
            [sys.executable, "-B", "-W", "ignore", __file__],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "ZINEWRIGHT_CACHE": str(cache),
                              "PYTHONPYCACHEPREFIX": ""},
        )  # fmt: skip

    def run(self, folder: Path, *lines: list[str]) -> Run:
        """Run `zine` with each of some lines of words, one after another, in a folder."""
        told = self.ask("run", str(folder), lines)
        return Run(**{**told, "wrong": tuple(told["wrong"])})

    def start(self, *words: object, **environment: str) -> Started:
        """Start `zine` in a process and a group of processes of its own, as a shell would."""
        return Started(self, [str(word) for word in words], environment)

    def zine(self, *words: object, **environment: str) -> Started:
        """Run `zine` to its end."""
        started = self.start(*words, **environment)
        started.communicate()
        return started

    def ask(self, what: str, *given: object) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([what, *given]) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def stop(self) -> None:
        self.process.kill()
        self.process.communicate()


class Started:
    """`zine`, which runs meanwhile; it is asked of as `subprocess.Popen` is."""

    def __init__(self, apart: Apart, words: list[str], environment: dict[str, str]) -> None:
        folder = tempfile.mkdtemp(prefix="said-", dir=apart.cache)
        self.apart, self.said = apart, [Path(folder, name) for name in ("output", "errors")]
        for path in self.said:
            path.touch()
        self.pid: int = apart.ask("start", words, environment, [str(path) for path in self.said])
        self.returncode: int | None = None
        self.stdout = self.stderr = ""

    def poll(self) -> int | None:
        """The code with which it has ended; None while it runs."""
        if self.returncode is None:
            self.returncode = self.apart.ask("poll", self.pid)
        return self.returncode

    def kill(self) -> None:
        if self.returncode is None:  # until it is asked for, its number is nobody else's
            os.kill(self.pid, signal.SIGKILL)

    def communicate(self, timeout: float = 300) -> tuple[str, str]:
        """What it printed, and its errors, once it has ended."""
        until = time.monotonic() + timeout
        while self.poll() is None:
            assert time.monotonic() < until, f"it did not end in {timeout} seconds"
            time.sleep(0.005)
        self.stdout, self.stderr = (path.read_text("utf-8") for path in self.said)
        return self.stdout, self.stderr


# --- inside


FIRST = """<!DOCTYPE html><html lang="en"><title>One</title><body><article><h1>One</h1>
<p>My brother was beaten by the police, and wanted to kill himself for 3 days.</p></article>"""
"""A page that asks for all that texts are read with."""


def main() -> None:
    _warm()
    answers = {"run": _forked, "start": _start, "poll": _poll}
    for line in sys.stdin:
        what, *given = json.loads(line)
        sys.stdout.write(json.dumps(answers[what](*given)) + "\n")
        sys.stdout.flush()


def _warm() -> None:
    """Do once what is asked of most inputs, so that no run pays for what all need."""
    import mammoth  # noqa: F401
    import markdown_it  # noqa: F401
    import pikepdf
    import PIL.Image

    PIL.Image.init()
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as place, open(os.devnull, "w") as nowhere:
        os.chdir(place)
        Path("one.html").write_text(FIRST)
        with pikepdf.new() as pdf:
            pdf.add_blank_page().Contents = pdf.make_stream(b"1 0 0 rg 9 9 99 99 re f")
            pdf.save("one.pdf")
        with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            assert _ran(["import", "one.html", "--into", "m", "--yes"]) == 0
            assert _ran(["check", "m", "--quick"]) == 0
            for ink in ("colour", "black"):
                asked = ["impose", "one.pdf", "-o", f"{ink}.pdf", "--scale", "fit", "--ink", ink]
                assert _ran(asked) == 0
        os.chdir(before)
    gc.collect()
    gc.freeze()  # what is there by now stays shared


def _ran(words: list[str]) -> int:
    """Run `zine`, and say the code with which it ends."""
    from zinewright.cli import main as zine

    sys.argv = ["zine", *words]
    try:
        zine()
    except SystemExit as ended:
        return int(ended.code or 0) if not isinstance(ended.code, str) else 1
    return 0


def _start(words: list[str], environment: dict[str, str], said: list[str]) -> int:
    _warm_workers()
    if child := os.fork():
        return child
    code = 70
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number, path in enumerate(said, 1):
            os.dup2(os.open(path, os.O_WRONLY), number)
        os.environ.update(environment)
        sys.stdin = open(os.devnull)  # noqa: SIM115
        code = _ran(words)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


@functools.cache
def _warm_workers() -> None:
    """Load WeasyPrint, which workers then have; it is nothing that most inputs need."""
    from zinewright.layout.layout import plain
    from zinewright.typeset.section import warm

    warm(plain().fonts)


def _poll(child: int) -> int | None:
    ended, status = os.waitpid(child, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else None


def _forked(place: str, lines: list[list[str]]) -> dict[str, Any]:
    folder = Path(place)
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as wrong:
        begun = time.monotonic()
        child = os.fork()
        if not child:
            _child(folder, lines, output.fileno(), wrong.fileno())
        _, status, usage = os.wait4(child, 0)
        seconds = time.monotonic() - begun
        for file in (output, wrong):
            file.seek(0)
        return {
            "code": os.waitstatus_to_exitcode(status),
            "output": output.read().decode("utf-8", "replace"),
            "seconds": round(seconds, 3),
            "busy": round(usage.ru_utime + usage.ru_stime, 3),
            "memory": usage.ru_maxrss / 1024,
            "wrong": wrong.read().decode("utf-8", "replace").splitlines(),
        }


def _child(folder: Path, lines: list[list[str]], output: int, wrong: int) -> None:
    code = 70
    try:
        os.chdir(folder)
        os.dup2(output, 1)
        os.dup2(output, 2)
        sys.stdin = open(os.devnull)  # noqa: SIM115
        signal.alarm(12 * SECONDS)  # the machine may have other things to do
        resource.setrlimit(resource.RLIMIT_CPU, (3 * SECONDS, 3 * SECONDS))
        resource.setrlimit(resource.RLIMIT_DATA, (1 << 31, 1 << 31))
        sys.addaudithook(_watching(folder.resolve(), wrong))
        for words in lines:
            if code := _ran(words):
                break
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _watching(folder: Path, wrong: int) -> Any:
    cache = Path(os.environ["ZINEWRIGHT_CACHE"]).resolve()
    ours = (folder, cache)
    readable = (
        *ours, ROOT, Path(sys.prefix), Path(sys.base_prefix), Path("/usr"), Path("/proc"),
        Path("/lib"), Path("/dev"),
    )  # fmt: skip
    changes = {
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.symlink",
        "os.link",
        "os.chmod",
    }

    def tell(what: str) -> None:
        os.write(wrong, f"{what}\n".encode("utf-8", "replace"))

    def within(path: object, roots: tuple[Path, ...]) -> bool:
        if isinstance(path, int):
            return True
        there = Path(os.path.realpath(os.fsdecode(path)))  # type: ignore[arg-type]
        return any(there == root or root in there.parents for root in roots)

    def hook(event: str, given: tuple[Any, ...]) -> None:
        if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn")):
            tell(f"{event} {given!r:.200}")
        elif event == "open" and given[0] is not None:
            writes = isinstance(given[1], str) and set(given[1]) & set("wax+")
            writes = writes or bool((given[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
            if not within(given[0], ours if writes else readable):
                tell(f"{'write' if writes else 'read'} {given[0]!r:.200}")
        elif event in changes and not within(given[0], ours):
            tell(f"{event} {given[0]!r:.200}")

    return hook


if __name__ == "__main__":
    main()
