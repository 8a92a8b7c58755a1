"""Blocks that were typeset apart → the pages of a section that lists things.

Contents, content notes and the links and notes name every chapter, so a new order of chapters
changes them. Each of their entries is typeset once, on a page of its own as tall as it needs; here
the entries are put under each other on real pages, which is arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from zinewright.layout.layout import Unit
from zinewright.locators import BEGINS, Page
from zinewright.typeset.extract import FolioSlot, FontUse
from zinewright.typeset.section import Extent, Typeset
from zinewright.typeset.structure_tree import Annotation, Content, Tag, name_headers

MCID = re.compile(rb"/MCID (\d+)")
SLOT = re.compile(rb"%slot (\d+)")
BASELINE = re.compile(rb" ([-\d.]+) Tm\n")
SCALE = 0.75  # points in a pixel of the content streams
MARK_GAP, MARK_WIDTH = 15.0, 76.0  # of the numbers beside a text, in pixels: 4 mm and 20 mm


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
class _Placed:
    """A block on a page, moved by `up` points."""

    block: _StackedBlock
    page: int
    up: float


def stacked(
    name: str,
    frame: Typeset,
    units: Sequence[tuple[Unit, Typeset]],
    marks: Sequence[Page] = (),
) -> Typeset | None:
    """The pages of the section called `name`; None where a block is taller than a page.

    `units` are what the layout made, with its pages, one a block; `frame` is an empty page with the
    section's running heads: what stands on every page. Room is kept for the numbers of `marks`, the
    pages of the reading edition, beside the blocks with which they begin.
    """
    blocks = [block for unit, pages in units for block in _blocks(unit, pages)]
    room = frame.extents[0]
    if any(block.extent.height - block.extent.above > room.height for block in blocks):
        return None
    placed = list(_placed(blocks, frame.size[1], room))
    made = _empty(name, frame, 1 + max((one.page for one in placed), default=0))
    for one in placed:
        _begin(made, one.page)
        _mark(made, one, marks)
        _add(made, one)
        made.letters += one.block.letters
    _begin(made, made.pages)
    name_headers(made.tag)
    for page in range(made.pages):
        _close(made, frame, page)
    made.places[name] = (0, round(room.left, 3), round(frame.size[1] - room.top, 3))
    return made


def _blocks(unit: Unit, pages: Typeset) -> Iterator[_StackedBlock]:
    parts = zip(pages.extents, unit.keeps, unit.joins, strict=True)
    for number, (extent, keep, join) in enumerate(parts):
        yield _StackedBlock(pages, number, extent, keep, join)


def _placed(blocks: list[_StackedBlock], height: float, room: Extent) -> Iterator[_Placed]:
    """Each block on the first page that has room for it and for what it must stand with.

    Margins collapse as in CSS 2.2, 8.3.1: between two blocks the larger counts, at the top of a
    page none does.
    """
    page, y, below = 0, 0.0, 0.0
    for place, block in enumerate(blocks):
        if y > 0 and y + _needed(blocks, place) > room.height:
            page, y = page + 1, 0.0
        above = block.extent.above
        y -= min(below, above) if y > 0 else above
        yield _Placed(block, page, height - (room.top + y) - block.pages.size[1])
        y, below = y + block.extent.height, block.extent.below


def _needed(blocks: list[_StackedBlock], place: int) -> float:
    """The height of a block, with those that must stand on its page."""
    needed = blocks[place].extent.height
    while blocks[place].keep and place + 1 < len(blocks):
        place += 1
        needed += blocks[place].extent.height
    return needed - blocks[place].extent.below


def _empty(name: str, frame: Typeset, pages: int) -> Typeset:
    """Pages without blocks, with the room for page numbers that their frames keep."""
    slots = [msgspec.structs.replace(s, page=page) for page in range(pages) for s in frame.slots]
    return Typeset(
        pdf=b"",
        pages=pages,
        size=frame.size,
        tag=Tag("Document", [Tag("Sect", names=[name])]),
        slots=slots,
        fonts=dict(frame.fonts),
        places={},
        headings=[],
        contents=[b""] * pages,
        extents=frame.extents * pages,
    )


def _begin(made: Typeset, page: int) -> None:
    """Note that pages up to this one begin with the letter that comes next."""
    made.starts += [made.letters] * (min(page + 1, made.pages) - len(made.starts))


def _mark(made: Typeset, one: _Placed, marks: Sequence[Page]) -> None:
    """Keep room beside the first line of a block for each page that begins in it."""
    held = range(made.letters, made.letters + one.block.letters)
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
            FolioSlot(one.page, f"{BEGINS}{number}", matrix, folio.font, folio.size,
                 right - MARK_WIDTH, right, "right", "")
        )  # fmt: skip


def _add(made: Typeset, one: _Placed) -> None:
    """Put a block onto its page: content, tags, numbers, places, headings, fonts."""
    unit, number = one.block.pages, one.block.number
    first_mcid, first_slot = _next_mcid(made.contents[one.page]), len(made.slots)
    content = _renumbered(unit.content(number), first_mcid, first_slot)
    moved = f"q 1 0 0 1 0 {one.up:.3f} cm\n".encode() + content + b"\nQ\n"
    made.contents[one.page] += moved
    made.slots += [msgspec.structs.replace(slot, page=one.page) for slot in unit.slots]
    shift = _Shift(one.page, one.up, first_mcid)
    kids = made.tag.kids[0].kids  # type: ignore[union-attr]
    for kid in unit.tag.kids[number].kids:  # type: ignore[union-attr]
        tag = shift.tag(kid) if isinstance(kid, Tag) else shift.leaf(kid)
        last = kids[-1] if kids else None
        if (
            one.block.join
            and isinstance(last, Tag)
            and isinstance(tag, Tag)
            and _goes_on(last, tag)
        ):
            last.kids += tag.kids
        else:
            kids.append(tag)
    for name, (page, x, y) in unit.places.items():
        if page == number:
            made.places.setdefault(name, (one.page, x, round(y + one.up, 3)))
    made.headings += [
        (level, words, one.page, round(y + one.up, 3))
        for level, words, page, y in unit.headings
        if page == number
    ]
    _add_fonts(made.fonts, unit.fonts)


def _close(made: Typeset, frame: Typeset, page: int) -> None:
    """Put the frame behind the blocks of a page, as on other pages."""
    first_mcid = _next_mcid(made.contents[page])
    content = _renumbered(frame.content(0), first_mcid, page * len(frame.slots))
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
