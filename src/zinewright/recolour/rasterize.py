"""A page that no ink can keep as it was drawn → a picture of it, and its words behind that.

The picture has 600 dots an inch, as much as copiers and risos print. The words stay where they
were, in letters that nobody paints (render mode 3; ISO 32000-1, 9.3.6), so that the file can be
searched and copied from.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from zinewright.pdf.open import resources_of, unpacks_to_more
from zinewright.pdf.operators import Held, content_of, written
from zinewright.pdf.render import OpenPage
from zinewright.pdf.source_pages import Box
from zinewright.recolour.colours import without_colours
from zinewright.recolour.pages import picture_of
from zinewright.recolour.pixels import Change, Changed, OneBit, Raster, drawn
from zinewright.recolour.stream import MOST_READ

DPI, PROOF_DPI = 600, 150
MOST_PIXELS = 80_000_000  # an A3 page at 600 dpi; what is larger is looked at from further away
BAND, SECONDS = 4_000_000, 15  # pixels that are drawn at once; of a processor for a page
WORDS = frozenset("q Q cm BT ET Tc Tw Tz TL Tf Ts Td TD Tm T*".split())
SHOWN = frozenset(("Tj", "TJ", "'", '"'))
NEXT = {"'": b"T*", '"': b"T*"}
DEEPEST = 20  # drawings within drawings


def picture_of_page(page: OpenPage, unit: float, change: Change | None, dpi: float = DPI) -> Raster:
    """A page in dots of black, or with each colour changed; a unit of it has `unit` points."""
    wide, high = (side * unit * dpi / 72 for side in page.size)
    far = min(1.0, math.sqrt(MOST_PIXELS / max(wide * high, 1)))
    size = max(1, round(wide * far)), max(1, round(high * far))
    made = Changed(*size, change) if change else OneBit(*size)
    for band in page.bands(*size, max(1, BAND // size[0]), SECONDS):
        made.add(drawn((band.width, band.height), band.stride, band.content))
    return made.raster()


def put(pdf: pikepdf.Pdf, page: Dictionary, area: Box, raster: Raster) -> None:
    """Let a page of a file be a picture of its area, with its words behind."""
    words, resources = _TextOnly(pdf).of(pikepdf.Page(page), resources_of(page), 0)
    left, bottom, right, top = area
    resources.XObject = resources.get("/XObject", Dictionary())
    resources.XObject["/ZinePicture"] = picture_of(pdf, raster)
    shown = b"q %.4f 0 0 %.4f %.4f %.4f cm /ZinePicture Do Q\n" % (
        right - left, top - bottom, left, bottom,
    )  # fmt: skip
    page.Contents = pdf.make_stream(b"q 3 Tr\n%s\nQ\n%s" % (words, shown))
    page.Resources = resources


class _TextOnly:
    """The words of contents: what sets and shows text, and nothing that paints."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.made: dict[tuple[int, int], Object | None] = {}

    def of(self, held: Held, resources: Object, depth: int) -> tuple[bytes, Dictionary]:
        """The operators, and the resources that they need; none of what cannot be read."""
        made = Dictionary()
        made.Font = without_colours(resources.get("/Font", Dictionary()), any_type_3=True)
        forms: dict[str, Object] = {}
        try:
            said = b"\n".join(self._said(held, resources, forms, depth))
        except (pikepdf.PdfError, ValueError, TypeError, AttributeError, IndexError):
            return b"", Dictionary()
        if forms:
            made.XObject = Dictionary(forms)
        return said, made

    def _said(
        self, held: Held, resources: Object, forms: dict[str, Object], depth: int
    ) -> Iterator[bytes]:
        if unpacks_to_more(content_of(held), MOST_READ):
            return
        fonts = resources.get("/Font", Dictionary())
        drawings, states = resources.get("/XObject", Dictionary()), [False]
        for instruction in pikepdf.parse_content_stream(held):
            operands, operator = list(instruction.operands), str(instruction.operator)
            if operator == "q":
                states.append(states[-1])
            elif operator == "Q":
                if len(states) == 1:
                    continue
                states.pop()
            elif operator == "Tf":
                font = fonts.get(str(operands[0]))
                states[-1] = font is None or font.get("/Subtype") == Name.Type3  # these paint
            elif operator == "Do":
                name = str(operands[0])
                if form := self._form(drawings.get(name), resources, depth):
                    forms[name] = form
                    yield written(operands, operator)
                continue
            if operator in WORDS or operator in SHOWN and not states[-1]:
                yield written(operands, operator)
            elif operator in NEXT:
                yield NEXT[operator]
        yield from [b"Q"] * (len(states) - 1)

    def _form(self, form: Object | None, around: Object, depth: int) -> Object | None:
        """The words of a drawing, None where it has none."""
        if form is None or form.get("/Subtype") != Name.Form or depth > DEEPEST:
            return None
        if form.objgen not in self.made:
            self.made[form.objgen] = None  # while it is being made: one that draws itself
            words, resources = self.of(form, form.get("/Resources", around), depth + 1)
            if b"Tj" in words or b"TJ" in words or b"Do" in words or b"'" in words:
                made = self.pdf.make_stream(words)
                made.Type, made.Subtype = Name.XObject, Name.Form
                made.BBox = form.get("/BBox", Array([0, 0, 1, 1]))
                if "/Matrix" in form:
                    made.Matrix = form.Matrix
                made.Resources = resources
                self.made[form.objgen] = made
        return self.made[form.objgen]
