"""The pages of a PDF → the same in each ink, none of which has lost anything.

Each page is painted anew where that can be done. Where something shines through, it is painted in
its own colours first and held against the page itself. Then every page is drawn and held against
what it was: one that lost something becomes a picture, and one that still does stops the file.
"""

from __future__ import annotations

import contextlib
import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import pikepdf
from pikepdf import Array, Dictionary, Object

from zinewright.pdf.open import resources_of
from zinewright.pdf.render import Pages, TooLong, opened
from zinewright.pdf.source_pages import Box, Original, read_source
from zinewright.problems import Problem, ZineError, shown
from zinewright.recolour.compare import (
    differs,
    is_lost,
    is_plainly_lost,
    is_so,
    is_turned,
    looked_at,
)
from zinewright.recolour.pages import Painted, Repainted
from zinewright.recolour.pixels import RGB, Bitmap, Change
from zinewright.recolour.rasterize import DPI, PROOF_DPI, picture_of_page, put
from zinewright.recolour.stream import Paints, Unkept

AROUND = 20  # points around what is trimmed to that may be asked for as bleed
LOST, SHINES = "what would be lost otherwise", "something that shines through"
MOST_LOOKS = 16  # that are kept
BLANK = 254  # of 255: how light all of a page is that has nothing on it
SHOWN = 8  # numbers of pages that a message names
BOXES = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/Rotate", "/UserUnit",
         "/Annots")  # fmt: skip


@dataclass(frozen=True)
class Purpose:
    """What a file is made for: how it is painted, and what a picture's colours become.

    Without `change`, pictures of pages are black dots. `tints` makes patterns for a file.
    """

    painter: Paints
    change: Change | None = None
    tints: Callable[[pikepdf.Pdf], Dictionary] | None = None

    @property
    def dpi(self) -> int:
        is_seen_on_screens = self.change is not None and not isinstance(self.change(WHITE), int)
        return PROOF_DPI if is_seen_on_screens else DPI


WHITE: RGB = (1.0, 1.0, 1.0)


@dataclass
class _InkFile:
    """A file as it is made, its pages as they were painted, and the contents and resources that
    they had before.
    """

    kind: Purpose
    pdf: pikepdf.Pdf
    repainted: Repainted
    painted: dict[int, Painted] = field(default_factory=dict)
    before: dict[int, tuple[Object | None, Dictionary]] = field(default_factory=dict)


class Inking:
    """One PDF on its way into inks. `pictured` are the pages that became pictures, and why; `empty`
    the inks that no page has anything in.
    """

    def __init__(
        self, content: bytes, where: str, kinds: Mapping[str, Purpose], as_it_is: Purpose
    ) -> None:
        self.content, self.where, self.kinds = content, where, kinds
        self.as_it_is = as_it_is
        self.source = read_source(content, where)
        self.originals = self.source.pages
        self.areas = [_area(page) for page in self.originals]
        self.pictured: dict[int, str] = {}
        self.empty: tuple[str, ...] = ()
        self.looks: dict[tuple[int, int, int], tuple[Pages, Bitmap]] = {}

    def files(self) -> dict[str, bytes]:
        """The files by their names. Raises `ZineError` with the page that would lose something."""
        try:
            return self._files()
        except (pikepdf.PdfError, ValueError) as error:  # of a broken file, in any way
            what = f"the file is too broken for other inks ({shown(str(error))})"
            fix = "Save a copy of it from a PDF viewer, or print in colour"
        raise ZineError([Problem(self.where, None, "broken-pdf", what, fix)])

    def _files(self) -> dict[str, bytes]:
        with contextlib.ExitStack() as stack:
            source = stack.enter_context(opened(self._bare(self.source.pdf)))
            files = {name: self._file(kind, stack) for name, kind in self.kinds.items()}
            for number in range(len(self.areas)):
                self._paint(number, files)
            self._doubted(source, files, stack)
            self._compare(source, files)
            self._picture(source, files)
            self.empty = self._unused(files)
            return {n: _saved(made.pdf) for n, made in files.items() if n not in self.empty}

    def told(self) -> tuple[Problem, ...]:
        """Which pages became pictures, and what they have that cannot be kept."""
        reasons: dict[str, list[int]] = defaultdict(list)
        for number, reason in sorted(self.pictured.items()):
            reasons[reason].append(number + 1)
        unused = (self._told_unused(name) for name in self.empty)
        return (*(self._told(reason, numbers) for reason, numbers in reasons.items()), *unused)

    def _told_unused(self, name: str) -> Problem:
        what = f"no page has anything in {name}, so that there is no file for that ink"
        fix = "Take it out of the inks, or choose a layout whose accent it is"
        return Problem(self.where, None, "recolouring", what, fix, "warning")

    def _told(self, reason: str, numbers: list[int]) -> Problem:
        pages = _pages(numbers)
        are = "are printed as pictures" if len(numbers) > 1 else "is printed as a picture"
        what = f"{pages} {are}, with the words behind, because of {reason}"
        fix = "Look at it before you print" if len(numbers) == 1 else "Look at them first"
        return Problem(self.where, None, "recolouring", what, fix, "warning")

    # painting

    def _file(self, kind: Purpose, stack: contextlib.ExitStack) -> _InkFile:
        pdf = stack.enter_context(pikepdf.open(io.BytesIO(self.content)))
        tints = kind.tints(pdf) if kind.tints else None
        return _InkFile(kind, pdf, Repainted(pdf, self.where, kind.painter, tints))

    def _paint(self, number: int, files: Mapping[str, _InkFile]) -> None:
        """Paint a page for each file, or find why it cannot be."""
        for made in files.values():
            page = made.pdf.pages[number]
            try:
                found = made.repainted.page(page, resources_of(page.obj), number + 1)
            except Unkept as why:
                self.pictured[number] = str(why)
                return
            made.painted[number] = found

    def _doubted(
        self, source: Pages, files: Mapping[str, _InkFile], stack: contextlib.ExitStack
    ) -> None:
        """Hold pages that something shines through on against themselves in their own colours."""
        (one, *_) = files.values()
        doubted = [n for n, page in one.painted.items()
                   if page.is_doubtful and n not in self.pictured]  # fmt: skip
        if not doubted:
            return
        own = self._file(self.as_it_is, stack)
        for number in doubted:
            self._paint(number, {"": own})
        for number in doubted:
            self._replace(own, number)
        with opened(self._bare(own.pdf)) as pages:
            for number in doubted:
                is_painted = number not in self.pictured
                if is_painted and self._is_so(differs, source, [pages], number):
                    self.pictured[number] = SHINES

    def _replace(self, made: _InkFile, number: int) -> None:
        if number in self.pictured or number not in made.painted:
            return
        page, painted = made.pdf.pages[number].obj, made.painted[number]
        made.before[number] = page.get("/Contents"), resources_of(page)
        page.Contents = made.pdf.make_stream(painted.content)
        page.Resources = painted.resources
        _bared(page)

    @contextlib.contextmanager
    def _in_time(self, number: int) -> Iterator[None]:
        try:
            yield
        except TooLong as error:
            what, fix = f"page {number + 1} takes too long to draw", "Make it simpler"
            said = f"{fix}, or print in colour"
            raise ZineError([Problem(self.where, None, "recolouring", what, said)]) from error

    # comparing

    def _compare(self, source: Pages, files: Mapping[str, _InkFile]) -> None:
        for made in files.values():
            for number in range(len(self.areas)):
                self._replace(made, number)
        with self._drawn(files) as drawn:
            for number in range(len(self.areas)):
                if number not in self.pictured and self._is_worse(source, drawn, number):
                    self.pictured[number] = LOST

    def _unused(self, files: Mapping[str, _InkFile]) -> tuple[str, ...]:
        """The inks that no page has anything in, where another has."""
        if len(files) == 1:
            return ()
        with self._drawn(files) as drawn:
            unused = [name for name, pages in drawn.items() if self._is_blank(pages)]
        return tuple(unused) if len(unused) < len(files) else ()

    def _is_blank(self, pages: Pages) -> bool:
        for number in range(len(self.areas)):
            with self._in_time(number):
                if any(self._look(pages, number, 1).histogram()[:BLANK]):
                    return False
        return True

    def _is_so(
        self,
        test: Callable[[Bitmap, Sequence[Bitmap]], bool],
        source: Pages,
        made: Sequence[Pages],
        number: int,
    ) -> bool:
        looks = [partial(self._look, pages, number) for pages in (source, *made)]
        with self._in_time(number):
            return is_so(test, looks[0], looks[1:])

    def _look(self, pages: Pages, number: int, nearer: int) -> Bitmap:
        """What a page looks like; it is looked at once for all that is asked of it."""
        key = (id(pages), number, nearer)
        if key not in self.looks:
            if len(self.looks) >= MOST_LOOKS:
                del self.looks[next(iter(self.looks))]
            with pages.page(number) as page:
                self.looks[key] = pages, looked_at(page, nearer)
        return self.looks[key][1]

    def _is_worse(self, source: Pages, drawn: Mapping[str, Pages], number: int) -> bool:
        plates = [pages for name, pages in drawn.items() if name != "proof"]
        return self._is_so(is_lost, source, plates, number) or (
            "" in drawn and self._is_so(is_turned, source, plates, number)
        )

    def _picture(self, source: Pages, files: Mapping[str, _InkFile]) -> None:
        """Let pages be pictures, and see that these have kept everything."""
        if not self.pictured:
            return
        for made in files.values():
            for number in sorted(self.pictured):
                self._put(source, made, number)
        with self._drawn(files) as drawn:
            for number in sorted(self.pictured):
                plates = [each for name, each in drawn.items() if name != "proof"]
                if self._is_so(is_plainly_lost, source, plates, number):
                    what = f"page {number + 1} has something that these inks cannot show"
                    fix = "Name a darker ink, or print in colour"
                    raise ZineError([Problem(self.where, None, "recolouring", what, fix)])

    def _put(self, source: Pages, made: _InkFile, number: int) -> None:
        kind, page = made.kind, made.pdf.pages[number].obj
        if number in made.before:
            page.Contents, page.Resources = made.before[number]
        with self._in_time(number), source.page(number) as seen:
            raster = picture_of_page(seen, self.originals[number].unit, kind.change, kind.dpi)
        put(made.pdf, page, self.areas[number], raster)
        _bared(page)

    @contextlib.contextmanager
    def _drawn(self, files: Mapping[str, _InkFile]) -> Iterator[dict[str, Pages]]:
        with contextlib.ExitStack() as stack:
            yield {
                name: stack.enter_context(opened(self._bare(made.pdf)))
                for name, made in files.items()
            }

    def _bare(self, pdf: pikepdf.Pdf) -> bytes:
        """A file whose pages are what may be seen of them on paper, upright, in their own units."""
        before = []
        for page, area in zip(pdf.pages, self.areas, strict=True):
            before.append({key: page.obj[key] for key in BOXES if key in page.obj})
            _undressed(page.obj)
            page.obj.MediaBox = page.obj.CropBox = Array([round(edge, 4) for edge in area])
            page.obj.Rotate = 0
        made = _saved(pdf)
        for page, held in zip(pdf.pages, before, strict=True):
            _undressed(page.obj)
            for key, value in held.items():
                page.obj[key] = value
        return made


def _undressed(page: Dictionary) -> None:
    for key in BOXES:
        if key in page:
            del page[key]


def _area(page: Original) -> Box:
    """What may be seen of a page on paper: its trim, and what bleeds around it."""
    around = AROUND / page.unit
    try:
        media = pikepdf.Page(page.page).mediabox
        x, y, z, w = (float(edge) for edge in media)
    except (TypeError, ValueError, AttributeError):
        return page.bleed
    left, bottom, right, top = page.bleed
    return (
        min(left, max(left - around, min(x, z))), min(bottom, max(bottom - around, min(y, w))),
        max(right, min(right + around, max(x, z))), max(top, min(top + around, max(y, w))),
    )  # fmt: skip


def _bared(page: Dictionary) -> None:
    """Take off a page what could bring other colours with it (ISO 32000-1, 11.6.6)."""
    for key in ("/Group", "/Annots", "/Thumb", "/PieceInfo", "/SeparationInfo"):
        if key in page:
            del page[key]


def _pages(numbers: list[int]) -> str:
    several = ", ".join(map(str, numbers[:SHOWN])) + (", …" if len(numbers) > SHOWN else "")
    return f"page{'s' * (len(numbers) > 1)} {several}"


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(
        out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )  # fmt: skip
    return out.getvalue()
