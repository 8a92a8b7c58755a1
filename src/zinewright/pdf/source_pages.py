"""Anybody's PDF → its pages as they look: which box is trimmed to, and which way up they are.

Pages are taken as people see them: turned by /Rotate, with the marks of forms and annotations
drawn in, whatever boxes they have and wherever these begin.
"""

from __future__ import annotations

import io
import math
import warnings
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Name, Object

from zinewright.paper.folds.paper import Binding
from zinewright.pdf.annotations import draw_annotations
from zinewright.pdf.open import (
    AGAIN,
    dictionary,
    inherited,
    mend,
    opened,
    reason_of,
    resources_of,
    too_deep,
)
from zinewright.problems import Problem, ZineError

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
LEAST, MOST = 1.0, 1_000_000.0
"""Points that a page has, at least and at most, on each side."""
LETTER = (0.0, 0.0, 612.0, 792.0)


@dataclass(frozen=True)
class Original:
    """A page of a PDF.

    `trim` and `bleed` are boxes (left, bottom, right, top) in its own space, whose unit is `unit`
    points; it is shown turned clockwise by `turn` degrees (0, 90, 180 or 270).
    """

    page: Object
    trim: Box
    bleed: Box
    turn: int = 0
    unit: float = 1.0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points of what is trimmed to, as it is seen."""
        width = (self.trim[2] - self.trim[0]) * self.unit
        height = (self.trim[3] - self.trim[1]) * self.unit
        return (height, width) if self.turn in (90, 270) else (width, height)

    @property
    def bleeds(self) -> Box:
        """How far the page goes on outside its trim (left, bottom, right, top), as it is seen."""
        out = (
            self.trim[0] - self.bleed[0], self.trim[1] - self.bleed[1],
            self.bleed[2] - self.trim[2], self.bleed[3] - self.trim[3],
        )  # fmt: skip
        steps = self.turn // 90
        left, bottom, right, top = (out[(number + steps) % 4] * self.unit for number in range(4))
        return left, bottom, right, top

    @property
    def upright(self) -> Matrix:
        """From its own space to points, with the lower left corner of what is seen at 0, 0."""
        left, bottom, right, top = self.trim
        u = self.unit
        return {
            0: (u, 0, 0, u, -left * u, -bottom * u),
            90: (0, -u, u, 0, -bottom * u, right * u),
            180: (-u, 0, 0, -u, right * u, top * u),
            270: (0, u, -u, 0, top * u, -left * u),
        }[self.turn]


@dataclass(frozen=True)
class SourcePdf:
    """A PDF that was opened: its pages, what it says of itself, and what is to be warned of.

    `where` is its name as people see it; `is_tagged` says whether screen readers can follow it.
    """

    pdf: pikepdf.Pdf
    where: str
    pages: tuple[Original, ...]
    title: str
    language: str
    binding: Binding
    is_tagged: bool
    warnings: tuple[Problem, ...]


def read_source(content: bytes, where: str, bleed: float | None = None) -> SourcePdf:
    """A PDF with everything that shows drawn into its pages.

    With `bleed` (points), so much around the trim is taken, where it is there. Raises `ZineError`
    where the file is locked, is no PDF, or has no pages, or with every page that cannot be read.
    """
    pdf, mended = opened(content, where)
    warnings = [*mended, *draw_annotations(pdf, where)]
    pages, broken = _originals(pdf, where, bleed)
    if broken:
        numbers = ", ".join(map(str, broken[:5])) + (", …" if len(broken) > 5 else "")
        what = f"page {numbers} ends too early, or is broken inside, and has been mended"
        warnings.append(
            Problem(where, None, "mended-pdf", what, "Look at it before you print", "warning")
        )
    root, info = pdf.Root, information(pdf)
    preferences = dictionary(root.get("/ViewerPreferences"))
    return SourcePdf(
        pdf, where, pages,
        title=" ".join(info.get("/Title", "").split()) or _titled(pdf),
        language=str(root.get("/Lang", "")) or "en",
        binding="right" if preferences.get("/Direction") == Name.R2L else "left",
        is_tagged="/StructTreeRoot" in root,
        warnings=tuple(warnings),
    )  # fmt: skip


def _originals(
    pdf: pikepdf.Pdf, where: str, bleed: float | None
) -> tuple[tuple[Original, ...], list[int]]:
    """Every page, and the numbers of those that are broken inside. Raises `ZineError`."""
    pages, broken, problems = [], [], []
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        try:
            wrong = too_deep(resources_of(page.obj), seen)
            pages.append(_original(page.obj, bleed))
            if mend(pdf, page.obj):
                broken.append(number)
        except Exception as error:  # pages of strangers are broken in any way
            wrong = reason_of(error)
        if wrong:
            what = f"page {number} cannot be printed: {wrong}"
            problems.append(Problem(where, None, "broken-pdf", what, AGAIN))
    if problems:
        raise ZineError(problems)
    return tuple(pages), broken


def saved(source: SourcePdf) -> bytes:
    """The bytes of a file as it was read, unlocked, mended and with all that shows drawn in."""
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of forms, which are drawn in already
        try:
            source.pdf.save(out, deterministic_id=True)
        except pikepdf.PdfError:  # metadata that cannot be unpacked; nothing of it is printed
            del source.pdf.Root.Metadata
            out = io.BytesIO()
            source.pdf.save(out, deterministic_id=True)
    return out.getvalue()


def information(pdf: pikepdf.Pdf) -> dict[str, str]:
    """What the information dictionary says (ISO 32000-1, 14.3.3)."""
    found = pdf.trailer.get("/Info")
    if not isinstance(found, pikepdf.Dictionary):
        return {}
    return {key: str(value) for key, value in found.items() if isinstance(value, pikepdf.String)}


def _titled(pdf: pikepdf.Pdf) -> str:
    """The title in the metadata, where PDF 2.0 has it alone; "" where there is none."""
    if "/Metadata" not in pdf.Root:
        return ""
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            return " ".join(str(metadata.get("dc:title", "")).split())
    except Exception:  # metadata of strangers; a file without it prints as well
        return ""


def _original(page: Object, bleed: float | None) -> Original:
    media = _within(_box(inherited(page, "/MediaBox")), None) or LETTER
    crop = _within(_box(inherited(page, "/CropBox")), media) or media
    trim = _within(_box(page.get("/TrimBox")), media) or crop
    unit = _number(page.get("/UserUnit"), 1.0)
    unit = unit if unit > 0 else 1.0
    wide = _within(_box(page.get("/BleedBox")), media) or trim
    if bleed is not None:
        out = bleed / unit
        wide = _within((trim[0] - out, trim[1] - out, trim[2] + out, trim[3] + out), media) or trim
    around = _around(wide, trim)
    turn = int(_number(inherited(page, "/Rotate"), 0)) % 360 // 90 * 90
    made = Original(page, trim, around, turn, unit)
    if min(made.size) < LEAST:
        raise ValueError("it has no size")
    if max(made.size) > MOST:
        raise ValueError("it is larger than any paper")
    return made


def times(first: Matrix, then: Matrix) -> Matrix:
    """Two transformations as one (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _box(found: object) -> Box | None:
    """A rectangle with its corners in order (ISO 32000-1, 7.9.5), None where it is none."""
    if not isinstance(found, Array) or len(found) != 4:
        return None
    try:
        one, two, three, four = (float(number) for number in found)
    except (TypeError, ValueError):
        return None
    if not all(map(math.isfinite, (one, two, three, four))):
        return None
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _around(one: Box, other: Box) -> Box:
    """The smallest box that holds two."""
    if one == other:
        return one
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _within(box: Box | None, around: Box | None) -> Box | None:
    """What of a box lies within another; None where that is too little to see."""
    if box is None or box == around:
        return box
    left, bottom, right, top = box
    if around is not None:
        left, bottom = max(left, around[0]), max(bottom, around[1])
        right, top = min(right, around[2]), min(top, around[3])
    is_seen = min(right - left, top - bottom) >= LEAST
    return (left, bottom, right, top) if is_seen else None


def _number(found: Object | None, otherwise: float) -> float:
    try:
        number = float(found) if found is not None else otherwise
    except (TypeError, ValueError):
        return otherwise
    return number if math.isfinite(number) else otherwise
