"""Jobs → typeset sections, on several processors: the executor of our own.

Each worker is a process with a pipe, so that a section that takes too long or brings its process
down costs that section alone, and names it. Workers begin only where there is a job for them, and
end when the process that began them has gone, however it went and whatever they are doing.
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
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from zinewright.layout.fonts import FontFile, fontconfig_file
from zinewright.limits import limit_memory
from zinewright.press.job_queue import JobQueue
from zinewright.press.nursery import Nursery, end_with_parent, interrupts_wait
from zinewright.problems import Problem, ZineError
from zinewright.typeset.outcome import Outcome, outcomes, too_much
from zinewright.typeset.section import Job, warm

SECONDS = 300.0  # for one section; an 8,000-word chapter takes about two
MEGABYTES = 2_000  # for one process; the largest chapters take about four hundred

FORKS = sys.platform == "linux"


@dataclass
class _Worker:
    pipe: Connection
    process: BaseProcess | None = None
    number: int = 0
    jobs: tuple[Job, ...] = ()
    until: float = 0.0


@dataclass
class Workers:
    """Processes that typeset. `start` early: what they need is then loaded meanwhile."""

    count: int
    fonts: tuple[FontFile, ...]
    seconds: float = SECONDS
    _all: list[_Worker] = field(default_factory=list)
    _nursery: Nursery | None = None

    def start(self) -> None:
        """Load what every worker needs, where it is not loaded."""
        if FORKS and self._nursery is None:
            self._nursery = Nursery(partial(_load, self.fonts), partial(_work, self.fonts))
        if self._nursery is not None:
            self._nursery.start([worker.pipe for worker in self._all])
        elif not self._all:
            self._all.append(self._begin())

    def stop(self) -> None:
        """End the processes, whatever they are doing."""
        for worker in self._all:
            self._end(worker)
        self._all.clear()
        if self._nursery is not None:
            self._nursery.stop()
            self._nursery = None

    def run(self, waiting: JobQueue) -> Iterator[tuple[Job, Outcome]]:
        """Each job with its stored result, or with its problems, as they are done.

        More can be added to what is `waiting` between two of them. What there is to do `meanwhile`
        is done by this process while the workers are busy.
        """
        while waiting or any(worker.jobs for worker in self._all):
            self._give_all(waiting)
            waiting.do_other()
            yield from self._collect(waiting)

    def _give_all(self, waiting: JobQueue) -> None:
        """A job for each worker that has none; a new worker only where there is one for it."""
        if waiting:
            self.start()
        free = [worker for worker in self._all if not worker.jobs]
        while waiting and (free or len(self._all) < self.count):
            if not free:
                free.append(self._begin())
                self._all.append(free[0])
            self._give(free.pop(0), waiting.pop())

    def _give(self, worker: _Worker, jobs: tuple[Job, ...]) -> None:
        worker.jobs, worker.until = jobs, time.monotonic() + self.seconds
        with contextlib.suppress(OSError):  # a worker that is gone is found when collecting
            worker.pipe.send(jobs)

    def _collect(self, waiting: JobQueue) -> Iterator[tuple[Job, Outcome]]:
        busy = {worker.pipe: worker for worker in self._all if worker.jobs}
        for pipe in wait(list(busy), timeout=0 if waiting.others else 1):
            worker = busy[pipe]  # type: ignore[index]
            try:
                said: int | list[Outcome] = worker.pipe.recv()
            except (EOFError, OSError):
                yield from self._lost(worker, waiting)
                continue
            if isinstance(said, int):
                worker.number, worker.until = said, time.monotonic() + self.seconds
            else:
                jobs, worker.jobs = worker.jobs, ()
                yield from zip(jobs, said, strict=True)
        for worker in list(busy.values()):
            if worker.jobs and time.monotonic() > worker.until:
                jobs, _ = self._taken_from(worker, waiting)
                taken = f"more than {self.seconds:g} seconds"
                yield from ((job, (None, (too_much(job, taken),))) for job in jobs)

    def _lost(self, worker: _Worker, waiting: JobQueue) -> Iterator[tuple[Job, Outcome]]:
        """What comes of the job of a worker that ended with it."""
        jobs, code = self._taken_from(worker, waiting)
        why = signal.Signals(-code).name if code < 0 else f"exit {code}"
        for job in jobs:
            what = f"typesetting the section “{job.section}” ended at once ({why})"
            fix = "Build again with --jobs 1; if it happens again, take its largest pictures out"
            where = job.where or job.section
            yield job, (None, (Problem(where, None, "typeset-limits", what, fix),))

    def _taken_from(self, worker: _Worker, waiting: JobQueue) -> tuple[tuple[Job, ...], int]:
        """End a worker: the job that it leaves, and how it ended.

        Of several, which it is for is found by setting each alone.
        """
        self._all.remove(worker)
        jobs, code = worker.jobs, self._end(worker)
        if len(jobs) > 1:
            waiting.put_back(jobs)
            return (), code
        return jobs, code

    def _begin(self) -> _Worker:
        if self._nursery is not None:
            return _Worker(self._nursery.worker())
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_alone, args=(self.fonts, theirs), daemon=True)
        with interrupts_wait():
            process.start()
        theirs.close()
        return _Worker(ours, process, process.pid or 0)

    def _end(self, worker: _Worker) -> int:
        """End a worker: its exit code, or minus the signal that ended it."""
        worker.jobs = ()
        worker.pipe.close()
        if worker.process is None:
            return self._nursery.end_of(worker.number) if self._nursery is not None else 0
        worker.process.join(timeout=0.1)
        worker.process.kill()
        worker.process.join()
        return worker.process.exitcode or 0


def _load(fonts: tuple[FontFile, ...]) -> None:
    """Load what typesets with these fonts."""
    with contextlib.suppress(ZineError):  # said again by the first job
        os.environ["FONTCONFIG_FILE"] = str(fontconfig_file(fonts))  # none of the machine's fonts
        warm(fonts)


def _work(fonts: tuple[FontFile, ...], pipe: Connection) -> None:
    """The life of a worker: typeset what comes, end with the pipe."""
    limit_memory(MEGABYTES)
    gc.set_threshold(100_000, 20, 100)
    while True:
        pipe.send(outcomes(pipe.recv(), f"more than {MEGABYTES:,} MB of memory"))


def _alone(fonts: tuple[FontFile, ...], pipe: Connection) -> None:
    """The life of a worker that loads by itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that began it
    threading.Thread(target=end_with_parent, daemon=True).start()
    _load(fonts)
    with contextlib.suppress(EOFError, OSError):
        _work(fonts, pipe)
