"""Jobs → typeset sections, on several processors.

Each worker is a process with a pipe, so that a section that takes too long or brings its process
down costs that section alone, and names it. Workers end when the process that began them has gone,
however it went and whatever they are doing.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from zinewright.layout.fonts import FontFile
from zinewright.limits import limit_memory
from zinewright.problems import Problem, ZineError, shown
from zinewright.typeset.section import COMPLAINT, Job, block_at_fault, stored, typeset, warm

SECONDS = 300.0  # for one section; an 8,000-word chapter takes about two
MEGABYTES = 2_000  # for one process; the largest chapters take about four hundred
ALONE = 40_000  # letters of HTML that one worker sets sooner than a second has loaded WeasyPrint

FORKS = sys.platform == "linux"
Outcome = tuple[bytes | None, tuple[Problem, ...]]


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    job: Job | None = None
    until: float = 0.0


@dataclass
class Workers:
    """Processes that typeset. `start` early: the first loads WeasyPrint at once."""

    count: int
    fonts: tuple[FontFile, ...]
    seconds: float = SECONDS
    _all: list[_Worker] = field(default_factory=list)

    def start(self) -> None:
        """Begin the processes, where they have not begun."""
        while len(self._all) < self.count:
            self._all.append(self._begin())
            if len(self._all) == 1:
                self._all[0].pipe.send(None)

    def stop(self) -> None:
        """End the processes, whatever they are doing."""
        for worker in self._all:
            worker.process.kill()
            worker.process.join()
            worker.pipe.close()
        self._all.clear()

    def run(
        self, jobs: Iterable[Job], meanwhile: Iterable[Callable[[], None]] = ()
    ) -> Iterator[tuple[Job, Outcome]]:
        """Each job with its stored result, or with its problems, as they are done.

        `meanwhile` is done by this process while all workers are busy.
        """
        waiting = list(reversed(list(jobs)))
        others = list(reversed(list(meanwhile)))
        few = sum(len(job.html) for job in waiting) <= ALONE
        self.start()
        while waiting or any(worker.job for worker in self._all):
            for worker in self._all[: 1 if few else None]:
                if waiting and worker.job is None:
                    self._give(worker, waiting.pop())
            if others:
                others.pop()()
            yield from self._collect(0 if others else 1)
        while others:
            others.pop()()

    def _give(self, worker: _Worker, job: Job) -> None:
        worker.job, worker.until = job, time.monotonic() + self.seconds
        with contextlib.suppress(OSError):  # a worker that is gone is found when collecting
            worker.pipe.send(job)

    def _collect(self, seconds: float) -> Iterator[tuple[Job, Outcome]]:
        busy = {worker.pipe: worker for worker in self._all if worker.job}
        for pipe in wait(list(busy), timeout=seconds):
            worker = busy[pipe]  # type: ignore[index]
            job = worker.job
            assert job is not None
            try:
                outcome: Outcome = worker.pipe.recv()
                worker.job = None
            except (EOFError, OSError):
                outcome = None, (self._lost(worker, job),)
                self._replace(worker)
            yield job, outcome
        for worker in list(busy.values()):
            if worker.job and time.monotonic() > worker.until:
                late = worker.job
                self._replace(worker)
                yield late, (None, (_too_long(late, self.seconds),))

    def _begin(self) -> _Worker:
        kind = "fork" if FORKS else "spawn"
        context: Any = multiprocessing.get_context(kind)  # their common type has no Process
        ours, theirs = context.Pipe()
        inherited = [worker.pipe for worker in self._all] if FORKS else []
        process = context.Process(
            target=_work, args=(theirs, [*inherited, ours], self.fonts), daemon=True
        )
        with _interrupts_wait():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def _replace(self, worker: _Worker) -> None:
        worker.job = None
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        self._all.remove(worker)
        self._all.append(self._begin())

    def _lost(self, worker: _Worker, job: Job) -> Problem:
        worker.process.join(timeout=5)
        code = worker.process.exitcode or 0
        why = signal.Signals(-code).name if code < 0 else f"exit {code}"
        what = f"typesetting the section “{job.section}” ended at once ({why})"
        fix = "Build again with --jobs 1; if it happens again, take its largest pictures out"
        return Problem(job.where or job.section, None, "typeset-limits", what, fix)


def _too_long(job: Job, seconds: float) -> Problem:
    what = f"typesetting the section “{job.section}” took more than {seconds:g} seconds"
    fix = "Split the post, or take out its largest table or picture"
    return Problem(job.where or job.section, None, "typeset-limits", what, fix)


def _too_large(job: Job) -> Problem:
    what = f"typesetting the section “{job.section}” took more than {MEGABYTES:,} MB of memory"
    fix = "Split the post, or take out its largest table or picture"
    return Problem(job.where or job.section, None, "typeset-limits", what, fix)


def _work(pipe: Connection, others: list[Connection], fonts: tuple[FontFile, ...]) -> None:
    """The life of a worker: load when told to, typeset what comes, end with the pipe."""
    limit_memory(MEGABYTES)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that began it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    for other in others:
        other.close()
    with contextlib.suppress(EOFError, OSError):
        while True:
            job = pipe.recv()
            if job is not None:
                pipe.send(_outcome(job))
            else:
                with contextlib.suppress(ZineError):  # said again by the first job
                    warm(fonts)
                    gc.freeze()  # WeasyPrint itself stays; looking through it again takes time
                    gc.set_threshold(100_000, 20, 100)


@contextlib.contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Hold Ctrl-C back until a new process can pass over it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """End in the middle of a section when nobody is left to take it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _outcome(job: Job) -> Outcome:
    try:
        return stored(typeset(job)), ()
    except ZineError as error:
        return None, tuple(_in_its_block(problem, job) for problem in error.problems)
    except MemoryError:
        return None, (_too_large(job),)
    except Exception:
        last = traceback.format_exc().strip().splitlines()[-1]
        what = f"typesetting the section “{job.section}” failed ({last})"
        fix = "This is a fault of Zinewright: please report it with the post"
        problem = Problem(job.where or job.section, None, "typeset", what, fix)
        return None, (_in_its_block(problem, job),)


def _in_its_block(problem: Problem, job: Job) -> Problem:
    """A problem of typesetting that names the words of the block where it arises."""
    is_of_link = problem.what.startswith(COMPLAINT + "the link “")
    words = block_at_fault(job) if problem.rule == "typeset" and not is_of_link else ""
    if not words:
        return problem
    return replace(problem, what=f"{problem.what}, in the part that begins “{shown(words)}”")
