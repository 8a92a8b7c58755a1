"""Sections → pages, and each next step as soon as what it needs is there.

Nothing waits for what it does not need: the large print of a section is set when its pages of the
reading edition are known, whatever becomes of all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePath

from zinewright.bind.book import Leaf
from zinewright.layout.declared import TOLD, with_told
from zinewright.layout.layout import COVER, DIVIDER, Layout
from zinewright.layout.properties import with_values
from zinewright.press.job_queue import JobQueue
from zinewright.press.jobs import Planned, Press, Work
from zinewright.problems import Problem, ZineError
from zinewright.typeset.section import Job, Typeset, restored

OF_TEXT = ("typeset", "typeset-limits")  # rules for what people wrote, not for the machine
Each = Callable[[Leaf], object]
BLANK = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 148 210"/>'


def tried(layout: Layout, press: Press) -> tuple[Problem, ...]:
    """What WeasyPrint has to say of each style for pages, when a trial is set in it.

    What it said before of the same style is kept.
    """
    from zinewright.layout.slips import TRIAL  # which loads templates and readers of styles

    found = list[Problem]()
    drawn = {name: BLANK for name in (COVER, DIVIDER) if name in layout.texts}
    for name, told in TOLD.items():
        where = layout.where(name)
        style = with_told(with_values(layout.style(name)), told)
        job = Job("layout", where, TRIAL, style, layout.fonts, drawn, where)
        asked, code = (job.key, where), "zinewright.typeset.section trial"
        found += press.keep(code, asked, tuple[Problem, ...], partial(_said_of, job, press))
    return tuple(found)


def _said_of(job: Job, press: Press) -> tuple[Problem, ...]:
    queue = JobQueue()
    queue.add([job])
    has_numbers = PurePath(job.where).name != "plan.css"  # which is for one page
    return tuple(
        problem
        for _, (_, wrong) in press.workers.run(queue)
        for problem in wrong
        if problem.where == job.where and (has_numbers or problem.rule != "folio")
    )


@dataclass
class _Awaited:
    """What is done once all of its jobs are; nothing, where one of them fails."""

    work: Work
    left: set[str]
    then: Callable[[], object]


@dataclass
class Typesetting:
    """What is to be typeset, for several editions at once."""

    press: Press
    _queue: JobQueue = field(default_factory=JobQueue)
    _steps: dict[str, list[_Awaited]] = field(default_factory=lambda: defaultdict(list))
    _made: dict[str, Typeset] = field(default_factory=dict)
    _errors: list[Problem] = field(default_factory=list)

    def pages(
        self, work: Work, planned: Iterable[Planned], each: Each, *, urgent: bool = False
    ) -> None:
        """Let `each` have every planned section, as its pages are there."""
        for one in planned:
            self._section(work, one, each, urgent=urgent)

    def beside(self, work: Callable[[], object]) -> None:
        """Let something be done by this process while others typeset."""
        self._queue.others.append(work)

    def run(self) -> None:
        """Typeset all of it, with what comes to it meanwhile.

        What stops a section is in `wrong` of its work. Raises `ZineError` with all that went wrong
        where it is not for what people wrote.
        """
        done = self.press.workers.run(self._queue) if self._queue else ()
        for number, (job, (content, wrong)) in enumerate(done, 1):
            if content is not None:
                self.press.store.put(job.key, content)
                self._made[job.key] = restored(content)
            self._errors += [problem for problem in wrong if problem.rule not in OF_TEXT]
            for step in self._steps.pop(job.key, ()):
                step.work.wrong += wrong
                self._go_on(step, job.key)
            self.press.progress(number, len(self._queue), job.section)
        if self._errors:
            raise ZineError(dict.fromkeys(self._errors))

    def _section(self, work: Work, planned: Planned, each: Each, *, urgent: bool) -> None:
        def laid_out() -> None:
            for run, pages in work.pages(planned):
                if pages is not None:
                    each(run.leaf(pages))
                else:
                    self._whole(work, run, each, urgent=urgent)

        self._need(work, planned.keys, laid_out, urgent=urgent)

    def _whole(self, work: Work, planned: Planned, each: Each, *, urgent: bool) -> None:
        """Set a section in one piece, of which a unit is taller than a page."""
        key = work.look_up(planned.parts[0].whole())
        self._need(work, (key,), lambda: each(planned.leaf(work.found[key])), urgent=urgent)

    def _need(
        self, work: Work, keys: Sequence[str], then: Callable[[], object], *, urgent: bool
    ) -> None:
        work.found |= {key: self._made[key] for key in keys if key in self._made}
        missing = {key for key in keys if key not in work.found}
        if not missing:
            then()
            return
        step = _Awaited(work, missing, then)
        for key in sorted(missing):
            self._steps[key].append(step)
        self._queue.add((work.missing[key] for key in sorted(missing)), urgent=urgent)

    def _go_on(self, step: _Awaited, key: str) -> None:
        if key in self._made:
            step.work.found[key] = self._made[key]
            step.left.discard(key)
        if not step.left:
            step.then()
