"""Pixels of pictures and of pages → those of other inks, and what two of them have in common.

With `pictures` the only module that knows Pillow.
"""

from __future__ import annotations

import io
import math
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageChops, ImageFilter, TiffImagePlugin

RGB = tuple[float, float, float]
Bitmap = Image.Image
Change = Callable[[RGB], int | RGB]
"""A colour → a grey from 0 to 255, or another colour."""
DOTS, MOST_DOTS, DOTS_AN_INCH, GRID = 1800, 3600, 300, 13
"""Pixels on the longer side of a halftone, wanted and at most; as many where it is printed; steps
of a colour table."""
TILE = 10  # pixels: at 600 dpi a screen of 85 lines an inch, which copiers keep
EDGE = 12  # pixels to which thin strokes are sharpened before they are screened
NEARLY = 4  # levels of 255 between red, green and blue that are still grey
STRIP = 32  # rows that are looked at together
FAINT = 6  # levels of 255 that noise has


@dataclass(frozen=True)
class Raster:
    """A picture as a PDF holds it: packed bytes, and how they are packed.

    `components` is 1 or 3, `bits` those of each; `filter` is “Flate”, or “CCITT” (group 4, one
    bit, ITU-T T.6).
    """

    content: bytes
    width: int
    height: int
    components: int
    bits: int
    filter: str = ""


# --- pictures


def halftone(image: Image.Image, points: tuple[int, int] = (0, 0)) -> Raster:
    """A decoded picture as black dots on white (Floyd and Steinberg).

    One that is small, or small for the `points` that it is drawn in, is made larger first, so that
    its dots are fine; a large one is made smaller, so that a copier can hold them.
    """
    grey = _on_white(image).convert("L")
    times = min(4, max(1, round(DOTS / max(grey.size))))
    fine = [min(MOST_DOTS, math.ceil(side * DOTS_AN_INCH / 72)) for side in points]
    wide, high = (max(times * side, dots) for side, dots in zip(grey.size, fine, strict=True))
    far = min(1.0, MOST_DOTS / max(wide, high))
    size = max(1, round(wide * far)), max(1, round(high * far))
    if size != grey.size:
        is_smaller = size < grey.size
        grey = grey.resize(size, Image.Resampling.BOX if is_smaller else Image.Resampling.LANCZOS)
    return _packed(grey.convert("1"))


def remapped(image: Image.Image, change: Change) -> Raster:
    """A decoded picture with each colour changed, to a grey from 0 to 255 or to another colour.

    Colours are from 0 to 1; between those of a grid, the result is interpolated.
    """
    return _packed(_changed(_on_white(image), change))


def flat(image: Image.Image) -> Raster:
    """A decoded picture as it looks on white."""
    return _packed(_on_white(image))


def _packed(image: Image.Image) -> Raster:
    bits = 1 if image.mode == "1" else 8
    content = zlib.compress(image.tobytes(), 6)
    return Raster(content, *image.size, len(image.getbands()), bits, "Flate")


def nearer_to(image: Image.Image, pixels: int) -> Image.Image:
    """A JPEG that is not yet decoded, to be decoded smaller; others as they are."""
    times = 1
    while image.width * image.height > pixels * times * times:
        times *= 2
    if times > 1:
        image.draft(None, (-(-image.width // times), -(-image.height // times)))
    return image


def masked(image: Image.Image, mask: Image.Image) -> Image.Image:
    """A picture that lets through what its mask says; the larger of the two gives the size."""
    size = max(image.width, mask.width), max(image.height, mask.height)
    made = image.convert("RGB").resize(size)
    made.putalpha(mask.convert("L").resize(size))
    return made


def _changed(plain: Image.Image, change: Change) -> Image.Image:
    """The colours changed by a table; greys, between whose steps colours lie, one by one."""
    table, tones = _table(change)
    made = plain.filter(table)
    if not tones:
        return made
    grey = made.getchannel(0)
    red, green, blue = plain.split()
    spread = ImageChops.lighter(
        ImageChops.difference(red, green), ImageChops.difference(green, blue)
    )
    grey.paste(green.point(tones), (0, 0), spread.point(lambda step: 0 if step > NEARLY else 255))
    return grey


@lru_cache(maxsize=16)
def _table(change: Change) -> tuple[ImageFilter.Color3DLUT, list[int]]:
    """The table of a change, made once for all pictures; what greys become, if they are greys."""
    is_grey = isinstance(change((0.0, 0.0, 0.0)), int)

    def looked_up(red: float, green: float, blue: float) -> RGB:
        made = change((round(red, 3), round(green, 3), round(blue, 3)))
        return (made / 255,) * 3 if isinstance(made, int) else made

    greys = (change((level / 255,) * 3) for level in range(256)) if is_grey else ()
    tones = [grey for grey in greys if isinstance(grey, int)]
    return ImageFilter.Color3DLUT.generate(GRID, looked_up), tones


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "P", "PA"):
        layered = image.convert("RGBA")
        under = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(under, layered).convert("RGB")
    return image.convert("RGB")


# --- pages


def drawn(size: tuple[int, int], stride: int, content: bytes) -> Image.Image:
    """Rows of red, green, blue and a byte that says nothing, as they come from a renderer."""
    return Image.frombuffer("RGBX", size, content, "raw", "RGBX", stride, 1).convert("RGB")


def joined(size: tuple[int, int], bands: Iterator[tuple[int, int, int, bytes]]) -> Bitmap:
    """Bands of a page from above, each its width, height, stride and content, as one picture."""
    made = Image.new("RGB", size)
    top = 0
    for width, height, stride, content in bands:
        made.paste(drawn((width, height), stride, content), (0, top))
        top += height
    return made


class OneBit:
    """Bands of a page from above → the page in black dots.

    Flat tones become dots of a screen; strokes are sharpened before, so that thin grey letters
    stay letters.
    """

    def __init__(self, width: int, height: int) -> None:
        self.size, self.done = (width, height), 0
        self.made = Image.new("1", self.size, 1)

    def add(self, band: Image.Image) -> None:
        grey = band.convert("L")
        if grey.getextrema() == (255, 255):
            self.done += band.height
            return
        sharp = grey.filter(ImageFilter.UnsharpMask(EDGE, 200, FAINT))
        screen = _screen(band.width, band.height, self.done % TILE)
        light = ImageChops.subtract(sharp, screen).point(lambda left: 255 if left else 0)
        self.made.paste(light.convert("1", dither=Image.Dither.NONE), (0, self.done))
        self.done += band.height

    def raster(self) -> Raster:
        """The whole, packed as it takes the fewest bytes."""
        plain = zlib.compress(self.made.tobytes(), 6)
        fax = _fax(self.made)
        if fax and len(fax) < len(plain):
            return Raster(fax, *self.size, 1, 1, "CCITT")
        return Raster(plain, *self.size, 1, 1, "Flate")


class Changed:
    """Bands of a page from above → the page with each colour changed (see `remapped`)."""

    def __init__(self, width: int, height: int, change: Change) -> None:
        self.size, self.change = (width, height), change
        self.packer, self.parts, self.components = zlib.compressobj(6), list[bytes](), 1

    def add(self, band: Image.Image) -> None:
        for top in range(0, band.height, STRIP):
            strip = band.crop((0, top, band.width, min(top + STRIP, band.height)))
            self.parts.append(self.packer.compress(self._changed(strip).tobytes()))

    def _changed(self, strip: Image.Image) -> Image.Image:
        """A strip with its colours changed; most of a page is white, and soon done."""
        ends = strip.getextrema()  # of each channel
        if all(isinstance(each, tuple) and each[0] == each[1] for each in ends):
            made = _changed(strip.crop((0, 0, 1, 1)), self.change).resize(strip.size)
        else:
            made = _changed(strip, self.change)
        self.components = len(made.getbands())
        return made

    def raster(self) -> Raster:
        content = b"".join((*self.parts, self.packer.flush()))
        return Raster(content, *self.size, self.components, 8, "Flate")


@lru_cache(maxsize=4)
def _screen(width: int, height: int, begun: int) -> Image.Image:
    """Levels below which a pixel is black: round dots at 45 degrees."""

    def depth(place: int) -> tuple[float, int]:
        x, y = place % TILE + 0.5, place // TILE + 0.5
        wave = math.cos(2 * math.pi * x / TILE) * math.cos(2 * math.pi * y / TILE)
        return round(wave, 6), place

    levels = bytearray(TILE * TILE)
    for rank, place in enumerate(sorted(range(TILE * TILE), key=depth)):
        levels[place] = round(254 * (rank + 0.5) / (TILE * TILE))
    tile = Image.frombytes("L", (TILE, TILE), bytes(levels))
    row = Image.new("L", (width, TILE))
    for left in range(0, width, TILE):
        row.paste(tile, (left, 0))
    made = Image.new("L", (width, height))
    for top in range(-begun, height, TILE):
        made.paste(row, (0, top))
    return made


def _fax(image: Image.Image) -> bytes:
    """A picture of one bit in group 4, as TIFF holds it in one strip; b"" where that fails."""
    out = io.BytesIO()
    try:
        image.save(out, "TIFF", compression="group4", tiffinfo={278: image.height})
    except (OSError, KeyError):  # Pillow without libtiff
        return b""
    with Image.open(io.BytesIO(out.getvalue())) as held:
        assert isinstance(held, TiffImagePlugin.TiffImageFile)
        tags = held.tag_v2
        places, lengths, kind = tags[273], tags[279], tags.get(262)
    if len(places) != 1:
        return b""
    content = out.getvalue()[places[0] : places[0] + lengths[0]]
    return content if kind in (0, 1) else b""


# --- what two renderings have in common


@dataclass(frozen=True)
class Cell:
    """What a square of two pictures holds, from 0 (black) to 1: how light each is, and how much
    lighter the light pixels of the first are than its dark ones, in each.
    """

    light: tuple[float, float]
    contrast: tuple[float, float]


def cells(one: Image.Image, other: Image.Image, side: int) -> Iterator[Cell]:
    """The squares of `side` pixels of two pictures of the same size."""
    one, other = one.convert("L"), other.convert("L")
    mean = one.reduce(side)
    spread = mean.resize((mean.width * side, mean.height * side), Image.Resampling.NEAREST)
    spread = spread.crop((0, 0, *one.size))
    mask = ImageChops.subtract(spread, one).point(lambda below: 255 if below > FAINT else 0)
    parts = [
        mean, other.reduce(side), mask.reduce(side),
        *(ImageChops.multiply(each, mask).reduce(side) for each in (one, other)),
    ]  # fmt: skip
    for light, there, share, dark, dark_there in zip(*(p.tobytes() for p in parts), strict=True):
        part = share / 255
        contrast = 0.0, 0.0
        if 0.02 < part < 0.98:
            contrast = (
                (light - dark) / (1 - part) - dark / part,
                (there - dark_there) / (1 - part) - dark_there / part,
            )
        yield Cell((light / 255, there / 255), (contrast[0] / 255, contrast[1] / 255))
