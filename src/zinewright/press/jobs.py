"""A zine and its editions → what has to be typeset, and its pages.

What was typeset before comes from the cache, the rest from worker processes. Sections that list
things are planned in small units, which are then stacked, one section behind the other.
"""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from zinewright.bind.book import Leaf
from zinewright.cache import Cache, cache_folder
from zinewright.code_digests import code_of
from zinewright.editions.edition import Edition
from zinewright.layout.fonts import FontFile, digest_at
from zinewright.layout.layout import Layout, plain, without_follower
from zinewright.layout.listed import Unit, units
from zinewright.locators import UNKNOWN, Locators, Page
from zinewright.manuscript.pictures.picture import fitted, kept_fit
from zinewright.model import Picture, Section, Zine
from zinewright.press.packed import Packed, store_of
from zinewright.problems import Problem
from zinewright.sealed import Keep, Sealed, Store
from zinewright.typeset.section import Job, Typeset, restored
from zinewright.typeset.stack import RUNNING_ON, Listing, stacked

if TYPE_CHECKING:
    from zinewright.press.executors import Crew

PLANS = "zinewright.layout.layout"
OF_TEXTS = "zinewright.prose.convert"


class Progress(Protocol):
    """Told how many sections are typeset of how many, and which was the last."""

    def __call__(self, done: int, total: int, what: str) -> None: ...


def _silent(done: int, total: int, what: str) -> None:
    pass


@dataclass(kw_only=True)
class Press:
    """What builds need and share: the cache, and who typesets.

    Use it in a `with` block; what it began ends with it. Without an `executor`, so many processes
    of our own typeset as `jobs` says, one a processor: they name a section that takes down its
    process, that takes more than five minutes or more than 2,000 MB, and the others are typeset.
    Any other `executor` (`Inline()`, threads, a pool) is not ended here; the files are the same,
    byte for byte, and no such limits are kept. `progress` is told of every section that is typeset.
    Every zine is laid out as it says itself, unless a `layout` is given for all, by its name or
    its folder. Each zine has a store of its own for what was made before, unless one `cache` is
    given for all. Whoever `will_typeset` says so: workers then load while the manuscript is read.
    """

    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    layout: str = ""
    cache: Cache | None = None
    progress: Progress = _silent
    executor: Executor | None = None
    will_typeset: bool = False
    _store: Store | None = None
    _stores: dict[Path, Packed] = field(default_factory=dict)
    _layouts: dict[tuple[Path, str], Layout] = field(default_factory=dict)

    @property
    def store(self) -> Store:
        """What was made before of the zine at hand; of none, what all zines share."""
        if self._store is None:
            self._store = self.cache or Cache(cache_folder())
        return self._store

    @property
    def keep(self) -> Keep:
        """Gives what was made before."""
        return Sealed(self.store, self._missed)

    def take_up(self, zine: Path) -> None:
        """Have the store of the zine in a folder at hand, unless a `cache` is given for all."""
        if self.cache is None:
            key = zine.resolve()
            if key not in self._stores:
                self._stores[key] = store_of(key, cache_folder())
            self._store = self._stores[key]

    def lay_down(self) -> None:
        """Count a build of the zine at hand: what no build asks for any more goes."""
        if isinstance(self.store, Cache):
            self.store.prune()
        elif isinstance(self.store, Packed):
            self.store.finish()

    @property
    def used(self) -> frozenset[str]:
        """The keys of what this process has used of the store of the zine at hand."""
        return self.store.used if isinstance(self.store, Packed) else frozenset()

    def note(self, used: Iterable[str]) -> None:
        """Take over the keys that a copy of this process has used."""
        if isinstance(self.store, Packed):
            self.store.note(used)

    def met(self, layout: Layout) -> Layout:
        """The layout as it was met before, with what was found out with it.

        Workers that are still to begin load its fonts; they can set pages in any others as well.
        """
        return self._layouts.setdefault((layout.folder, layout.digest), layout)

    def _missed(self, code: str) -> None:
        """Begin with what typesetting needs as soon as a text turns up that is new."""
        if self.will_typeset and code == OF_TEXTS:
            self.workers.start()

    @cached_property
    def workers(self) -> Crew:
        if self.executor is not None:
            from zinewright.press.executors import Hired

            return Hired(self.executor)
        from zinewright.press.workers import Workers  # where there is work for them, and no sooner

        fonts = [layout.fonts for layout in self._layouts.values()] or [plain().fonts]
        return Workers(self.jobs, fonts[-1])

    def __enter__(self) -> Press:
        return self

    def __exit__(self, *_: object) -> None:
        if "workers" in vars(self):  # else nobody was asked to typeset
            self.workers.stop()
        for store in self._stores.values():
            store.close()


@dataclass
class PlannedSection:
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
class Planned:
    """Sections that run on, or one alone."""

    parts: tuple[PlannedSection, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all that has to be typeset for them."""
        return tuple(key for part in self.parts for key in part.keys)

    def leaf(self, pages: Typeset) -> Leaf:
        """The sections with their pages."""
        section = self.parts[0].section
        return Leaf(
            section.name, section.title, section.language, pages, matter=section.matter,
            fonts=tuple(dict.fromkeys(file for part in self.parts for file in part.fonts)),
            within=section.within, opens=section.kind == "part-opening")  # fmt: skip


class _JobName(msgspec.Struct, array_like=True):
    """What a job is known by: its key, and the files and digests of the fonts that it is set in."""

    key: str
    fonts: list[tuple[str, str]]

    def font_files(self) -> tuple[FontFile, ...]:
        return tuple(FontFile(Path(path)) for path, _ in self.fonts)

    def stands(self) -> bool:
        """Whether all of its fonts are there as they were."""
        return all(digest_at(path) == digest for path, digest in self.fonts)


@dataclass
class Work:
    """The sections of an edition: what is found in the cache, and what is still to be typeset.

    `wrong` is what stops one of them.
    """

    press: Press
    layout: Layout
    zine: Zine
    edition: Edition
    planned: list[Planned] = field(default_factory=list)
    found: dict[str, Typeset] = field(default_factory=dict)
    missing: dict[str, Job] = field(default_factory=dict)
    wrong: list[Problem] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many sections there are."""
        return len(self._parts)

    def typeset(self, anew: frozenset[str]) -> int:
        """How many sections have anything of what is typeset `anew`, by its keys."""
        return sum(not anew.isdisjoint(part.keys) for part in self._parts)

    @property
    def _parts(self) -> list[PlannedSection]:
        return [part for planned in self.planned for part in planned.parts]

    def plan(self, sections: Sequence[Section], locators: Locators = UNKNOWN) -> Planned:
        """One more section, or several that run on. With `locators`, the numbers of the reading
        edition's pages stand in the margin; what they are is not asked before binding.
        """
        planned = Planned(tuple(self._part(section, locators) for section in sections))
        self.planned.append(planned)
        return planned

    def _part(self, section: Section, locators: Locators) -> PlannedSection:
        if section.kind in RUNNING_ON:
            return self._of_units(section, locators)
        return self._of_one(section, locators)

    def look_up(self, job: Job) -> str:
        """The key of a job; what the cache does not hold is noted as missing."""
        self._find(job.key, lambda: job)
        return job.key

    def pages(self, planned: Planned) -> Iterator[tuple[Planned, Typeset | None]]:
        """The pages of sections of which all is found, as far as they run on; None for one that
        must be set in one piece."""
        listings = [self._listing(part) for part in planned.parts]
        pairs = zip(planned.parts, listings, strict=True)
        for fits, run in itertools.groupby(pairs, lambda pair: bool(pair[1] and pair[1].fits)):
            if fits:
                parts, stack = zip(*run, strict=True)
                yield Planned(parts), stacked([each for each in stack if each])
                continue
            for part, listing in run:
                yield Planned((part,)), None if listing else self.found[part.keys[0]]

    def _listing(self, part: PlannedSection) -> Listing | None:
        """A section that lists things, as it was typeset; None for any other."""
        if not part.units:
            return None
        frame, *rest = (self.found[key] for key in part.keys)
        units = tuple(zip(part.units, rest, strict=True))
        return Listing(part.section.name, frame, units, part.marks)

    # --- what is to be typeset, and by what it is known

    def _of_one(self, section: Section, locators: Locators) -> PlannedSection:
        def whole() -> Job:
            return self._job(section, layout.page(section, self.zine, locators))

        layout = self.layout
        marks = [page.letters for page in locators.pages.get(section.name, ())]
        spelled = sorted(locators.spelled.get(section.name, {}).items())
        text = without_follower(section, self.zine)
        asked = (text, section.title, section.name, marks, spelled)
        named = self._named(section, "page", asked, whole)
        return PlannedSection(section, whole, (named.key,), named.font_files())

    def _of_units(self, section: Section, locators: Locators) -> PlannedSection:
        def whole() -> Job:
            return self._job(section, layout.page(section, self.zine, locators))

        def frame() -> Job:
            return self._job(section, layout.frame(section, self.zine))

        layout, made = self.layout, units(section)
        named = [self._named(section, "frame", (section.title, section.name), frame)]
        for unit in made:
            page = partial(self._unit, section, unit)
            named.append(self._named(section, "unit", (section.title, unit.blocks), page))
        fonts = tuple(dict.fromkeys(file for each in named for file in each.font_files()))
        keys = tuple(each.key for each in named)
        return PlannedSection(
            section, whole, keys, fonts, made, locators.pages.get(section.name, ())
        )

    def _unit(self, section: Section, unit: Unit) -> Job:
        return replace(self._job(section, self.layout.unit_page(section, unit)), is_unit=True)

    def _named(
        self, section: Section, what: str, asked: object, job: Callable[[], Job]
    ) -> _JobName:
        """What a job is known by, without laying out its HTML where that was done before.

        All that the HTML depends on is asked: the layout, what it is told of the zine, the section.
        """

        once = cache(job)

        def made() -> _JobName:
            fonts = [(str(file.path), file.digest) for file in once().fonts]
            return _JobName(once().key, fonts)

        told = (
            self._told, section.language, section.direction, section.kind,
            self._pictures_in(section), asked,
        )  # fmt: skip
        is_whole = section.whole is not None  # its HTML depends on what else is left out
        named = made() if is_whole else self.press.keep(f"{PLANS} {what}", told, _JobName, made)
        if not named.stands():
            named = made()
        self._find(named.key, once)
        return named

    def _find(self, key: str, job: Callable[[], Job]) -> None:
        if key in self.found or key in self.missing:
            return
        held = _held(self.press.store, key)
        if held is None:
            self.missing[key] = job()
        else:
            self.found[key] = held

    @cached_property
    def _told(self) -> str:
        """The digest (SHA-256) of what the HTML of every section depends on."""
        told = (
            self.layout.digest, self._style, self._promise, self.zine.facts,
            code_of("zinewright.typeset.section"),
        )  # fmt: skip
        return hashlib.sha256(msgspec.msgpack.encode(told)).hexdigest()

    @cached_property
    def _style(self) -> str:
        told, accent = self.edition.told(self.zine), self.layout.accent_of(self.zine.particulars)
        return self.layout.page_style(self.edition.style, told, accent)

    @cached_property
    def _promise(self) -> str:
        """The file of the style, which promises a folio on every page."""
        return self.layout.where(self.edition.style)

    @cached_property
    def _originals(self) -> dict[str, Picture]:
        return {picture.name: picture for picture in self.zine.pictures}

    def _pictures_in(self, section: Section) -> list[object]:
        """What the pictures of a section will be made of."""
        found = [self._originals[name] for name in section.body.pictures if name in self._originals]
        if section.kind == "title-page" and self.zine.on_cover:
            found.append(self.zine.on_cover)
        held = [(picture.name, picture.digest) for picture in (*found, *section.room)]
        return [self.edition.longest, *sorted(held)]

    @cached_property
    def _fitted(self) -> dict[tuple[str, int], Picture]:
        return {}

    def _fit(self, name: str, pages: int) -> bytes:
        """A picture in the size of the edition, over so many pages."""
        if (name, pages) not in self._fitted:
            longest = pages * self.edition.longest
            fit = kept_fit(self._originals[name], longest, self.press.keep)
            self._fitted[name, pages] = fit
        return self._fitted[name, pages].content

    def _job(self, section: Section, html: str) -> Job:
        """A job for a section, with its pictures."""
        layout = self.layout
        over = 2 if section.kind == "centre" else 1
        pictures = {name: self._fit(name, over) for name in section.body.pictures}
        for picture in section.room:
            pictures[picture.name] = fitted(picture, self.edition.longest).content
        pictures |= layout.drawings(section, self.zine, self.edition.style)
        fonts = layout.fonts_for(html)
        return Job(section.name, section.source, html, self._style, fonts, pictures, self._promise)


def _held(cache: Store, key: str) -> Typeset | None:
    content = cache.get(key)
    try:
        return None if content is None else restored(content)
    except (msgspec.MsgspecError, ValueError):
        return None
