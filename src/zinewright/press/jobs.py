"""A zine and its editions → what has to be typeset, and its pages.

What was typeset before comes from the cache, the rest from worker processes. A section that lists
things is planned in small units, which are then stacked.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

import msgspec

from zinewright.bind.book import Leaf
from zinewright.cache import Cache, cache_folder
from zinewright.editions.edition import Edition
from zinewright.layout.fonts import FontFile
from zinewright.layout.layout import Layout, Unit, plain
from zinewright.limits import in_bounds
from zinewright.locators import UNKNOWN, Locators, Page
from zinewright.manuscript.pictures.picture import fitted
from zinewright.model import Picture, Section, Zine
from zinewright.press.executors import Crew, Hired
from zinewright.press.job_queue import JobQueue
from zinewright.press.workers import Workers
from zinewright.problems import Problem, Unprintable, ZineError
from zinewright.sealed import Keep, Sealed
from zinewright.typeset.section import Job, Typeset, restored
from zinewright.typeset.stack import stacked

COVER = "cover.svg"
OF_TEXT = ("typeset", "typeset-limits")  # rules for what people wrote, not for the machine
OF_TEXTS = "zinewright.prose.convert"
STACKED = ("content-notes", "contents", "links")


class Progress(Protocol):
    """Told how many sections are typeset of how many, and which was the last."""

    def __call__(self, done: int, total: int, what: str) -> None: ...


def _silent(done: int, total: int, what: str) -> None:
    pass


@dataclass(kw_only=True)
class Press:
    """What builds need and share: the layout, the cache, and who typesets.

    Use it in a `with` block; what it began ends with it. Without an `executor`, so many processes
    of our own typeset as `jobs` says, one a processor: they name a section that takes down its
    process, that takes more than five minutes or more than 2,000 MB, and the others are typeset.
    Any other `executor` (`Inline()`, threads, a pool) is not ended here; the files are the same,
    byte for byte, and no such limits are kept. `progress` is told of every section that is typeset.
    Whoever `will_typeset` says so, so that workers load while the manuscript is read.
    """

    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    layout: Layout = field(default_factory=plain)
    cache: Cache = field(default_factory=lambda: Cache(cache_folder()))
    progress: Progress = _silent
    executor: Executor | None = None
    will_typeset: bool = False

    @cached_property
    def keep(self) -> Keep:
        """Gives what was made before."""
        return Sealed(self.cache, self._missed)

    def _missed(self, code: str) -> None:
        """Begin with what typesetting needs as soon as a text turns up that is new."""
        if self.will_typeset and code == OF_TEXTS:
            self.workers.start()

    @cached_property
    def workers(self) -> Crew:
        if self.executor is not None:
            return Hired(self.executor)
        return Workers(self.jobs, self.layout.fonts)

    def __enter__(self) -> Press:
        return self

    def __exit__(self, *_: object) -> None:
        self.workers.stop()


@dataclass
class Planned:
    """A section of an edition, with the keys of what has to be typeset for it.

    One that lists things has the keys of a frame and of its units; `whole` makes the job that sets
    it in one piece where a unit turns out to be taller than a page. `fonts` are the files that it
    is set in, `marks` the pages of the reading edition whose numbers stand in its margin.
    """

    section: Section
    whole: Callable[[], Job]
    keys: tuple[str, ...]
    fonts: tuple[FontFile, ...]
    units: tuple[Unit, ...] = ()
    marks: Sequence[Page] = ()


@dataclass
class Work:
    """The sections of every edition with pages: found in the cache, or still to be typeset."""

    press: Press
    planned: dict[str, list[Planned]] = field(default_factory=dict)
    found: dict[str, Typeset] = field(default_factory=dict)
    missing: dict[str, Job] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(map(len, self.planned.values()))

    @property
    def typeset(self) -> int:
        """How many sections have anything that is to be typeset."""
        every = [planned for sections in self.planned.values() for planned in sections]
        return sum(any(key in self.missing for key in planned.keys) for planned in every)

    def look_up(self, jobs: Iterable[Job]) -> tuple[str, ...]:
        """The keys of jobs; what the cache does not hold is noted as missing."""
        keys = []
        for job in jobs:
            held = _held(self.press.cache, job.key)
            if held is None:
                self.missing[job.key] = job
            else:
                self.found[job.key] = held
            keys.append(job.key)
        return tuple(keys)

    def done(self, meanwhile: Iterable[Callable[[], None]] = ()) -> dict[str, tuple[Leaf, ...]]:
        """The pages of every section, by edition. Raises `ZineError` with all that went wrong."""
        self._run(self.missing.values(), meanwhile)
        return {name: self._leaves(sections) for name, sections in self.planned.items()}

    def _run(self, jobs: Iterable[Job], meanwhile: Iterable[Callable[[], None]] = ()) -> None:
        problems: list[Problem] = []
        waiting = JobQueue(deque(meanwhile))
        waiting.add(jobs)
        results = self.press.workers.run(waiting)
        for number, (job, (content, wrong)) in enumerate(results, 1):
            problems += wrong
            if content is not None:
                self.found[job.key] = restored(content)
                self.press.cache.put(job.key, content)
            self.press.progress(number, len(waiting), job.section)
        if problems:
            is_written = all(problem.rule in OF_TEXT for problem in problems)
            raise (Unprintable if is_written else ZineError)(dict.fromkeys(problems))

    def _leaves(self, sections: list[Planned]) -> tuple[Leaf, ...]:
        return tuple(
            Leaf(
                s.section.name,
                s.section.title,
                s.section.language,
                self._pages(s),
                matter=s.section.matter,
                fonts=s.fonts,
            )
            for s in sections
        )

    def _pages(self, planned: Planned) -> Typeset:
        first, *rest = (self.found[key] for key in planned.keys)
        if not planned.units:
            return first
        units = tuple(zip(planned.units, rest, strict=True))
        made = stacked(planned.section.name, first, units, planned.marks)
        if made is None:
            job = planned.whole()
            self.look_up([job])
            if job.key in self.missing:
                self._run([job])
            made = self.found[job.key]
        return made


def plan(zine: Zine, editions: list[Edition], press: Press, locators: Locators = UNKNOWN) -> Work:
    """What has to be typeset, and what the cache holds.

    With `locators`, the numbers of the reading edition's pages stand in the margin.
    """
    work = Work(press)
    for edition in editions:
        if edition.style:
            style = press.layout.page_style(edition.style, edition.told(zine))
            file = f"{press.layout.folder.name}/{edition.style}"
            blank = Job("", "", "", style, press.layout.fonts, style=file)
            pictures = fitted_for(zine, edition, press)
            work.planned[edition.name] = [
                _planned(
                    work, zine, section, locators,
                    _filled(blank, zine, section, pictures | _room(section, edition), press.layout),
                )
                for section in zine.sections
            ]  # fmt: skip
    return work


def _planned(work: Work, zine: Zine, section: Section, locators: Locators, blank: Job) -> Planned:
    layout = work.press.layout

    def job(html: str) -> Job:
        return replace(blank, html=html, fonts=layout.fonts_for(html))

    def whole() -> Job:
        return job(layout.page(section, zine, locators))

    if section.kind not in STACKED:
        made = whole()
        return Planned(section, whole, work.look_up([made]), made.fonts)
    units = layout.units(section)
    jobs = [job(html) for html in (layout.frame(section, zine), *(unit.html for unit in units))]
    fonts = tuple(dict.fromkeys(file for each in jobs for file in each.fonts))
    marks = locators.pages.get(section.name, ())
    return Planned(section, whole, work.look_up(jobs), fonts, units, marks)


def _held(cache: Cache, key: str) -> Typeset | None:
    content = cache.get(key)
    if content is None:
        return None
    try:
        return restored(content)
    except (msgspec.MsgspecError, ValueError):
        return None


def _filled(
    blank: Job, zine: Zine, section: Section, fitting: Mapping[str, Picture], layout: Layout
) -> Job:
    """A job for a section, with its pictures; the HTML is still to come."""
    names = [*section.body.pictures, *(picture.name for picture in section.room)]
    pictures = {name: fitting[name].content for name in names}
    if section.kind == "title-page":
        pictures[COVER] = layout.cover(zine, words=False).encode()
    return replace(blank, section=section.name, where=section.source, pictures=pictures)


def _room(section: Section, edition: Edition) -> dict[str, Picture]:
    """The blank pictures that keep the room of those that an edition leaves out."""
    return {picture.name: fitted(picture, edition.longest) for picture in section.room}


def fitted_for(zine: Zine, edition: Edition, press: Press) -> dict[str, Picture]:
    """The zine's pictures in the size of an edition, from the cache where they were made before."""
    if not edition.longest:
        return {}
    return {p.name: _fit(p, edition.longest, press.keep) for p in zine.pictures}


def _fit(picture: Picture, longest: int, keep: Keep) -> Picture:
    def made() -> tuple[str, int, int, bytes]:
        with in_bounds(picture.name, None, "Save it smaller"):
            fit = fitted(picture, longest)
        return fit.media_type, fit.width, fit.height, fit.content

    asked = (hashlib.sha256(picture.content).digest(), longest)
    code = "zinewright.manuscript.pictures.picture"
    return Picture(picture.name, *keep(code, asked, tuple[str, int, int, bytes], made))
