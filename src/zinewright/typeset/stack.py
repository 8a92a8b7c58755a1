"""Blocks that were typeset apart → the pages of sections that list things, which run on.

Contents, links and notes name every chapter, so a new order of chapters changes them. Each of their
entries is typeset once, on a page of its own as tall as it needs; here the entries are put under
each other on real pages, which is arithmetic. A section begins where the one before it ends, so
that none has a page for a line.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import msgspec

from zinewright.layout.listed import Unit
from zinewright.locators import BEGINS, Page
from zinewright.model import Section
from zinewright.typeset.extract import FolioSlot, FontUse
from zinewright.typeset.section import Extent, Typeset
from zinewright.typeset.structure_tree import Annotation, Content, Tag, name_headers

MCID = re.compile(rb"/MCID (\d+)")
SLOT = re.compile(rb"%slot (\d+)")
BASELINE = re.compile(rb" ([-\d.]+) Tm\n")
SCALE = 0.75  # points in a pixel of the content streams
MARK_GAP, MARK_WIDTH = 15.0, 76.0  # of the numbers beside a text, in pixels: 4 mm and 20 mm

RUNNING_ON = (
    "content-notes", "contents", "resources", "contributors", "links", "formats", "imprint",
    "pocket-list",
)  # fmt: skip
"""Kinds of sections that are planned in units, and run on behind one another."""


@dataclass(frozen=True)
class _StackedBlock:
    pages: Typeset
    number: int
    extent: Extent
    keep: bool
    join: bool

    @property
    def letters(self) -> int:
        """How many letters it holds, as `locators` counts them."""
        ends = [*self.pages.starts[1:], self.pages.letters]
        return ends[self.number] - self.pages.starts[self.number]


@dataclass(frozen=True)
class Listing:
    """The section called `name`, typeset apart: `frame` is an empty page with its running heads,
    `units` are what the layout made, with its pages, one a block.

    Room is kept for the numbers of `marks`, the pages of the reading edition, beside the blocks
    with which they begin.
    """

    name: str
    frame: Typeset
    units: Sequence[tuple[Unit, Typeset]]
    marks: Sequence[Page] = ()

    @cached_property
    def blocks(self) -> tuple[_StackedBlock, ...]:
        """Its blocks in their order."""
        return tuple(
            _StackedBlock(pages, number, *parts)
            for unit, pages in self.units
            for number, parts in enumerate(zip(pages.extents, unit.keeps, unit.joins, strict=True))
        )

    @property
    def fits(self) -> bool:
        """Whether none of its blocks is taller than a page."""
        room = self.frame.extents[0].height
        return all(each.extent.height - each.extent.above <= room for each in self.blocks)


@dataclass(frozen=True)
class _Placed:
    """A block of a listing, on a page, moved by `up` points."""

    listing: Listing
    block: _StackedBlock
    page: int
    up: float


def runs_of(sections: Sequence[Section]) -> list[list[Section]]:
    """Sections in their order, those together that run on: before the posts, or behind them."""

    def group(numbered: tuple[int, Section]) -> tuple[str, int]:
        number, section = numbered
        return section.matter, -1 if section.kind in RUNNING_ON else number

    return [[each for _, each in run] for _, run in itertools.groupby(enumerate(sections), group)]


def stacked(listings: Sequence[Listing]) -> Typeset:
    """The pages of sections that `fits` holds of, one behind the other: a run.

    The running heads of a page are those of the section with which it begins.
    """
    size, room = listings[0].frame.size, listings[0].frame.extents[0]
    placed = list(_placed(listings, size[1], room))
    heads = {one.page: one.listing.frame for one in reversed(placed)} or {0: listings[0].frame}
    made, first = _empty([heads[page] for page in sorted(heads)]), 0
    for listing in listings:
        tag = Tag("Sect", names=[listing.name])
        made.tag.kids.append(tag)
        stack = _SectionStack(made, tag, listing, first)
        for one in placed:
            if one.listing is listing:
                stack.put(one)
        first += len(listing.marks)
    _begin(made, made.pages)
    name_headers(made.tag)
    for page in range(made.pages):
        _close(made, heads[page], page)
    return made


def _placed(listings: Sequence[Listing], height: float, room: Extent) -> Iterator[_Placed]:
    """Each block on the first page that has room for it and for what it must stand with; where no
    page has, it stays with what it is behind.

    Margins collapse as in CSS 2.2, 8.3.1: between two blocks the larger counts, at the top of a
    page none does.
    """
    owners = [(listing, block) for listing in listings for block in listing.blocks]
    blocks = [block for _, block in owners]
    page, y, below = 0, 0.0, 0.0
    for place, (listing, block) in enumerate(owners):
        held = place > 0 and blocks[place - 1].keep and _needed(blocks, place - 1) > room.height
        needed = block.extent.height - block.extent.below if held else _needed(blocks, place)
        above = block.extent.above
        if y > 0 and y - min(below, above) + needed > room.height:
            page, y = page + 1, 0.0
        y -= min(below, above) if y > 0 else above
        yield _Placed(listing, block, page, height - (room.top + y) - block.pages.size[1])
        y, below = y + block.extent.height, block.extent.below


def _needed(blocks: list[_StackedBlock], place: int) -> float:
    """The height of a block, with those that must stand on its page."""
    needed = blocks[place].extent.height
    while blocks[place].keep and place + 1 < len(blocks):
        below, place = blocks[place].extent.below, place + 1
        needed += blocks[place].extent.height - min(below, blocks[place].extent.above)
    return needed - blocks[place].extent.below


def _empty(frames: Sequence[Typeset]) -> Typeset:
    """Pages without blocks, with the room for page numbers that their frames keep."""
    made = Typeset(
        pdf=b"",
        pages=len(frames),
        size=frames[0].size,
        tag=Tag("Document"),
        slots=[
            msgspec.structs.replace(slot, page=page)
            for page, frame in enumerate(frames)
            for slot in frame.slots
        ],
        fonts={},
        places={},
        headings=[],
        contents=[b""] * len(frames),
        extents=[frame.extents[0] for frame in frames],
    )
    for frame in frames:
        _add_fonts(made.fonts, frame.fonts)
    return made


def _begin(made: Typeset, page: int) -> None:
    """Note that pages up to this one begin with the letter that comes next."""
    made.starts += [made.letters] * (min(page + 1, made.pages) - len(made.starts))


@dataclass(frozen=True)
class _SectionStack:
    """Puts the blocks of a listing onto the pages `made`, under the `tag` of its section.

    `first` counts the marks of the sections before it.
    """

    made: Typeset
    tag: Tag
    listing: Listing
    first: int

    def put(self, one: _Placed) -> None:
        """Put the next block onto its page."""
        made = self.made
        _begin(made, one.page)
        if self.listing.name not in made.places:
            self._open(one)
        self._mark(one)
        self._add(one)
        made.letters += one.block.letters

    def _open(self, one: _Placed) -> None:
        """Note where the section begins: its page, its letters, and the upper edge of its first
        block, which has no margin at the top of a page."""
        extent, size = one.block.extent, self.made.size
        top = one.up + one.block.pages.size[1] - extent.above
        self.made.parts.append((self.listing.name, one.page, self.made.letters))
        place = (one.page, round(extent.left, 3), round(min(top, size[1]), 3))
        self.made.places[self.listing.name] = place

    def _mark(self, one: _Placed) -> None:
        """Keep room beside the first line of a block for each page that begins in it."""
        made, marks = self.made, self.listing.marks
        before = made.letters - made.parts[-1][2]
        held = range(before, before + one.block.letters)
        begun = [number for number, mark in enumerate(marks) if mark.letters in held]
        if not begun or not made.slots:
            return
        folio, top = made.slots[0], (made.size[1] - one.up - one.block.pages.size[1]) / SCALE
        lines = BASELINE.findall(one.block.pages.content(one.block.number))
        y = top + (float(lines[0]) if lines else folio.size)
        right = one.block.extent.left / SCALE - MARK_GAP
        for line, number in enumerate(begun):
            matrix = (1.0, 0.0, 0.0, -1.0, 0.0, y + line * folio.size * 1.2)
            made.contents[one.page] += (
                f"q 1 0 0 -1 0 {made.size[1]} cm {SCALE} 0 0 {SCALE} 0 0 cm\n"
                f"/Artifact <</Type /Pagination>> BDC 0 0 0 rg BT\n"
                f"/{folio.font} {folio.size} Tf\n%slot {len(made.slots)}\nET EMC Q\n"
            ).encode()
            made.slots.append(
                FolioSlot(one.page, f"{BEGINS}{self.first + number}", matrix, folio.font,
                     folio.size, right - MARK_WIDTH, right, "right", "")
            )  # fmt: skip

    def _add(self, one: _Placed) -> None:
        """Put a block onto its page: content, tags, numbers, places, headings, fonts."""
        made, unit, number = self.made, one.block.pages, one.block.number
        first_mcid, first_slot = _next_mcid(made.contents[one.page]), len(made.slots)
        content = _renumbered(unit.content(number), first_mcid, first_slot)
        moved = f"q 1 0 0 1 0 {one.up:.3f} cm\n".encode() + content + b"\nQ\n"
        made.contents[one.page] += moved
        made.slots += [msgspec.structs.replace(slot, page=one.page) for slot in unit.slots]
        self._add_tags(one, _Shift(one.page, one.up, first_mcid))
        for name, (page, x, y) in unit.places.items():
            if page == number:
                made.places.setdefault(name, (one.page, x, round(y + one.up, 3)))
        made.headings += [
            (level, words, one.page, round(y + one.up, 3))
            for level, words, page, y in unit.headings
            if page == number
        ]
        _add_fonts(made.fonts, unit.fonts)

    def _add_tags(self, one: _Placed, shift: _Shift) -> None:
        """The tags of a block; a list that goes on takes its items."""
        kids = self.tag.kids
        for kid in one.block.pages.tag.kids[one.block.number].kids:  # type: ignore[union-attr]
            tag = shift.tag(kid) if isinstance(kid, Tag) else shift.leaf(kid)
            last = kids[-1] if kids else None
            if not isinstance(last, Tag) or not isinstance(tag, Tag):
                kids.append(tag)
            elif one.block.join and _goes_on(last, tag):
                last.kids += tag.kids
            else:
                kids.append(tag)


def _close(made: Typeset, frame: Typeset, page: int) -> None:
    """Put the frame behind the blocks of a page, as on other pages."""
    first_mcid = _next_mcid(made.contents[page])
    first_slot = next((n for n, slot in enumerate(made.slots) if slot.page == page), 0)
    content = _renumbered(frame.content(0), first_mcid, first_slot)
    made.contents[page] += b"q\n" + content + b"\nQ\n"


def _next_mcid(content: bytes) -> int:
    return 1 + max(map(int, MCID.findall(content)), default=-1)


def _goes_on(last: Tag, tag: Tag) -> bool:
    return last.role == tag.role and last.role in ("L", "TOC") and last.numbering == tag.numbering


def _renumbered(content: bytes, first_mcid: int, first_slot: int) -> bytes:
    content = MCID.sub(lambda m: b"/MCID %d" % (int(m[1]) + first_mcid), content)
    return SLOT.sub(lambda m: b"%%slot %d" % (int(m[1]) + first_slot), content)


def _add_fonts(fonts: dict[str, FontUse], more: dict[str, FontUse]) -> None:
    for name, use in more.items():
        if name not in fonts:
            fonts[name] = msgspec.structs.replace(use, widths={}, texts={})
        old = fonts[name]
        fonts[name] = msgspec.structs.replace(
            old, widths=old.widths | use.widths, texts=use.texts | old.texts
        )


@dataclass(frozen=True)
class _Shift:
    """Tags of a block → the same on the page that it is put on."""

    page: int
    up: float
    mcid: int

    def tag(self, tag: Tag) -> Tag:
        kids = [self.tag(kid) if isinstance(kid, Tag) else self.leaf(kid) for kid in tag.kids]
        page = self.page if tag.page >= 0 else -1
        box = self._moved(tag.box) if tag.box else None
        return msgspec.structs.replace(tag, kids=kids, page=page, box=box)

    def leaf(self, leaf: Content | Annotation) -> Content | Annotation:
        if isinstance(leaf, Content):
            return Content(self.page, leaf.mcid + self.mcid)
        rectangle = self._moved(leaf.rectangle)
        return msgspec.structs.replace(leaf, page=self.page, rectangle=rectangle)

    def _moved(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        left, bottom, right, top = box
        return (left, round(bottom + self.up, 3), right, round(top + self.up, 3))
