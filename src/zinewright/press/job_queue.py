"""What is still to be done: jobs, the longest first, and other work for this process meanwhile.

Both can grow while others are done, so that nothing waits for what it does not need.
"""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from zinewright.typeset.section import Job


@dataclass
class JobQueue:
    """Jobs by their keys, each once, and `others`, which are done in their order.

    `urgent` jobs come before all that are not.
    """

    others: deque[Callable[[], object]] = field(default_factory=deque)
    _jobs: list[tuple[bool, int, int, Job]] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)
    _count: itertools.count[int] = field(default_factory=itertools.count)

    def add(self, jobs: Iterable[Job], *, urgent: bool = False) -> None:
        """Add jobs; one that was added before is not done again."""
        for job in jobs:
            if job.key not in self._known:
                self._known.add(job.key)
                heapq.heappush(self._jobs, (not urgent, -len(job.html), next(self._count), job))

    def pop(self) -> Job:
        """Take the job that comes first. Raises `IndexError` where there is none."""
        return heapq.heappop(self._jobs)[-1]

    def do_other(self) -> None:
        """Do the first of the other work, if there is any."""
        if self.others:
            self.others.popleft()()

    def __bool__(self) -> bool:
        return bool(self._jobs)

    def __len__(self) -> int:
        """How many jobs were added in all."""
        return len(self._known)
