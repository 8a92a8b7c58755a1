"""A PDF → its pages, drawings and pictures painted in other colours, each once.

What is painted anew is made anew: the file's own drawings stay as they were, so that a page that
cannot be kept leaves no trace on another. Nothing shines through any more, since colours are
already what they look like; no group, state, space or profile goes along that could hold an ink.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from zinewright.pdf.operators import Held
from zinewright.problems import Problem, ZineError
from zinewright.recolour.colours import Space, press_of, without_colours
from zinewright.recolour.pixels import Bitmap, Raster, masked, nearer_to
from zinewright.recolour.profiles import shown
from zinewright.recolour.stream import (
    FIX,
    Drawing,
    Paints,
    Start,
    Unkept,
    Walk,
)

KEPT = ("/LW", "/LC", "/LJ", "/ML", "/D", "/Font", "/FL", "/SA")
"""What a graphics state may set beside colours (ISO 32000-1, table 58)."""
DRAWING = ("/Type", "/Subtype", "/BBox", "/Matrix", "/OC")
TILING = ("/Type", "/PatternType", "/TilingType", "/BBox", "/XStep", "/YStep", "/Matrix")
MOST_DECODED, MOST_PIXELS = 12_000_000, 100_000_000
"""Pixels of a picture that is decoded whole, and of one that is looked at at all."""
DEEPEST = 40  # drawings within drawings

Made = tuple[Object, bool]
"""What was made of a drawing, and whether its colours may not be what they look like."""
Make = Callable[[Object, Start, Object, int], Made]


@dataclass
class Painted:
    """A page painted anew. Its colours may not be what they look like where it `is_doubtful`."""

    content: bytes
    resources: Dictionary
    is_doubtful: bool


def tint_of(tone: float, steps: int) -> str:
    """The name of the pattern whose lines come nearest to a tone."""
    return f"ZineTint{min(steps - 1, max(1, round(tone * steps)))}"


class Repainted:
    """A file whose pages are painted anew, each drawing and picture once."""

    def __init__(
        self, pdf: pikepdf.Pdf, where: str, painter: Paints, tints: Dictionary | None
    ) -> None:
        self.pdf, self.where, self.painter, self.tints = pdf, where, painter, tints
        self.press = press_of(pdf)
        self.made: dict[tuple[tuple[int, int], Start], Made] = {}
        self.number = 0

    def page(self, page: pikepdf.Page, resources: Object, number: int) -> Painted:
        """A page painted anew, with all that is drawn on it. Raises `Unkept`, `ZineError`."""
        self.number = number
        return self._content(page, resources, Start(), 0)

    def _content(self, held: Held, resources: Object, start: Start, depth: int) -> Painted:
        if depth > DEEPEST:
            raise Unkept("drawings within drawings without end")
        walk = Walk(self.painter, resources, (self.where, self.number), self.press, start)
        content = walk.painted(held)
        made = Dictionary()
        if "/Properties" in resources:
            made.Properties = resources.Properties
        made.Font = without_colours(resources.get("/Font", Dictionary()))
        doubts = [walk.is_doubtful]
        drawn, patterns, states = Dictionary(), Dictionary(), Dictionary()
        for name, (drawing, begun) in walk.drawn.items():
            drawn[name], doubt = self._once(self._drawing, drawing, begun, resources, depth)
            doubts.append(doubt)
        for name, (tiling, begun) in walk.tilings.items():
            patterns[name], doubt = self._once(self._form, tiling, begun, resources, depth)
            doubts.append(doubt)
        for name, tint in (self.tints or {}).items():
            patterns[name] = tint
        for name in walk.states:
            held_state = resources.ExtGState[name]
            states[name] = Dictionary({k: held_state[k] for k in KEPT if k in held_state})
        for key, found in (("/XObject", drawn), ("/Pattern", patterns), ("/ExtGState", states)):
            if found.keys():
                made[key] = found
        return Painted(content, made, any(doubts))

    def _once(self, make: Make, held: Drawing, start: Start, around: Object, depth: int) -> Made:
        """What is made of a drawing from a start, once for all who draw it."""
        if held is None:
            return self.pdf.make_stream(b"", Subtype=Name.Form, BBox=Array([0, 0, 1, 1])), False
        if isinstance(held, pikepdf.PdfInlineImage):
            return self._amid(held, start)
        key = (held.objgen, start)
        if key not in self.made:
            self.made[key] = make(held, start, around, depth)
        return self.made[key]

    def _drawing(self, held: Object, start: Start, around: Object, depth: int) -> Made:
        if held.get("/Subtype") == Name.Form:
            return self._form(held, start, around, depth)
        if held.get("/Subtype") != Name.Image:
            raise Unkept("a drawing of another kind")
        return (held, False) if held.get("/ImageMask") else self._picture(held, start)

    def _form(self, held: Object, start: Start, around: Object, depth: int) -> Made:
        painted = self._content(held, held.get("/Resources", around), start, depth + 1)
        form = self.pdf.make_stream(painted.content)
        is_tiling = "/PatternType" in held
        for key in TILING if is_tiling else DRAWING:
            if key in held:
                form[key] = held[key]
        if is_tiling:
            form.PaintType = 1
        form.Resources = painted.resources
        return form, painted.is_doubtful

    def _picture(self, held: Object, start: Start) -> Made:
        count = int(held.get("/Width", 0)) * int(held.get("/Height", 0))
        if count > MOST_PIXELS:
            what = f"a picture on page {self.number} has {count // 10**6} million pixels, too many"
            raise ZineError([Problem(self.where, None, "recolouring", what, FIX)])
        if count > MOST_DECODED and held.get("/Filter") != Name.DCTDecode:
            raise Unkept("a very large picture")
        raster = self._remade(lambda: self._decoded(held), start)
        is_doubtful = any(key in held for key in ("/SMask", "/Mask", "/Decode"))
        return picture_of(self.pdf, raster), is_doubtful or not _is_plain(held)

    def _amid(self, held: pikepdf.PdfInlineImage, start: Start) -> Made:
        """A picture that stands amid operators."""
        if held.width * held.height > MOST_DECODED:
            raise Unkept("a very large picture")
        return picture_of(self.pdf, self._remade(held.as_pil_image, start)), True

    def _remade(self, decode: Callable[[], Bitmap], start: Start) -> Raster:
        try:
            return self.painter.picture(decode(), start.size)
        except Unkept:
            raise
        except Exception as error:  # a picture of strangers breaks its reader in any way
            raise Unkept("a picture that cannot be made anew") from error

    def _decoded(self, held: Object) -> Bitmap:
        """A picture as screens show it, with what it lets through."""
        decoded = _image(held)
        image = nearer_to(decoded.as_pil_image(), MOST_DECODED)
        profile = _profile(held.get("/ColorSpace")) or self.press
        image = shown(image, profile) if profile and image.mode != "P" else image
        mask = held.get("/SMask")
        if mask is not None:
            if int(mask.get("/Width", 0)) * int(mask.get("/Height", 0)) > MOST_DECODED:
                raise Unkept("a very large picture")
            image = masked(image, _image(mask).as_pil_image())
        return image


def _image(held: Object) -> pikepdf.PdfImage:
    if not isinstance(held, Stream):
        raise TypeError("a picture that is none")
    return pikepdf.PdfImage(held)


def picture_of(pdf: pikepdf.Pdf, raster: Raster) -> Stream:
    """A picture in a file."""
    made = pdf.make_stream(raster.content)
    made.Type, made.Subtype = Name.XObject, Name.Image
    made.Width, made.Height = raster.width, raster.height
    made.BitsPerComponent = raster.bits
    made.ColorSpace = Name.DeviceRGB if raster.components == 3 else Name.DeviceGray
    if raster.filter == "Flate":
        made.Filter = Name.FlateDecode
    elif raster.filter == "CCITT":
        made.Filter = Name.CCITTFaxDecode
        made.DecodeParms = Dictionary(K=-1, Columns=raster.width, Rows=raster.height, BlackIs1=True)
    return made


def _profile(space: Space) -> bytes:
    """The profile of a colour space that has one of its own."""
    if isinstance(space, Array) and len(space) > 1 and space[0] == Name.ICCBased:
        return bytes(space[1].read_bytes())
    return b""


def _is_plain(held: Object) -> bool:
    """Whether a picture is in greys or in the colours of screens."""
    space = held.get("/ColorSpace")
    if isinstance(space, Array) and len(space) > 1:
        if space[0] == Name.Indexed:
            space = space[1]
        elif space[0] == Name.ICCBased:
            return bool(space[1].get("/N") in (1, 3))
    return space in (Name.DeviceGray, Name.DeviceRGB)
