"""A zine → the bytes of its editions, the reading edition first: the others name its pages."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from zinewright.assemble.pocket import is_small
from zinewright.bind.book import Leaf
from zinewright.bind.folios import as_in, locators_of, numbered
from zinewright.code_digests import code_of
from zinewright.editions import EDITIONS, POCKET, READING
from zinewright.editions.edition import Edition, Material
from zinewright.editions.pocket import PANELS, panels
from zinewright.editions.shelf_picture import shelf_cover
from zinewright.languages.words import words_for
from zinewright.layout.fonts import FontFile, part_of
from zinewright.layout.layout import Layout
from zinewright.locators import Locators
from zinewright.model import Picture, Zine
from zinewright.press.jobs import Press, Work, fitted_for, plan
from zinewright.problems import Problem, Unprintable, by_place
from zinewright.sealed import Keep
from zinewright.typeset.section import Typeset, stored


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


@dataclass
class _Finished:
    """Files as they are made: those of editions by name, others by how their names end."""

    main: dict[str, bytes] = field(default_factory=dict)
    also: dict[str, bytes] = field(default_factory=dict)
    stopped: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)

    @contextlib.contextmanager
    def unless_stopped(self, editions: Iterable[str]) -> Iterator[None]:
        """Go on without these editions where they cannot be made of what people wrote."""
        try:
            yield
        except Unprintable as error:
            self.stopped |= {name: error.problems for name in editions if name not in self.main}


def make(
    zine: Zine, full: Zine, chosen: list[Edition], press: Press, name: str = "zine",
    unprintable: tuple[Problem, ...] = (),
) -> Made:  # fmt: skip
    """The chosen editions; `full` is the zine whose page numbers they have, `name` how the names
    of their files begin.

    Those without pages are made while workers typeset. They are made as well where those with
    pages are `unprintable`, or turn out to be, and then name no page. Raises `ZineError`.
    """
    files = _Finished()
    part = partial(_part, press.keep)
    bare = Material(zine, press.layout, {}, part=part, name=name, keep=press.keep)
    works: list[Work] = []
    found: dict[str, tuple[Leaf, ...]] = {}
    with files.unless_stopped(name for name, edition in EDITIONS.items() if edition.is_paged):
        if unprintable:
            raise Unprintable(unprintable)
        work, found[READING] = reading_pages(zine, full, press)
        works.append(work)
        _make(EDITIONS[READING], press, files, replace(bare, leaves=found[READING]))
        bare = _with_pages(bare, found[READING], files.main[READING], press.keep)
    if EDITIONS[POCKET] in chosen and POCKET not in files.stopped:
        with files.unless_stopped([POCKET]):
            small, work, found[POCKET] = _pocket(zine, press)
            works.append(work)
            _make(EDITIONS[POCKET], press, files, replace(bare, zine=small, leaves=found[POCKET]))
    rest = [each for each in chosen if not {each.name} & {READING, POCKET, *files.stopped}]
    work, others = _others(rest, press, files, bare)
    return _made(zine, files, chosen, [*works, work], found | others)


def _others(
    rest: list[Edition], press: Press, files: _Finished, bare: Material
) -> tuple[Work, dict[str, tuple[Leaf, ...]]]:
    """Make the editions that name the pages of the reading edition, and what they needed."""
    flat = [edition for edition in rest if not edition.style]
    work, found = Work(press), dict[str, tuple[Leaf, ...]]()
    with files.unless_stopped(edition.name for edition in rest if edition.style):
        work = plan(bare.zine, rest, press, bare.locators)
        found = work.done(partial(_make, each, press, files, bare) for each in flat)
        for name, leaves in found.items():
            _make(EDITIONS[name], press, files, replace(bare, leaves=leaves))
    for edition in flat:
        if edition.name not in files.main:
            _make(edition, press, files, bare)
    return work, found


def _made(
    zine: Zine,
    files: _Finished,
    chosen: list[Edition],
    works: list[Work],
    found: dict[str, tuple[Leaf, ...]],
) -> Made:
    named = [each.name for each in chosen if each.style and each.name in files.main]
    counts = {name: sum(len(leaf.shown) for leaf in found[name]) for name in named}
    done, total = sum(work.typeset for work in works), sum(work.total for work in works)
    fonts = (font for leaves in found.values() for leaf in leaves for font in leaf.fonts)
    return Made(
        files.main, files.also, counts, done, total, files.stopped, tuple(dict.fromkeys(fonts)),
        {name: _owners(zine, found[name]) for name in named}, tuple(dict.fromkeys(files.warnings)),
    )  # fmt: skip


def _owners(zine: Zine, leaves: tuple[Leaf, ...]) -> tuple[str, ...]:
    """Of each page the post that it belongs to, or the title of what the zine makes itself."""
    posts = {section.name: section.source for section in zine.sections}
    named = ((posts.get(leaf.name) or f"“{leaf.title}”", leaf) for leaf in leaves)
    return tuple(owner for owner, leaf in named for _ in leaf.shown)


def _with_pages(bare: Material, leaves: tuple[Leaf, ...], reading: bytes, keep: Keep) -> Material:
    """What editions are made from, with the pages of the reading edition, which they name."""
    locators = _locators(bare.zine, leaves, reading, bare.layout)
    shelf = partial(_shelf, keep, leaves[0].typeset, leaves[0].fonts)
    return replace(bare, locators=locators, reading=reading, shelf=shelf)


def _pocket(zine: Zine, press: Press) -> tuple[Zine, Work, tuple[Leaf, ...]]:
    """The pocket zine: the whole where that has room on its panels, else what is made for it."""
    edition = EDITIONS[POCKET]
    if is_small(zine.sections):
        work = plan(zine, [edition], press)
        leaves = work.done()[POCKET]
        if panels(leaves) <= PANELS:
            return zine, work, numbered(leaves)
    small = replace(zine, sections=zine.pocket, pocket=())
    work = plan(small, [edition], press)
    return small, work, numbered(work.done()[POCKET])


def reading_pages(zine: Zine, full: Zine, press: Press) -> tuple[Work, tuple[Leaf, ...]]:
    """The pages of the reading edition, with the numbers that they have in the full one."""
    work = plan(zine, [EDITIONS[READING]], press)
    leaves = work.done()[READING]
    if full is not zine:
        there = plan(full, [EDITIONS[READING]], press).done()[READING]
        leaves = as_in(leaves, numbered(there, full.particulars.front_pages))
    return work, numbered(leaves, zine.particulars.front_pages)


def _locators(zine: Zine, leaves: tuple[Leaf, ...], pdf: bytes, layout: Layout) -> Locators:
    """The pages of the reading edition, and which PDF that is."""
    words = words_for(zine.language)
    digest = hashlib.sha256(pdf).hexdigest()
    source = words.say(
        "page-source", title=zine.full_title, day=zine.particulars.date.isoformat(), digest=digest
    )
    spelled = {section.name: layout.spelled(section) for section in zine.sections}
    return locators_of(leaves, spelled, source)


def _make(edition: Edition, press: Press, made: _Finished, material: Material) -> None:
    pictures = fitted_for(material.zine, edition, press) if not edition.style else {}
    found = edition.make(replace(material, pictures=pictures, tell=made.warnings.append))
    if isinstance(found, bytes):
        made.main[edition.name] = found
        return
    made.main[edition.name] = found[""]
    for ink, content in found.items():
        if ink:
            made.also[edition.ending.replace(".", f"-{ink}.")] = content


def _shelf(keep: Keep, first: Typeset, files: tuple[FontFile, ...], reading: bytes) -> Picture:
    """The cover in pixels, drawn anew where the title page is another than before."""
    asked = (code_of("zinewright.bind.pdf"), [file.digest for file in files], stored(first))
    code = "zinewright.editions.shelf_picture"
    return keep(code, asked, Picture, partial(shelf_cover, reading))


def _part(keep: Keep, file: FontFile, glyphs: tuple[int, ...]) -> bytes:
    """The part of a font."""
    return keep(
        "zinewright.layout.fonts", (file.digest, glyphs), bytes, partial(part_of, file, glyphs)
    )
