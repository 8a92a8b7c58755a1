"""A piece of work on a zine → its result, in a process of its own.

What strangers wrote is read there and nowhere else, within bounds of time and memory, while the
server goes on answering. The process ends when the one that began it ends, however that ends.
"""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Concatenate, ParamSpec, TypeVar, cast

from zinewright.limits import own_process
from zinewright.press.jobs import Press, Progress
from zinewright.problems import Problem, ZineError

P = ParamSpec("P")
T = TypeVar("T")
STEP, DONE, WRONG = "step", "done", "wrong"
PATIENCE = 2.0  # seconds in which something that was begun may come to its end
GONE = "the work was broken off: its process was ended by this machine"
CLOSED = "the studio is ending"


def _unheard(done: int, total: int, what: str) -> None:
    pass


@dataclass
class Desk:
    """One piece of work at a time, in the order in which they are asked for.

    Its press stays warm between them. A process that is gone is begun anew for the next piece.
    """

    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _process: SpawnProcess | None = None
    _line: Connection | None = None
    _is_closed: bool = False

    def begin(self, *modules: str) -> None:
        """Let the process load these modules while nobody waits for it."""
        with contextlib.suppress(ZineError):
            self.ask(_loaded, modules)

    def ask(
        self, work: Callable[Concatenate[Press, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What a function of a module makes of a press and these values, all of which can be sent.

        Raises the `ZineError` that it raises; any other error becomes one, and names where.
        """
        return self.follow(_unheard, work, *args, **kwargs)

    def follow(
        self, progress: Progress, work: Callable[Concatenate[Press, P], T], /,
        *args: P.args, **kwargs: P.kwargs,
    ) -> T:  # fmt: skip
        """The same, and `progress` is told of every section that is typeset meanwhile."""
        with self._turn:
            line = self._ready()
            try:
                line.send((work, args, kwargs))
                while True:
                    kind, value = line.recv()
                    if kind != STEP:
                        break
                    progress(*value)
            except (EOFError, OSError):
                self._end()
                raise _fault(GONE) from None
        if kind == WRONG:
            raise cast(ZineError, value)
        return cast(T, value)

    def close(self) -> None:
        """End the process: at once, if what it is doing takes longer than some seconds.

        Nothing is begun any more, also of what is waiting.
        """
        self._is_closed = True
        if self._turn.acquire(timeout=PATIENCE):
            try:
                self._end()
            finally:
                self._turn.release()
        elif self._process is not None:
            self._process.kill()  # whoever waits for it is told that it is gone

    def _ready(self) -> Connection:
        if self._is_closed:
            raise _fault(CLOSED)
        if self._process is None or not self._process.is_alive() or self._line is None:
            self._end()
            # Not a fork: this process has threads, whose locks a copy would hold for ever.
            spawn = multiprocessing.get_context("spawn")
            self._line, theirs = spawn.Pipe()
            self._process = spawn.Process(target=_work, args=(theirs, self.jobs), name="zine-desk")
            self._process.start()
            theirs.close()  # so that the line ends where either side does
        return self._line

    def _end(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.join(timeout=PATIENCE)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
        self._process = self._line = None


def _work(line: Connection, jobs: int) -> None:
    """Do what is asked for until nobody is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever began this one decides when it ends
    _end_with(os.getppid())

    def step(done: int, total: int, what: str) -> None:
        line.send((STEP, (done, total, what)))

    with (
        contextlib.suppress(EOFError, OSError),
        own_process(),
        Press(jobs=jobs, progress=step) as press,
    ):
        while True:
            work, args, kwargs = line.recv()
            line.send(_outcome(work, press, args, kwargs))


def _loaded(_: Press, modules: Sequence[str]) -> None:
    for each in modules:
        importlib.import_module(each)


def _end_with(parent: int) -> None:
    """Look every second whether the one that began this is still there; without it, end.

    An alarm and not a thread, since workers are copies of this process (`fork`).
    """

    def look(*_: object) -> None:
        if os.getppid() != parent:
            os._exit(1)

    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, look)
        signal.setitimer(signal.ITIMER_REAL, 1.0, 1.0)


def _outcome(
    work: Callable[..., object], press: Press, args: tuple[object, ...], kwargs: dict[str, object]
) -> tuple[str, object]:
    try:
        return DONE, work(press, *args, **kwargs)
    except ZineError as error:
        return WRONG, error
    except Exception as error:  # told to whoever asked; the next piece of work may go well
        if os.environ.get("ZINEWRIGHT_DEBUG"):
            traceback.print_exception(error)
        *_, last = traceback.extract_tb(error.__traceback__)
        place = f"{type(error).__name__}: {error}, at {os.path.basename(last.filename)}"
        return WRONG, _fault(f"this is a fault of Zinewright, not of yours ({place}:{last.lineno})")


def _fault(what: str) -> ZineError:
    fix = "Nothing that was saved is lost. Do it again; if it comes back, please report these words"
    return ZineError([Problem("zine", None, "fault", what, fix)])
