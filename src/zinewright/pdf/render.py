"""A page of a PDF → its pixels, and the words of its text layer with where they stand.

The only module that knows PDFium. Places on a page are in points from the upper left corner of what
is shown of it: of its crop box, turned as its `Rotate` says (ISO 32000-2, 7.7.3.3 and 14.11.2).
"""

from __future__ import annotations

import contextlib
import ctypes
import math
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the upper left corner of what is shown."""
Handle: TypeAlias = "ctypes._Pointer[ctypes.Structure]"
"""What PDFium calls something by that is on a page."""
WORD = re.compile(
    "[^\\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff]+"
)
"""Signs that have ink, side by side: no spaces, and nothing that is shown by nothing."""
DEEPEST = 12  # forms within forms
MOST_PIXELS = 60_000_000
NOTHING = 0.01  # points; letters that are smaller are not drawn


@dataclass(frozen=True)
class Pixels:
    """A picture of a page, row by row from above: one byte of grey, or red, green and blue.

    A row takes `stride` bytes, of which the last may say nothing. `scale` is pixels in a point.
    """

    width: int
    height: int
    stride: int
    channels: int
    scale: float
    content: bytes

    def row(self, y: int, left: int = 0, right: int | None = None) -> bytes:
        """The pixels of a row, from `left` up to `right`."""
        at, end = y * self.stride, self.width if right is None else right
        return self.content[at + left * self.channels : at + end * self.channels]


class Word(NamedTuple):
    """A word of a text layer: the boxes of its first and its last sign.

    `place` is the number of its first sign in the layer, from 0.
    """

    text: str
    first: Box
    last: Box
    place: int


class TooLong(ValueError):
    """A page takes longer to draw than anybody waits."""


@contextlib.contextmanager
def opened(content: bytes) -> Iterator[Pages]:
    """The pages of a PDF. Raises `ValueError` for bytes that are none."""
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"PDFium cannot open it ({error})") from None
    try:
        yield Pages(pdf)
    finally:
        pdf.close()


@dataclass(frozen=True)
class Pages:
    """The pages of an open PDF, from 0."""

    pdf: Any  # pypdfium2 has no types

    def __len__(self) -> int:
        return len(self.pdf)

    @contextlib.contextmanager
    def page(self, number: int) -> Iterator[OpenPage]:
        """One page, while it is open. Raises `ValueError` where it cannot be read."""
        try:
            page = self.pdf[number]
        except pypdfium2.PdfiumError as error:
            raise ValueError(f"PDFium cannot read page {number + 1} ({error})") from None
        try:
            yield OpenPage(page)
        finally:
            page.close()


@dataclass
class OpenPage:
    """A page while it is open."""

    page: Any  # pypdfium2 has no types

    @property
    def size(self) -> tuple[float, float]:
        """Its width and height in points, as it is shown."""
        width, height = self.page.get_size()
        return float(width), float(height)

    def pixels(self, dpi: float, *, grey: bool = True, annotations: bool = True) -> Pixels:
        """The page on white. Raises `ValueError` where that would be too large a picture."""
        scale = dpi / 72
        width, height = self.size
        if math.ceil(width * scale) * math.ceil(height * scale) > MOST_PIXELS:
            raise ValueError(f"a page of {width:.0f} by {height:.0f} points is too large to draw")
        bitmap = self.page.render(
            scale=scale,
            grayscale=grey,
            rev_byteorder=True,
            may_draw_forms=False,
            draw_annots=annotations,
        )
        form = (bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)
        try:
            return Pixels(*form, scale, bytes(bitmap.buffer))
        finally:
            bitmap.close()

    def bands(self, width: int, height: int, rows: int, seconds: float = 2) -> Iterator[Pixels]:
        """The page on white in so many pixels, in colour, a few rows at a time from above.

        Drawn like this, a large page takes no more memory than one band of it. Raises `TooLong`
        where all takes more than so many seconds of a processor.
        """
        end = time.process_time() + seconds
        pause = raw.IFSDK_PAUSE(version=1)
        pause.NeedToPauseNow = type(pause.NeedToPauseNow)(lambda _: time.process_time() > end)
        for top in range(0, height, rows):
            high = min(rows, height - top)
            bitmap = pypdfium2.PdfBitmap.new_native(width, high, raw.FPDFBitmap_BGRx)
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, high)
            how = raw.FPDF_REVERSE_BYTE_ORDER
            state = raw.FPDF_RenderPageBitmap_Start(
                bitmap.raw, self.page.raw, 0, -top, width, height, 0, how, pause
            )
            raw.FPDF_RenderPage_Close(self.page.raw)
            if state == raw.FPDF_RENDER_TOBECONTINUED:
                bitmap.close()
                raise TooLong(f"a page takes more than {seconds:g} seconds to draw")
            form = (width, high, bitmap.stride, bitmap.n_channels, width / self.size[0])
            try:
                yield Pixels(*form, bytes(bitmap.buffer))
            finally:
                bitmap.close()

    def words(self) -> list[Word]:
        """The words of its text layer, in the order in which they are painted."""
        turned, layer = self._turned(), self._layer.raw
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        x1, x2, y1, y2 = map(ctypes.byref, (left, right, bottom, top))
        ask = raw.FPDFText_GetCharBox

        def box(place: int) -> Box:
            ask(layer, place, x1, x2, y1, y2)
            return turned(left.value, bottom.value, right.value, top.value)

        found = []
        for word in WORD.finditer(self._text):
            start, end = word.span()
            found.append(Word(word[0], box(start), box(end - 1), start))
        return found

    def runs(self) -> list[Box]:
        """The boxes of its text layer, one for each run of signs side by side in one font."""
        turned, layer = self._turned(), self._layer.raw
        left, top, right, bottom = (ctypes.c_double() for _ in range(4))
        found = []
        for number in range(raw.FPDFText_CountRects(layer, 0, -1)):
            raw.FPDFText_GetRect(layer, number, left, top, right, bottom)
            found.append(turned(left.value, bottom.value, right.value, top.value))
        return found

    def is_unpainted(self, word: Word) -> bool:
        """Whether a word is neither filled nor stroked (render modes 3 and 7; 9.3.6)."""
        owner = raw.FPDFText_GetTextObject(self._layer.raw, word.place)
        return bool(owner) and raw.FPDFTextObj_GetTextRenderMode(owner) in (3, 7)

    def said_with(self, word: Word) -> Box | None:
        """The box of all that is drawn of a text that marked content says in other signs (14.9.4).

        Where each of its words stands in it, nobody knows, and of a drawing that is turned PDFium
        does not know where it is. None for a word that is said by its glyphs.
        """
        if not self._is_said(word.place):
            return None
        owner = _address(raw.FPDFText_GetTextObject(self._layer.raw, word.place))
        count = raw.FPDFPage_CountObjects(self.page.raw)
        drawn = [raw.FPDFPage_GetObject(self.page.raw, number) for number in range(count)]
        corners = _corners_of(owner, drawn)
        if corners is None:
            return None
        across, up = zip(*corners, strict=True)
        return self._turned()(min(across), min(up), max(across), max(up))

    def _is_said(self, place: int) -> bool:
        length = ctypes.c_ulong()
        return any(
            raw.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, length)
            for mark in self._marks(place)
        )

    def _marks(self, place: int) -> Iterator[Handle]:
        owner = raw.FPDFText_GetTextObject(self._layer.raw, place)
        for number in range(raw.FPDFPageObj_CountMarks(owner) if owner else 0):
            yield raw.FPDFPageObj_GetMark(owner, number)

    def is_artifact(self, word: Word) -> bool:
        """Whether a word stands in marked content that is an artifact (ISO 32000-2, 14.8.2.2)."""
        length, name = ctypes.c_ulong(), (ctypes.c_ushort * len("Artifact "))()
        for mark in self._marks(word.place):
            raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
            if bytes(name).decode("utf-16-le", "replace").rstrip("\0") == "Artifact":
                return True
        return False

    def tiny(self) -> int:
        """How many texts are set in letters of no size, which the text layer leaves out."""
        return sum(
            kind == raw.FPDF_PAGEOBJ_TEXT and _size_of(each) < NOTHING
            for each, kind in self._objects
        )

    def shapes(self) -> list[Box] | None:
        """The boxes of all that is drawn besides text; None where drawings hold drawings."""
        kinds = {kind for _, kind in self._objects}
        if raw.FPDF_PAGEOBJ_FORM in kinds:
            return None
        turned = self._turned()
        edges = [ctypes.c_float() for _ in range(4)]
        found = []
        for each, kind in self._objects if kinds - {raw.FPDF_PAGEOBJ_TEXT} else ():
            if kind != raw.FPDF_PAGEOBJ_TEXT:
                raw.FPDFPageObj_GetBounds(each, *edges)
                left, bottom, right, top = (edge.value for edge in edges)
                found.append(turned(left, bottom, right, top))
        return found

    def hide_text(self) -> bool:
        """Let no text be drawn from now on; whether anything else is drawn on the page.

        The words are to be asked for before.
        """
        kinds = {kind for _, kind in self._objects}
        self._show(False)
        return not kinds <= {raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM}

    def show_text(self) -> None:
        """Let text be drawn again."""
        self._show(True)

    def _show(self, is_shown: bool) -> None:
        for each, kind in self._objects:
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                raw.FPDFPageObj_SetIsActive(each, is_shown)

    @cached_property
    def _layer(self) -> Any:  # pypdfium2 has no types
        return self.page.get_textpage()

    @cached_property
    def _text(self) -> str:
        """The text layer, one character for each of PDFium's."""
        count = self._layer.count_chars()
        buffer = (ctypes.c_ushort * (count + 1))()
        written = raw.FPDFText_GetText(self._layer.raw, 0, count, buffer)
        text = bytes(buffer).decode("utf-16-le", "replace")[:-1]
        if written == len(text) + 1 == count + 1 and not any(letter > "\uffff" for letter in text):
            return text
        signs = (raw.FPDFText_GetUnicode(self._layer.raw, number) for number in range(count))
        return "".join(chr(sign) if sign < 0x110000 else "\ufffd" for sign in signs)

    def _turned(self) -> Callable[[float, float, float, float], Box]:
        """The function from a box in the page's coordinates to one as it is shown."""
        left, bottom, right, top = self.page.get_bbox()
        turn = self.page.get_rotation() % 360

        def shown(x1: float, y1: float, x2: float, y2: float) -> Box:
            if turn == 90:
                return y1 - bottom, x1 - left, y2 - bottom, x2 - left
            if turn == 180:
                return right - x2, y1 - bottom, right - x1, y2 - bottom
            if turn == 270:
                return top - y2, right - x2, top - y1, right - x1
            return x1 - left, top - y2, x2 - left, top - y1

        return shown

    @cached_property
    def _objects(self) -> list[tuple[Handle, int]]:
        """What the page draws, with its kind; forms, and what is in them."""
        count = raw.FPDFPage_CountObjects(self.page.raw)
        return list(_walked([raw.FPDFPage_GetObject(self.page.raw, n) for n in range(count)]))


def _address(thing: Handle) -> int | None:
    return ctypes.cast(thing, ctypes.c_void_p).value


def _corners_of(
    owner: int | None, objects: list[Handle], depth: int = 0
) -> list[tuple[float, float]] | None:
    """The corners of an object as the page sees it, wherever in its drawings it is."""
    for each in objects:
        if _address(each) == owner:
            edges = [ctypes.c_float() for _ in range(4)]
            raw.FPDFPageObj_GetBounds(each, *edges)
            left, bottom, right, top = (edge.value for edge in edges)
            return [(left, bottom), (left, top), (right, bottom), (right, top)]
        if raw.FPDFPageObj_GetType(each) == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            count = raw.FPDFFormObj_CountObjects(each)
            inner = [raw.FPDFFormObj_GetObject(each, number) for number in range(count)]
            if (found := _corners_of(owner, inner, depth + 1)) is not None:
                at = raw.FS_MATRIX()
                raw.FPDFPageObj_GetMatrix(each, at)
                return [(at.a * x + at.c * y + at.e, at.b * x + at.d * y + at.f) for x, y in found]
    return None


def _size_of(text: Handle) -> float:
    """The size of the letters of a text, in units of what it stands in."""
    size, matrix = ctypes.c_float(), raw.FS_MATRIX()
    raw.FPDFTextObj_GetFontSize(text, size)
    raw.FPDFPageObj_GetMatrix(text, matrix)
    return abs(size.value) * math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))


def _walked(objects: list[Handle], depth: int = 0) -> Iterator[tuple[Handle, int]]:
    for each in objects:
        kind = raw.FPDFPageObj_GetType(each)
        yield each, kind
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            count = raw.FPDFFormObj_CountObjects(each)
            inner = [raw.FPDFFormObj_GetObject(each, number) for number in range(count)]
            yield from _walked(inner, depth + 1)
