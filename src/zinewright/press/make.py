"""A zine → the bytes of its editions, each as soon as what it needs is there.

The reading edition comes first: the others name its pages.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from zinewright.bind.book import Leaf
from zinewright.bind.centre import centred, place_of
from zinewright.bind.folios import as_in, numbered, pages_of
from zinewright.editions import EDITIONS, LARGE_PRINT, POCKET, READING
from zinewright.editions.edition import Edition, Material
from zinewright.editions.pocket_panels import fitted
from zinewright.editions.with_pages import part_kept, with_pages
from zinewright.layout.fonts import FontFile
from zinewright.layout.layout import Layout
from zinewright.locators import Locators
from zinewright.model import CENTRE, Section, Zine
from zinewright.press.beside import done_beside
from zinewright.press.jobs import Press, Work
from zinewright.press.typesetting import Typesetting
from zinewright.problems import Problem, Unprintable, by_place
from zinewright.typeset.stack import runs_of

FULL = "full"  # the reading edition of a zine with all that another leaves out
SET_AS = {FULL: READING}
TRIAL = f"{POCKET} trial"
PAGED = tuple(name for name, edition in EDITIONS.items() if edition.is_paged)
Leaves = tuple[Leaf, ...]


@dataclass(frozen=True)
class Made:
    """The bytes of editions and their numbers of pages, by name.

    `also` are files for single inks, by how their names end. `typeset` counts the sections that
    were typeset anew, of `sections`. `stopped` are editions that could not be made of what people
    wrote, and why; `fonts` are the font files that any of the others is set in. `whose` says of
    each page of an edition which text it belongs to.
    """

    files: Mapping[str, bytes]
    also: Mapping[str, bytes]
    pages: Mapping[str, int]
    typeset: int
    sections: int
    stopped: Mapping[str, tuple[Problem, ...]]
    fonts: tuple[FontFile, ...]
    whose: Mapping[str, tuple[str, ...]]
    warnings: tuple[Problem, ...]

    @property
    def stopping(self) -> tuple[Problem, ...]:
        """Everything for which an edition was stopped, once."""
        return by_place(problem for problems in self.stopped.values() for problem in problems)


def make(
    zine: Zine, full: Zine, layout: Layout, chosen: list[Edition], press: Press,
    name: str = "zine", unprintable: tuple[Problem, ...] = (),
) -> Made:  # fmt: skip
    """The chosen editions in a layout; `full` is the zine whose page numbers they have, `name` how
    the names of their files begin.

    Those without pages are made as well where those with pages are `unprintable`, or turn out to
    be, and then name no page. Raises `ZineError`.
    """
    part = partial(part_kept, press.keep)
    bare = Material(zine, layout, {}, part=part, name=name, keep=press.keep)
    making = _Making(zine, full, layout, [edition.name for edition in chosen], press, bare)
    if unprintable:
        making.stop(PAGED, unprintable)
    else:
        making.begin()
    making.end()
    return making.finished()


def reading_pages(zine: Zine, full: Zine, layout: Layout, press: Press) -> Leaves:
    """The pages of the reading edition, with the numbers that they have in the full one.

    Raises `Unprintable` where what people wrote has none.
    """
    making = _Making(zine, full, layout, [], press)
    making.lay_out_reading()
    making.typesetting.run()
    if wrong := making.wrong_in(FULL, READING):
        raise Unprintable(wrong)
    return making.leaves[READING]


@dataclass(frozen=True)
class _Result:
    """Files by their inks, "" for the edition itself; `told` stops nothing, `stopping` does.

    `used` are the keys of what the store held for it.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    told: tuple[Problem, ...] = ()
    stopping: tuple[Problem, ...] = ()
    used: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Task:
    """An edition to make, for which nothing is missing any more."""

    edition: Edition
    material: Material
    press: Press

    def result(self) -> _Result:
        """Its files, or why it cannot be made of what people wrote."""
        told: list[Problem] = []
        material = replace(self.material, tell=told.append)
        if not self.edition.style:
            pictures = self.edition.fitted(material.zine, self.press.keep)
            material = replace(material, pictures=pictures)
        try:
            found = self.edition.make(material)
        except Unprintable as error:
            return _Result(stopping=error.problems)
        files = {"": found} if isinstance(found, bytes) else dict(found)
        return _Result(files, tuple(told), used=self.press.used)


@dataclass
class _Gathering:
    """The sections of an edition as they come; `then` has them all, in their order."""

    work: Work
    then: Callable[[Leaves], object]
    each: Callable[[Leaf], object] = lambda leaf: None
    there: dict[str, Leaf] = field(default_factory=dict)

    def arrived(self, leaf: Leaf) -> None:
        self.there |= {name: leaf for name, _, _ in leaf.parts}
        names = [section.name for section in self.work.zine.sections]
        if len(self.there) == len(names):
            self.then(tuple(self.there[name] for name in names if self.there[name].name == name))
        self.each(leaf)


@dataclass
class _Making:
    """Editions on their way, and those that are `chosen`; what there is of each, by its name.

    Without `bare`, from which they are made, their pages are all that is asked for.
    """

    zine: Zine
    full: Zine
    layout: Layout
    chosen: list[str]
    press: Press
    bare: Material | None = None
    works: dict[str, Work] = field(default_factory=dict)
    leaves: dict[str, Leaves] = field(default_factory=dict)
    tasks: dict[str, _Task] = field(default_factory=dict)
    results: dict[str, _Result] = field(default_factory=dict)
    fitting: Generator[Zine, Iterable[Leaf], Zine] | None = None

    @cached_property
    def is_part(self) -> bool:
        """Whether the zine leaves anything out of the full one."""
        return self.full is not self.zine

    @cached_property
    def typesetting(self) -> Typesetting:
        return Typesetting(self.press)

    # --- what is to be done

    def begin(self) -> None:
        """Let all that has pages be typeset."""
        if POCKET in self.chosen:
            self.fitting = fitted(self.zine)
            self._try(next(self.fitting))
        self.lay_out_reading()

    def lay_out_reading(self) -> None:
        """Typeset the reading edition, and the full one whose page numbers it has."""
        if self.is_part:
            self._lay_out(FULL, self.full, partial(self._read, FULL), urgent=True)
        self._lay_out(
            READING, self.zine, partial(self._read, READING), self._read_section, urgent=True
        )

    def end(self) -> None:
        """Typeset, make meanwhile what can be made, and then the rest side by side."""
        self.typesetting.run()
        if wrong := self.wrong_in(FULL, READING):
            self.stop(PAGED, wrong)
        tried = [name for name in self.works if name.startswith(TRIAL)]
        for name, with_trials in ((POCKET, tried), (LARGE_PRINT, [])):
            if wrong := self.wrong_in(name, *with_trials):
                self.stop([name], wrong)
        for name in self.chosen:
            if name not in self.tasks and not EDITIONS[name].is_paged:
                self._to_make(name)
        left = [task for name, task in self.tasks.items() if name not in self.results]
        count = self.press.jobs if self.press.executor is None else 1
        made = done_beside([task.result for task in left], count)
        for task, one in zip(left, made, strict=True):
            self.results[task.edition.name] = one
            self.press.note(one.used)

    def finished(self) -> Made:
        """All of it, in one order, whatever was made first."""
        results = [
            (EDITIONS[name], self.results[name]) for name in EDITIONS if name in self.results
        ]
        named = [name for name in self.chosen if EDITIONS[name].style and self._is_made(name)]
        works = [work for name, work in self.works.items() if name in EDITIONS]
        anew = frozenset(key for work in self.works.values() for key in work.missing)
        return Made(
            {edition.name: made.files[""] for edition, made in results if made.files},
            {
                edition.ending.replace(".", f"-{ink}."): content
                for edition, made in results
                for ink, content in made.files.items()
                if ink
            },
            {name: sum(len(leaf.shown) for leaf in self.leaves[name]) for name in named},
            sum(work.typeset(anew) for work in works),
            sum(work.total for work in works),
            {edition.name: made.stopping for edition, made in results if made.stopping},
            self._fonts(),
            {name: _owners(self.zine, self.leaves[name]) for name in named},
            tuple(dict.fromkeys(told for _, made in results for told in made.told)),
        )

    def _fonts(self) -> tuple[FontFile, ...]:
        found = [self.leaves.get(name, ()) for name in (READING, POCKET, LARGE_PRINT)]
        return tuple(
            dict.fromkeys(font for leaves in found for leaf in leaves for font in leaf.fonts)
        )

    def wrong_in(self, *names: str) -> tuple[Problem, ...]:
        """Every problem of the sections of some editions, once."""
        works = [self.works[name] for name in names if name in self.works]
        return tuple(dict.fromkeys(problem for work in works for problem in work.wrong))

    def stop(self, names: Iterable[str], problems: tuple[Problem, ...]) -> None:
        """Go on without these editions."""
        for name in names:
            if not self._is_made(name):
                self.results[name] = _Result(stopping=problems)

    def _is_made(self, name: str) -> bool:
        return name in self.results and bool(self.results[name].files)

    def _lay_out(
        self,
        name: str,
        zine: Zine,
        then: Callable[[Leaves], object],
        each: Callable[[Leaf], object] = lambda leaf: None,
        *,
        urgent: bool = False,
    ) -> None:
        work = self.works[name] = Work(
            self.press, self.layout, zine, EDITIONS[SET_AS.get(name.split()[0], name.split()[0])]
        )
        planned = [work.plan(run) for run in runs_of(zine.sections)]
        self.typesetting.pages(work, planned, _Gathering(work, then, each).arrived, urgent=urgent)

    def _to_make(self, name: str, leaves: Leaves = (), zine: Zine | None = None) -> None:
        """Let an edition be made, now that all is there, with pages or of a zine of its own."""
        assert self.bare is not None
        material = replace(self.bare, leaves=leaves, zine=zine or self.zine)
        task = self.tasks[name] = _Task(EDITIONS[name], material, self.press)
        self.typesetting.beside(partial(self._make, task))

    def _make(self, task: _Task) -> None:
        self.results[task.edition.name] = task.result()

    # --- what follows from what

    def _read(self, name: str, leaves: Leaves) -> None:
        """All pages of the reading edition, or of the full one, are there."""
        self.leaves[name] = leaves
        if READING not in self.leaves or (self.is_part and FULL not in self.leaves):
            return
        place = place_of(self.leaves[FULL if self.is_part else READING])
        leaves = centred(self.leaves[READING], place)
        self.zine = _ordered(self.zine, leaves)
        if self.is_part:
            full = centred(self.leaves[FULL], place)
            leaves = as_in(leaves, numbered(full, self.full.particulars.front_pages))
        self.leaves[READING] = numbered(leaves, self.zine.particulars.front_pages)
        if self.bare is not None:
            self._bind(self.bare)

    def _bind(self, bare: Material) -> None:
        """Bind the reading edition; what names its pages can then be made."""
        leaves = self.leaves[READING]
        bare = replace(bare, zine=self.zine)
        task = _Task(EDITIONS[READING], replace(bare, leaves=leaves), self.press)
        self.results[READING] = task.result()
        bound = self.results[READING].files[""]
        self.bare = with_pages(bare, leaves, bound, self.press.keep)
        for leaf in leaves:
            if self.is_part or leaf.name == CENTRE:
                self._enlarge(leaf, self.bare.locators)
        if POCKET in self.leaves:
            self._pocket(self.leaves[POCKET])
        for name in self.chosen:
            if not EDITIONS[name].style:
                self._to_make(name)

    def _read_section(self, leaf: Leaf) -> None:
        """The pages of a section are there, which its large print names by their numbers."""
        if self.is_part or leaf.name == CENTRE:
            return  # a page on which nothing is left has no number, nor one that is not needed
        sections = self._sections_of(leaf)
        spelled = {each.name: self.layout.spelled(each) for each in sections}
        self._enlarge(leaf, Locators(dict(pages_of(leaf)), spelled=spelled))

    def _enlarge(self, leaf: Leaf, locators: Locators) -> None:
        if LARGE_PRINT not in self.chosen:
            return
        work = self._large.work
        planned = work.plan(self._sections_of(leaf), locators)
        self.typesetting.pages(work, [planned], self._large.arrived)

    def _sections_of(self, leaf: Leaf) -> list[Section]:
        return [self.zine.section_of[name] for name, _, _ in leaf.parts]

    @cached_property
    def _large(self) -> _Gathering:
        work = self.works[LARGE_PRINT] = Work(
            self.press, self.layout, self.zine, EDITIONS[LARGE_PRINT]
        )
        return _Gathering(work, self._large_print)

    def _large_print(self, leaves: Leaves) -> None:
        names = [section.name for section in self.zine.sections]
        leaves = tuple(sorted(leaves, key=lambda leaf: names.index(leaf.name)))
        self.leaves[LARGE_PRINT] = leaves
        self._to_make(LARGE_PRINT, leaves=leaves)

    def _try(self, zine: Zine) -> None:
        """Typeset parts of the pocket zine, from which it follows what fills its panels."""
        rounds = sum(name.startswith(TRIAL) for name in self.works)
        self._lay_out(f"{TRIAL} {rounds}", zine, self._tried)

    def _tried(self, leaves: Leaves) -> None:
        """What was tried is there: try more, or lay out what fills the panels."""
        assert self.fitting is not None
        try:
            zine = self.fitting.send(leaves)
        except StopIteration as found:
            self._lay_out(POCKET, found.value, self._pocket)
        else:
            self._try(zine)

    def _pocket(self, leaves: Leaves) -> None:
        """The pages of the pocket zine are there; it is made when those that it names are, too."""
        self.leaves[POCKET] = numbered(leaves)
        if READING in self.results:
            self._to_make(POCKET, leaves=self.leaves[POCKET], zine=self.works[POCKET].zine)


def _ordered(zine: Zine, leaves: Leaves) -> Zine:
    """A zine with its centre spread where its pages are."""
    names = [leaf.name for leaf in leaves]
    at = names.index(CENTRE) if CENTRE in names else 0
    return zine.with_centre_behind(leaves[at - 1].parts[-1][0]) if at else zine


def _owners(zine: Zine, leaves: tuple[Leaf, ...]) -> tuple[str, ...]:
    """Of each page the post that it belongs to, or the title of what the zine makes itself."""
    posts = {section.name: section.source for section in zine.sections}
    named = ((posts.get(leaf.name) or f"“{leaf.title}”", leaf) for leaf in leaves)
    return tuple(owner for owner, leaf in named for _ in leaf.shown)
