"""Jobs → typeset sections, by an executor that somebody gives.

Any `concurrent.futures.Executor` will do: threads, a pool of processes, Dask's. What it runs is one
function of a module (`typeset.outcome`), which starts no process and sets nothing that is global.
"""

from __future__ import annotations

import concurrent.futures
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import ParamSpec, Protocol, TypeVar

from zinewright.press.job_queue import JobQueue
from zinewright.problems import Problem, ZineError, shown
from zinewright.typeset.outcome import Outcome, outcomes
from zinewright.typeset.section import Job

P = ParamSpec("P")
T = TypeVar("T")
Done = Iterator[tuple[Job, Outcome]]
_Begun = dict[Future[list[Outcome]], tuple[Job, ...]]


class Crew(Protocol):
    """Who typesets: processes of our own, or an executor that somebody gave."""

    def start(self) -> None:
        """Make ready for jobs that are to come."""

    def run(self, waiting: JobQueue) -> Done:
        """Each job with what came of it, as they are done.

        More can be added to what is `waiting` between two of them. Raises `ZineError` where nobody
        can do it.
        """

    def stop(self) -> None:
        """End what was begun."""


class Inline(Executor):
    """Runs everything at once, where it is called: no process is begun, and no thread.

    For tests, notebooks, and machines that have neither. A section has all the time and memory that
    this process has.
    """

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """What the call returns or raises, in a future that is done."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@dataclass
class Hired:
    """An executor that is its giver's: it is neither begun nor ended here."""

    executor: Executor

    def start(self) -> None:
        """It is there already."""

    def stop(self) -> None:
        """Its giver ends it."""

    def run(self, waiting: JobQueue) -> Done:
        """Each job with what came of it, as they are done.

        Raises `ZineError` where the executor breaks down; it cannot say by which section.
        """
        begun: _Begun = {}
        try:
            while waiting or begun:
                while waiting:
                    jobs = waiting.pop()
                    begun[self._submitted(jobs)] = jobs
                    yield from _done(begun, 0)
                waiting.do_other()
                yield from _done(begun, 0 if waiting.others else None)
        finally:
            for future in begun:
                future.cancel()

    def _submitted(self, jobs: tuple[Job, ...]) -> Future[list[Outcome]]:
        try:
            return self.executor.submit(outcomes, jobs)
        except Exception as error:  # it is broken, or was shut down
            raise broken(error) from None


def _done(begun: _Begun, seconds: float | None) -> Done:
    """Take out of `begun` what is done, after waiting for the first so long (None: for ever)."""
    first = concurrent.futures.FIRST_COMPLETED
    done, _ = concurrent.futures.wait(begun, seconds, first) if begun else (set(), set())
    for future in [each for each in begun if each in done]:
        jobs = begun.pop(future)
        try:
            made = future.result()
        except (Exception, concurrent.futures.CancelledError) as error:
            raise broken(error) from None
        yield from zip(jobs, made, strict=True)


def broken(error: BaseException) -> ZineError:
    """That an executor raised something of its own."""
    said = ": ".join(filter(None, (type(error).__name__, shown(str(error)).rstrip("."))))
    what = f"the executor that was given to the press broke down ({said})"
    fix = "Mend it, or build without it: our own workers name the section that stops them"
    return ZineError([Problem("zine", None, "executor", what, fix)])
