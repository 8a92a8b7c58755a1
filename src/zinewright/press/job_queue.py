"""What is still to be done: jobs, the longest first, and other work for this process meanwhile.

Units of one section go together, as many as a document may hold.

Both can grow while others are done, so that nothing waits for what it does not need.
"""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from zinewright.typeset.section import Job

MOST_UNITS = 60  # in a document


def _go_together(one: Job, other: Job) -> bool:
    """Whether two units are of one section, in one style."""
    return one.is_unit and (one.section, one.css, one.fonts) == (
        other.section, other.css, other.fonts,
    )  # fmt: skip


@dataclass
class JobQueue:
    """Jobs by their keys, each once, and `others`, which are done in their order.

    `urgent` jobs come before all that are not.
    """

    others: deque[Callable[[], object]] = field(default_factory=deque)
    _jobs: list[tuple[bool, int, int, Job]] = field(default_factory=list)
    _apart: set[str] = field(default_factory=set)
    _known: set[str] = field(default_factory=set)
    _count: itertools.count[int] = field(default_factory=itertools.count)

    def add(self, jobs: Iterable[Job], *, urgent: bool = False) -> None:
        """Add jobs; one that was added before is not done again."""
        for job in jobs:
            if job.key not in self._known:
                self._known.add(job.key)
                heapq.heappush(self._jobs, (not urgent, -len(job.html), next(self._count), job))

    def pop(self) -> tuple[Job, ...]:
        """Take the job that comes first, with other units of its section where it is one.

        Raises `IndexError` where there is none.
        """
        job = heapq.heappop(self._jobs)[-1]
        if job.key in self._apart or not job.is_unit:
            return (job,)
        alike = [row for row in self._jobs if _go_together(row[-1], job)]
        more = [row for row in alike if row[-1].key not in self._apart]
        share = max(1, min(MOST_UNITS, (len(more) + 1) // 2))  # another may take the rest
        taken = sorted(more)[: share - 1]
        self._jobs = [row for row in self._jobs if row not in taken]
        heapq.heapify(self._jobs)
        return (job, *(row[-1] for row in taken))

    def put_back(self, jobs: Sequence[Job]) -> None:
        """Let each of several jobs be done alone."""
        for job in jobs:
            self._apart.add(job.key)
            heapq.heappush(self._jobs, (False, -len(job.html), next(self._count), job))

    def do_other(self) -> None:
        """Do the first of the other work, if there is any."""
        if self.others:
            self.others.popleft()()

    def __bool__(self) -> bool:
        return bool(self._jobs)

    def __len__(self) -> int:
        """How many jobs were added in all."""
        return len(self._known)
