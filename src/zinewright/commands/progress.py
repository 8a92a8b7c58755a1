"""How far a work has come → a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Bar:
    """Progress on stderr for what takes more than a second: a bar, or lines without a terminal."""

    def __init__(
        self,
        say: Callable[[str], None],
        says: str = "Typeset {done} of {total} sections.",
        title: str = "Typesetting",
    ) -> None:
        self.say, self.says, self.title = say, says, title
        self.begun = time.monotonic()
        self.bar: Progress | None = None
        self.task: TaskID | None = None
        self.said = 0.0

    def __call__(self, done: int, total: int, what: str) -> None:
        now = time.monotonic()
        if now - self.begun < 1:
            return
        if not sys.stderr.isatty():
            if now - self.said > 5 or done == total:
                self.said = now
                self.say(self.says.format(done=done, total=total))
            return
        if self.bar is None or self.task is None:
            self.bar, self.task = self._begin(total)
        self.bar.update(self.task, completed=done, total=total or None, description=what[:40])

    def _begin(self, total: int) -> tuple[Progress, TaskID]:
        from rich.console import Console
        from rich.progress import Progress

        bar = Progress(console=Console(stderr=True), transient=True)
        task = bar.add_task(self.title, total=total or None)
        bar.start()
        return bar, task

    def end(self) -> None:
        """Take the bar away, and start to count again."""
        if self.bar is not None:
            self.bar.stop()
        self.bar, self.begun = None, time.monotonic()
