"""Pages of a PDF → the sheets that are printed: a PDF that names itself a print file.

Every page is drawn as it is, with its letters, lines and pictures untouched and shared; nothing is
rasterised or compressed again. What is drawn around pages comes from `marks`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from zinewright.languages.words import Words, words_for
from zinewright.paper.folds.paper import Fold, Imposition, Wish
from zinewright.paper.folds.runs import Face, Flip, Run, both_sides, by_hand, for_flip, side_of
from zinewright.paper.papers import MM
from zinewright.pdf.open import (
    AGAIN,
    contents_of,
    dictionary,
    no,
    reason_of,
    resources_of,
    whole_content,
)
from zinewright.pdf.source_pages import Box, Original, SourcePdf, times
from zinewright.problems import Problem, ZineError
from zinewright.sheets import marks
from zinewright.sheets.geometry import Ground, Setup, Sizes, ground_alone, ground_for, most_in
from zinewright.sheets.metadata import CHECK, PrintFile, file_title, finished, side_name, slug_text
from zinewright.sheets.placement import Placement, placed

if TYPE_CHECKING:
    from zinewright.sheets.pdf_x import Shop

COVERED = ("booklet", "twin")


@dataclass(frozen=True)
class Printing:
    """How sheets go through the printer, and what is drawn on them besides pages.

    `flip` is the edge over which the printer turns a sheet, by default the one that keeps backs
    upright; `by_hand` makes a file of fronts and one of backs, the last sheet first unless
    `first_first`. `marks` are drawn where there is room, or ("all") with those on folds and
    staples, too; `register` adds crosses for laying inks on one another. `notes` rules blank
    pages, `check` adds a sheet that shows whether fronts and backs meet, `cover` makes a file of
    its own of the outermost sheet. `accessible` names the edition for those who do not read paper.
    For a `shop` the file keeps PDF/X-4.
    """

    flip: Flip | None = None
    by_hand: bool = False
    first_first: bool = False
    marks: Literal["auto", "all", "none"] = "auto"
    register: bool = False
    notes: bool = False
    check: bool = False
    cover: bool = False
    title: str = ""
    accessible: str = ""
    language: str = ""
    shop: Shop | None = None


@dataclass(frozen=True)
class Printed:
    """The files by what their names end with (“”, “fronts”, “backs”, “cover”), and how they came
    to be: the imposition, the sheet in points, the smallest and the largest scale, warnings.
    """

    files: Mapping[str, bytes]
    made: Imposition
    ground: Ground
    flip: Flip
    scales: tuple[float, float]
    warnings: tuple[Problem, ...] = ()


@dataclass
class _Imposing:
    """What drawing needs to know, and the pages that turned out to lie on their sides."""

    source: SourcePdf
    sizes: Sizes
    made: Imposition
    ground: Ground
    setup: Setup
    printing: Printing
    flip: Flip
    words: Words
    bleeds: Mapping[int, Box]
    is_alone: bool = False
    turned: set[int] = field(default_factory=set)
    scales: set[float] = field(default_factory=set)


def impose(source: SourcePdf, fold: Fold, wish: Wish, setup: Setup, printing: Printing) -> Printed:
    """The sheets of a PDF. Raises `ZineError`."""
    sizes = Sizes(tuple(page.size for page in source.pages))
    if fold.name in ("stack", "repeat") and wish.grid is None:
        wish = replace(wish, grid=most_in(sizes.largest, setup))
    made = fold.impose(len(sizes.of), wish, source.where)
    bleeds = {n: page.bleeds for n, page in enumerate(source.pages, 1) if any(page.bleeds)}
    if fold.is_alone:
        setup = _alone(setup, bleeds)
        ground = ground_alone(sizes.of[0], setup, _beyond(setup, printing))
    else:
        ground = ground_for(made, sizes, setup, source.where)
    flip = printing.flip or ("short" if ground.is_landscape else "long")
    made = for_flip(made, flip, is_landscape=ground.is_landscape)
    words = words_for(printing.language or source.language)
    job = _Imposing(
        source, sizes, made, ground, setup, printing, flip, words, bleeds, is_alone=fold.is_alone
    )
    files: dict[str, bytes] = {run.name: _file(job, run) for run in _runs(job, fold)}
    scales = min(job.scales), max(job.scales)
    return Printed(files, made, ground, flip, scales, (*source.warnings, *_lying(job)))


def _alone(setup: Setup, bleeds: Mapping[int, Box]) -> Setup:
    """The setup for sheets that hold one page each: as large as the page bleeds, edge to edge."""
    own = max((edge for page in bleeds.values() for edge in page), default=0.0)
    scale = 1.0 if setup.scale == "fit" else setup.scale
    return replace(setup, scale=scale, safe=0.0, bleed=setup.bleed or own * scale)


def _beyond(setup: Setup, printing: Printing) -> float:
    """The room for marks around a page that is alone, where they are asked for."""
    return max(marks.GAP - setup.bleed, 0) + marks.LONG + MM if printing.marks == "all" else 0.0


def _lying(job: _Imposing) -> list[Problem]:
    if not job.turned:
        return []
    several = ", ".join(map(str, sorted(job.turned)[:5])) + (", …" if len(job.turned) > 5 else "")
    what, fix = f"wide pages were turned a quarter to fit (page {several})", "Look at them"
    return [Problem(job.source.where, None, "turned-page", what, fix, "warning")]


def _runs(job: _Imposing, fold: Fold) -> list[Run]:
    """What goes through the printer in one go, and has a file of its own."""
    printing, made = job.printing, job.made
    if not printing.cover:
        return _with_check(job, _through(made, printing))
    if fold.name not in COVERED or len(made.sheets) < 2:
        what = f"the cover of “{fold.name}” is no sheet of its own"
        if fold.name in COVERED:
            what = "a zine of one sheet has no sheet for a cover"
        fix = f"Leave --cover out, or choose the fold “{COVERED[0]}”"
        raise ZineError([Problem(job.source.where, None, "cover", what, fix)])
    runs = [replace(run, sides=tuple(side for side in run.sides if side[0])) for run in
            _through(made, printing)]  # fmt: skip
    return [*_with_check(job, runs), Run("cover", ((0, "front"), (0, "back")))]


def _through(made: Imposition, printing: Printing) -> list[Run]:
    if not printing.by_hand:
        return list(both_sides(made))
    return list(by_hand(made, last_first=not printing.first_first))


def _with_check(job: _Imposing, runs: list[Run]) -> list[Run]:
    """With the sheet that shows whether fronts and backs meet: the first one to be printed."""
    if not job.printing.check:
        return runs
    one, *rest = runs
    sides: tuple[tuple[int, Face], ...] = ((CHECK, "front"),)
    if not rest:
        sides += ((CHECK, "back"),) if job.made.is_two_sided else ()
        return [replace(one, sides=sides + one.sides)]
    backs = rest[0].sides
    back: tuple[int, Face] = (CHECK, "back")
    backs = (back, *backs) if job.printing.first_first else (*backs, back)
    return [replace(one, sides=sides + one.sides), replace(rest[0], sides=backs)]


# --- one file


def _file(job: _Imposing, run: Run) -> bytes:
    pdf = pikepdf.new()
    forms = _PageForms(job.source, pdf)
    labels, pages = list[str](), list[Object]()
    for number, face in run.sides:
        page, block, ground = _add_side(job, pdf, forms, number, face)
        labels.append(side_name(job.words, number, face))
        pages.append(page)
        page.TrimBox = Array([round(edge, 3) for edge in block])
        page.BleedBox = Array([round(edge, 3) for edge in _bled(block, ground, job.setup.bleed)])
    pdf.Root.Pages.Kids, pdf.Root.Pages.Count = Array(pages), len(pages)
    is_duplex = len({face for _, face in run.sides}) > 1
    says = PrintFile(
        title=file_title(job.words, _name_of(job), run.name),
        accessible=job.printing.accessible, labels=tuple(labels),
        duplex=job.flip if is_duplex else "", words=job.words,
        shop=job.printing.shop, where=job.source.where,
    )  # fmt: skip
    return finished(pdf, job.source.pdf, says)


def _add_side(
    job: _Imposing, pdf: pikepdf.Pdf, forms: _PageForms, number: int, face: Face
) -> tuple[Dictionary, Box, Ground]:
    """Draw a side: its page, what is trimmed to, and on which sheet."""
    if job.is_alone and number != CHECK:
        job = _on_its_own(job, number)
    ground = job.ground
    media = Array([0, 0, round(ground.width, 3), round(ground.height, 3)])
    parts = {"/Parent": pdf.Root.Pages, "/MediaBox": media, "/Resources": Dictionary()}
    page = pdf.make_indirect(Dictionary({"/Type": Name.Page, **parts}))
    if number == CHECK:
        page.Contents = pdf.make_stream(_check_page(job, face))
        return page, (0, 0, ground.width, ground.height), ground
    places = placed(side_of(job.made, number, face), ground, job.sizes, job.setup, job.bleeds)
    job.turned |= {place.slot.page for place in places if place.is_turned and place.slot.page}
    job.scales |= {round(place.scale, 4) for place in places if place.slot.page}
    used = {p.slot.page: forms.form(p.slot.page) for p in places if p.slot.page is not None}
    drawn = b"".join(_drawn(job, place, place.slot.page) for place in places if place.slot.page)
    drawn += _around(job, places, number, face)
    page.Contents = pdf.make_stream(drawn)
    page.Resources = Dictionary(
        XObject=Dictionary({f"/P{number}": form for number, form in used.items()})
    )
    return page, marks.around(places, ground, 0, 0).block, ground


def _on_its_own(job: _Imposing, number: int) -> _Imposing:
    """The job for one sheet that has the size of its page."""
    page = job.made.sheets[number].front[0].page or 1
    size = job.sizes.of[page - 1]
    return replace(job, ground=ground_alone(size, job.setup, _beyond(job.setup, job.printing)))


def _bled(block: Box, ground: Ground, out: float) -> Box:
    left, bottom, right, top = block
    return (
        max(left - out, 0), max(bottom - out, 0),
        min(right + out, ground.width), min(top + out, ground.height),
    )  # fmt: skip


def _drawn(job: _Imposing, place: Placement, number: int) -> bytes:
    """The operators that draw a page at its place, and nothing beyond what may be seen of it."""
    left, bottom, right, top = place.clip
    matrix = times(job.source.pages[number - 1].upright, place.matrix)
    return b"q %.4f %.4f %.4f %.4f re W n %s cm /P%d Do Q\n" % (
        left, bottom, right - left, top - bottom,
        b" ".join(b"%.6f" % part for part in matrix), number,
    )  # fmt: skip


class _PageForms:
    """The pages as drawings that a file holds once, with the resources that they share."""

    def __init__(self, source: SourcePdf, pdf: pikepdf.Pdf) -> None:
        self.source, self.pdf = source, pdf
        self.made: dict[int, Object] = {}
        self.copied: dict[tuple[int, int], Object] = {}
        self.taken: set[tuple[int, int]] = set()

    def form(self, number: int) -> Object:
        if number not in self.made:
            try:
                self.made[number] = self._form(self.source.pages[number - 1])
            except Exception as error:  # pages of strangers are broken in any way
                what = f"page {number} cannot be printed: {reason_of(error)}"
                raise no(self.source.where, what, AGAIN) from None
        return self.made[number]

    def _form(self, original: Original) -> Object:
        form = self._content(original.page)
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = Array([round(edge, 4) for edge in original.bleed])
        form.Resources = self._copied(resources_of(original.page))
        if group := dictionary(original.page.get("/Group")):
            form.Group = self._copied(group)
        return form

    def _content(self, page: Object) -> Object:
        """The content of a page as a stream of its own; a plain one is handed over unread."""
        whole = whole_content(page)
        if whole is not None and whole.objgen not in self.taken:
            self.taken.add(whole.objgen)
            return self.pdf.copy_foreign(whole)
        content, packed = contents_of(page)
        form: Object = self.pdf.make_stream(content)
        for key, value in self._copied(packed).items():
            form[key] = value
        return form

    def _copied(self, found: Object) -> Object:
        """Something that pages share, once in the file (an indirect object)."""
        if not found.is_indirect:
            return self.pdf.copy_foreign(self.source.pdf.make_indirect(found))
        if found.objgen not in self.copied:
            self.copied[found.objgen] = self.pdf.copy_foreign(found)
        return self.copied[found.objgen]


# --- what stands around pages


def _around(job: _Imposing, places: Sequence[Placement], number: int, face: Face) -> bytes:
    printing = job.printing
    on = marks.around(places, job.ground, job.setup.safe, job.setup.bleed)
    said = b""
    is_outside = number == 0 and face == "front" and any(place.slot.spine for place in places)
    if printing.notes and not is_outside:  # a back cover is no place for notes
        said += marks.ruled(places, job.words.say("sheet-notes"))
    if printing.marks != "none":
        trimmed = places if job.setup.scale != "fit" else ()
        said += marks.marks(trimmed, job.made.lines, on, inside=printing.marks == "all")
        said += marks.slug(_slug(job, number, face), on)
        said += _collation(job, places, number, face)
    if printing.marks == "all" and number == 0 and face == "front":
        said += marks.staples(places, job.ground)
    return said + (marks.register(on) if printing.register else b"")


def _collation(job: _Imposing, places: Sequence[Placement], number: int, face: Face) -> bytes:
    """The bar on the outermost sheet of a signature, where there are several."""
    sheets = job.made.sheets
    here, count = sheets[number].signature, sheets[-1].signature + 1
    is_outermost = number == 0 or sheets[number - 1].signature != here
    if count == 1 or face == "back" or not is_outermost:
        return b""
    return marks.collation(places, here, count)


def _name_of(job: _Imposing) -> str:
    return job.printing.title or job.source.title or job.source.where


def _slug(job: _Imposing, number: int, face: Face) -> str:
    flip = job.flip if job.made.is_two_sided else ""
    title = job.printing.title or job.source.title
    sheets = job.made.sheets
    signature = (sheets[number].signature, sheets[-1].signature + 1)
    return slug_text(job.words, title, (number, len(sheets)), face, flip, signature)


def _check_page(job: _Imposing, face: Face) -> bytes:
    """A side with crosses that must meet those behind them, and rulers from each edge."""
    text = side_name(job.words, CHECK, face)
    drawn = marks.check(job.ground, job.made.lines, text)
    over_its_side = (job.flip == "short") == job.ground.is_landscape
    if face == "back" and not over_its_side:
        turn = b"-1 0 0 -1 %.3f %.3f cm" % (job.ground.width, job.ground.height)
        return b"q %s\n%s\nQ\n" % (turn, drawn)
    return drawn
