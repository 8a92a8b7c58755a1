"""A picture file → a checked `Picture`, and a `Picture` → one that fits an edition.

The only module that knows Pillow. A picture is measured by its header before anything is decoded.
"""

from __future__ import annotations

import contextlib
import io
import struct
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageFile, ImageFilter, ImageOps, UnidentifiedImageError

from zinewright.model import Picture
from zinewright.problems import Problem, ZineError, shown

QUALITIES = (88, 80, 65, 50, 30)  # of JPEGs, the best first
TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
MOST_PIXELS = 100_000_000
ORIENTATION, FIRST_TURNED = 0x0112, 5  # Exif 2.32, 4.6.4 A: 5 to 8 lie on a side
MOST_BYTES = 60_000_000
DOTS, GRID = 1800, 13  # pixels on the longer side of a halftone; steps of a colour table
MOST_DECODED = 300_000_000  # bytes of a picture from elsewhere, decoded
LONGEST = 4000  # pixels of one side: an A4 page at 300 dpi, and a margin
UNREADABLE = (
    UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, struct.error, OverflowError,
    IndexError, KeyError, TypeError, AttributeError, ZeroDivisionError,
)  # fmt: skip
Image.MAX_IMAGE_PIXELS = None  # ours is checked before decoding, and says how to mend it


def read_picture(path: Path, name: str, where: str, line: int | None) -> Picture:
    """The picture in a file, named `name`; `where` and `line` are where a post asks for it.

    Raises `ZineError` where it is no PNG, JPEG, GIF or WebP, or is larger than can be decoded
    safely.
    """

    def no(what: str, fix: str) -> ZineError:
        return ZineError([Problem(where, line, "picture", what, fix)])

    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        what = f"the picture {shown(name)} cannot be read ({reason})"
        raise no(what, "Change the permissions of its file") from None
    if size > MOST_BYTES:
        what = f"the picture {shown(name)} has more than {MOST_BYTES // 10**6} MB"
        raise no(what, "Save it smaller")
    if not content:
        raise no(f"the file of the picture {shown(name)} is empty", "Save it there again")
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content), formats=[*TYPES]) as image:
            warnings.simplefilter("ignore")
            form, (width, height) = image.format, image.size
    except UNREADABLE:
        what = f"{shown(name)} is not a picture in PNG, JPEG, GIF or WebP"
        raise no(what, "Open it in a picture program and save it as PNG or JPEG") from None
    if width * height > MOST_PIXELS:
        what = f"the picture {shown(name)} has {width} × {height} pixels, too many to decode safely"
        raise no(what, "Save it with at most 10,000 × 10,000 pixels")
    return Picture(name, TYPES[str(form)], width, height, content)


def arriving(content: bytes, name: str) -> bytes:
    """A picture from elsewhere as PNG or JPEG: upright, without metadata, as large as print needs.

    Takes BMP and TIFF beside what a manuscript holds. Raises `ZineError` where it is none of these,
    is too large to be decoded safely, or is broken inside.
    """
    formats = [*TYPES, "BMP", "TIFF"]
    try:
        with (
            _whole(),
            warnings.catch_warnings(),
            Image.open(io.BytesIO(content), formats=formats) as image,
        ):
            warnings.simplefilter("ignore")
            pixels = image.width * image.height
            too_large = pixels > MOST_PIXELS or (
                image.format != "JPEG" and pixels * _bytes_a_pixel(image) > MOST_DECODED
            )
            if not too_large:
                return _fitted(Picture(name, "", *image.size, content), image, LONGEST).content
    except UNREADABLE as error:
        what = f"{shown(name)} is no picture that can be read ({shown(str(error))})"
        raise ZineError([Problem(name, None, "picture", what, "Save it as PNG or JPEG")]) from None
    what = f"the picture {shown(name)} is too large to decode safely"
    raise ZineError([Problem(name, None, "picture", what, "Save it smaller")])


def _bytes_a_pixel(image: Image.Image) -> int:
    return 4 if image.mode.startswith(("I", "F")) else max(1, len(image.getbands()))


def fitted(picture: Picture, longest: int) -> Picture:
    """The picture with no side above `longest` pixels, upright, without metadata.

    One that needs no change keeps its bytes. GIF becomes PNG (its first frame), because print
    holds still and a moving picture would be a hazard. The result depends on nothing but the
    arguments. Raises `ZineError` where the file turns out to be broken inside.
    """
    try:
        with _whole(), warnings.catch_warnings(), Image.open(io.BytesIO(picture.content)) as image:
            warnings.simplefilter("ignore")
            return _fitted(picture, image, longest)
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        what = f"the picture is broken inside ({error})"
        fix = "Open it in a picture program and save it again"
        raise ZineError([Problem(picture.name, None, "picture", what, fix)]) from None


@contextlib.contextmanager
def _whole() -> Iterator[None]:
    """Let Pillow refuse a picture that ends early; WeasyPrint, where it is loaded, lets it pass."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _fitted(picture: Picture, image: Image.Image, longest: int) -> Picture:
    bare = not image.getexif() and not {"icc_profile", "exif", "xmp", "photoshop"} & set(image.info)
    fits = max(image.size) <= longest
    if fits and bare and image.format in ("PNG", "JPEG"):
        image.load()  # decoding is the only proof that it is whole
        return picture
    if image.format == "JPEG":
        image.draft("RGB", (longest, longest))
    small: Image.Image = image
    if small.mode.startswith("I"):  # 16 bits a pixel, which no resampling takes
        small = small.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    small.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    upright = ImageOps.exif_transpose(small)
    form = "JPEG" if image.format == "JPEG" else "PNG"
    out = io.BytesIO()
    if form == "JPEG":
        upright.convert("L" if upright.mode == "L" else "RGB").save(out, form, quality=88)
    else:
        mode = upright.mode if upright.mode in ("1", "L", "LA", "P", "RGB", "RGBA") else "RGBA"
        plain = upright.convert(mode)
        plain.info = {key: plain.info[key] for key in ("transparency",) if key in plain.info}
        plain.save(out, form, optimize=True)
    return Picture(picture.name, TYPES[form], *upright.size, out.getvalue())


def blank(picture: Picture) -> Picture:
    """A white picture of the same name and size, which keeps the room of one that is left out."""
    out = io.BytesIO()
    Image.new("1", _upright_size(picture), 1).save(out, "PNG", optimize=True)
    return Picture(picture.name, TYPES["PNG"], picture.width, picture.height, out.getvalue())


def _upright_size(picture: Picture) -> tuple[int, int]:
    with warnings.catch_warnings(), Image.open(io.BytesIO(picture.content)) as image:
        warnings.simplefilter("ignore")
        turned = image.getexif().get(ORIENTATION, 1) >= FIRST_TURNED
        return image.size[::-1] if turned else image.size


def encoded(
    content: bytes, size: tuple[int, int], stride: int, channels: int, most: int
) -> tuple[str, bytes]:
    """Drawn pixels as a picture file: its media type, and its bytes.

    `content` has rows of `stride` bytes, with so many `channels` a pixel (grey, or red, green, blue
    and nothing). A PNG; where that has more than `most` bytes, the best JPEG that has not.
    """
    mode, raw = ("L", "L") if channels == 1 else ("RGB", "RGBX"[:channels])
    image = Image.frombuffer(mode, size, content, "raw", raw, stride, 1)
    if mode == "RGB" and not ImageChops.difference(image, _grey(image)).getbbox():
        image = image.convert("L")
    tries = [("PNG", 0), *(("JPEG", quality) for quality in QUALITIES)]
    for form, quality in tries:
        out = io.BytesIO()
        image.save(out, form, **({"quality": quality} if quality else {"compress_level": 4}))
        if out.tell() <= most:
            break
    return TYPES[form], out.getvalue()


def _grey(image: Image.Image) -> Image.Image:
    return image.convert("L").convert("RGB")


# --- in other inks


def halftone(image: Image.Image) -> tuple[bytes, int, int, tuple[int, int]]:
    """A decoded picture as black dots on white: bytes, components, bits, size in pixels.

    A small one is made larger first, so that its dots are fine (Floyd and Steinberg).
    """
    grey = _on_white(image).convert("L")
    times = min(4, max(1, round(DOTS / max(grey.size))))
    if times > 1:
        grey = grey.resize((grey.width * times, grey.height * times), Image.Resampling.LANCZOS)
    return grey.convert("1").tobytes(), 1, 1, grey.size


def remapped(
    image: Image.Image, change: Callable[[tuple[float, float, float]], Any]
) -> tuple[bytes, int, int, tuple[int, int]]:
    """A decoded picture with each colour changed, to a grey from 0 to 255 or to another colour.

    Colours are from 0 to 1; between those of a grid, the result is interpolated.
    """
    plain = _on_white(image)
    is_grey = isinstance(change((0.0, 0.0, 0.0)), int)

    def looked_up(red: float, green: float, blue: float) -> tuple[float, float, float]:
        made = change((round(red, 3), round(green, 3), round(blue, 3)))
        return (made / 255,) * 3 if is_grey else made

    table = ImageFilter.Color3DLUT.generate(GRID, looked_up)
    made = plain.filter(table)
    made = made.getchannel(0) if is_grey else made
    return made.tobytes(), 1 if is_grey else 3, 8, made.size


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "P"):
        layered = image.convert("RGBA")
        under = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(under, layered).convert("RGB")
    return image.convert("RGB")
