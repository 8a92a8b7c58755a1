"""A zine and its editions → what has to be typeset, and its pages.

What was typeset before comes from the cache, the rest from worker processes. A section that lists
things is planned in small units, which are then stacked.
"""

from __future__ import annotations

import hashlib
import os
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
from zinewright.press.workers import Workers
from zinewright.problems import Problem
from zinewright.sealed import Keep, Sealed
from zinewright.typeset.section import Job, Typeset, restored
from zinewright.typeset.stack import stacked

COVER = "cover.svg"
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

    def leaf(self, pages: Typeset) -> Leaf:
        """The section with its pages."""
        section = self.section
        return Leaf(
            section.name, section.title, section.language, pages, matter=section.matter,
            fonts=self.fonts,
        )  # fmt: skip


@dataclass
class Work:
    """The sections of an edition: what is found in the cache, and what is still to be typeset.

    `wrong` is what stops one of them.
    """

    press: Press
    zine: Zine
    edition: Edition
    planned: list[Planned] = field(default_factory=list)
    found: dict[str, Typeset] = field(default_factory=dict)
    missing: dict[str, Job] = field(default_factory=dict)
    wrong: list[Problem] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.planned)

    @property
    def typeset(self) -> int:
        """How many sections have anything that is to be typeset."""
        return sum(any(key in self.missing for key in planned.keys) for planned in self.planned)

    @cached_property
    def _blank(self) -> Job:
        """A job of this edition without a text."""
        layout, edition = self.press.layout, self.edition
        style = layout.page_style(edition.style, edition.told(self.zine))
        return Job("", "", "", style, layout.fonts, style=f"{layout.folder.name}/{edition.style}")

    @cached_property
    def _pictures(self) -> Mapping[str, Picture]:
        return fitted_for(self.zine, self.edition, self.press)

    def plan(self, section: Section, locators: Locators = UNKNOWN) -> Planned:
        """One more section. With `locators`, the numbers of the reading edition's pages stand in
        its margin; what they are is not asked before binding.
        """
        pictures = {**self._pictures, **_room(section, self.edition)}
        blank = _filled(self._blank, self.zine, section, pictures, self.press.layout)
        self.planned.append(_planned(self, self.zine, section, locators, blank))
        return self.planned[-1]

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

    def pages(self, planned: Planned) -> Typeset | None:
        """The pages of a section of which all is found; None where it must be set in one piece."""
        first, *rest = (self.found[key] for key in planned.keys)
        if not planned.units:
            return first
        units = tuple(zip(planned.units, rest, strict=True))
        return stacked(planned.section.name, first, units, planned.marks)


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
