"""A picture file → a checked `Picture`, and a `Picture` → one that fits an edition.

A picture is measured by its header before anything is decoded. What leaves this module is a PNG or
a JPEG in the colours of sRGB, upright, and holds its pixels alone.
"""

from __future__ import annotations

import contextlib
import io
import struct
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageFile, UnidentifiedImageError, features

from zinewright.limits import in_bounds
from zinewright.manuscript.pictures.segments import bare_jpeg, bare_png
from zinewright.manuscript.pictures.to_srgb import in_eight_bits, to_srgb
from zinewright.model import Picture
from zinewright.problems import Problem, ZineError, shown
from zinewright.sealed import Keep

QUALITIES = (88, 80, 65, 50, 30)  # of JPEGs, the best first
TYPES = {
    "PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp",
    "TIFF": "image/tiff", "BMP": "image/bmp", "AVIF": "image/avif", "HEIF": "image/heif",
}  # fmt: skip
TAKEN = "PNG, JPEG, GIF, WebP, TIFF, BMP, AVIF or HEIC"
BRANDS = {b"avif": "AVIF", b"avis": "AVIF"} | dict.fromkeys(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), "HEIC"
)  # ISO/IEC 23008-12, annex B; of the AV1 Image File Format, 6
MOST_PIXELS = 100_000_000
ORIENTATION, FIRST_TURNED = 0x0112, 5  # Exif 2.32, 4.6.4 A: 5 to 8 lie on a side
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
}  # fmt: skip
SUBFILE, SMALLER_OR_MASK = 254, 0b101  # TIFF 6.0, NewSubfileType: what is no page of its own
MOST_BYTES = 60_000_000
MOST_DECODED = 200_000_000  # bytes of a picture, decoded
LONGEST = 4000  # pixels of one side: an A4 page at 300 dpi, and a margin
BARE: dict[str, Callable[[bytes], bytes | None]] = {"JPEG": bare_jpeg, "PNG": bare_png}
PLAIN = ("1", "L", "LA", "P", "RGB", "RGBA")
UNREADABLE = (
    UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, struct.error, OverflowError,
    IndexError, KeyError, TypeError, AttributeError, ZeroDivisionError, RuntimeError,
    Image.DecompressionBombError,
)  # fmt: skip


def read_picture(path: Path, name: str, where: str, line: int | None) -> Picture:
    """The picture in a file, named `name`; `where` and `line` are where a post asks for it.

    Raises `ZineError` where it is in no form that can be read here, holds several pages, or is
    larger than can be decoded safely.
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
        with _opened(content) as image:
            form, (width, height) = _form(image), image.size
            wrong = _too_large(image) or _several(image)
    except Image.DecompressionBombError:  # a frame of an animation, which is measured when opened
        what = f"the picture {shown(name)} has too many pixels to decode safely"
        raise no(what, "Save it with at most 7,000 × 7,000 pixels") from None
    except UNREADABLE:
        what = f"{shown(name)} is not a picture in {TAKEN}"
        fix = "Open it in a picture program and save it as PNG or JPEG"
        raise no(*(_lacking(content, shown(name)) or (what, fix))) from None
    if wrong:
        raise no(f"the picture {shown(name)} {wrong[0]}", wrong[1])
    return Picture(name, TYPES[form], width, height, content)


def arriving(content: bytes, name: str) -> bytes:
    """A picture from elsewhere as PNG or JPEG: upright, without metadata, as large as print needs.

    Raises `ZineError` where it is in no form that can be read here, is too large to be decoded
    safely, or is broken inside.
    """
    try:
        with _whole(), _opened(content) as image:
            wrong = _too_large(image) or _several(image)
            if not wrong:
                return _fitted(Picture(name, "", *image.size, content), image, LONGEST).content
    except (*UNREADABLE, MemoryError) as error:
        what = f"{shown(name)} is no picture that can be read ({shown(str(error))})"
        said = _lacking(content, shown(name)) or (what, "Save it as PNG or JPEG")
        raise ZineError([Problem(name, None, "picture", *said)]) from None
    what = f"the picture {shown(name)} {wrong[0]}"
    raise ZineError([Problem(name, None, "picture", what, wrong[1])])


def fitted(picture: Picture, longest: int) -> Picture:
    """The picture with no side above `longest` pixels, upright, without metadata.

    One whose pixels need no change keeps their bytes. GIF becomes PNG (its first frame), because
    print holds still and a moving picture would be a hazard. The result depends on nothing but the
    arguments. Raises `ZineError` where the file turns out to be broken inside.
    """
    try:
        with _whole(), _opened(picture.content) as image:
            return _fitted(picture, image, longest)
    except UNREADABLE as error:
        what = f"the picture is broken inside ({shown(str(error))})"
        fix = "Open it in a picture program and save it again"
        raise ZineError([Problem(picture.name, None, "picture", what, fix)]) from None


@contextlib.contextmanager
def _opened(content: bytes) -> Iterator[Image.Image]:
    formats = [*TYPES] if _knows_heic() else [name for name in TYPES if name != "HEIF"]
    opened: Image.Image
    try:
        opened = Image.open(io.BytesIO(content), formats=formats)
    except Image.DecompressionBombError:  # ours is checked before decoding, and says what to do
        opened = _measured(content, formats)
    with opened as image:
        yield image


def _measured(content: bytes, formats: list[str]) -> Image.Image:
    """A picture that Pillow finds too large to be opened, for its size alone."""
    for name in formats:
        known, accepts = Image.OPEN[name]
        if accepts is None or accepts(content[:16]) is True:
            return known(io.BytesIO(content), "")
    raise UnidentifiedImageError


@cache
def _knows_heic() -> bool:
    """Whether the library is installed that reads what newer phones write."""
    try:
        import pillow_heif
    except ImportError:
        return False
    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    return True


def _lacking(content: bytes, name: str) -> tuple[str, str] | None:
    """What is said of a picture in a form for which a library is missing here."""
    kind = BRANDS.get(content[8:12]) if content[4:8] == b"ftyp" else None
    if kind == "HEIC" and not _knows_heic():
        what = f"{name} is a picture in HEIC, which needs a library that is not installed"
        return what, "Install it: pip install 'zinewright[heic]', or save the picture as JPEG"
    if kind == "AVIF" and not features.check("avif"):
        what = f"{name} is a picture in AVIF, which the installed Pillow cannot read"
        return what, "Update it: pip install --upgrade pillow, or save the picture as JPEG"
    return None


@contextlib.contextmanager
def _whole() -> Iterator[None]:
    """Let Pillow refuse a picture that ends early; WeasyPrint, where it is loaded, lets it pass."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _form(image: Image.Image) -> str:
    """The form of a picture; what phones write with a second picture in it is a JPEG (MPO)."""
    return "JPEG" if image.format == "MPO" else str(image.format)


# --- what may be decoded


def _too_large(image: Image.Image) -> tuple[str, str] | None:
    """What is said of a picture that would take more memory than is safe, once decoded."""
    width, height = image.size
    if width * height <= MOST_PIXELS and _decoded(image) <= MOST_DECODED:
        return None
    what = f"has {width} × {height} pixels, too many to decode safely"
    most = "5,000 × 5,000" if image.info.get("progressive") else "7,000 × 7,000"
    return what, f"Save it with at most {most} pixels"


def _decoded(image: Image.Image) -> int:
    """The bytes that a picture takes while it is decoded."""
    pixels = image.width * image.height
    if _form(image) != "JPEG":
        sample = 4 if image.mode in ("I", "F") else 3 if image.mode.startswith("I;") else 1
        return pixels * sample * max(1, len(image.getbands()))
    if not image.info.get("progressive"):
        return 0  # it is decoded in the size in which it is needed
    layers: list[tuple[int, int, int, int]] = getattr(image, "layer", [])
    most = max((across * down for _, across, down, _ in layers), default=1)
    return sum(2 * pixels * across * down // most for _, across, down, _ in layers)


def _several(image: Image.Image) -> tuple[str, str] | None:
    """What is said of pages in one file, of which only the first would be shown."""
    if image.format != "TIFF":
        return None
    place = 0
    with contextlib.suppress(EOFError):
        for place in range(1, 9):
            image.seek(place)
            if not int(image.tag_v2.get(SUBFILE, 0)) & SMALLER_OR_MASK:  # type: ignore[attr-defined]
                return "holds several pages", "Save each page as a picture of its own"
    image.seek(0)
    return None


# --- as it leaves


def kept_fit(picture: Picture, longest: int, keep: Keep) -> Picture:
    """The same as `fitted`, made once; with limits of time and memory."""

    def made() -> tuple[str, int, int, bytes]:
        with in_bounds(picture.name, None, "Save it smaller"):
            fit = fitted(picture, longest)
        return fit.media_type, fit.width, fit.height, fit.content

    asked = (picture.digest, longest)
    code = "zinewright.manuscript.pictures.picture"
    return Picture(picture.name, *keep(code, asked, tuple[str, int, int, bytes], made))


def _fitted(picture: Picture, image: Image.Image, longest: int) -> Picture:
    turn, change = TURNS.get(_orientation(image)), to_srgb(image)
    if max(image.size) <= longest and turn is None and change is None and image.mode in PLAIN:
        image.load()  # decoding is the only proof that it is whole
        bare = BARE.get(_form(image))
        if bare and (kept := bare(picture.content)) is not None:
            return _kept(picture, image, kept)
    if _form(image) == "JPEG":
        image.draft("RGB", (longest, longest))
    small = image
    small.load()
    if small.mode.startswith(("I", "F")):
        small = in_eight_bits(small)
    small.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    made = _plain(change(small) if change else small)
    made = made.transpose(turn) if turn is not None else made
    is_photograph = _form(image) == "JPEG" or (
        _form(image) in ("AVIF", "HEIF") and made.mode in ("L", "RGB")
    )
    return _saved(picture, made, "JPEG" if is_photograph else "PNG")


def _kept(picture: Picture, image: Image.Image, content: bytes) -> Picture:
    media_type = TYPES[_form(image)]
    if content == picture.content and media_type == picture.media_type:
        return picture
    return Picture(picture.name, media_type, *image.size, content)


def _saved(picture: Picture, made: Image.Image, form: str) -> Picture:
    out = io.BytesIO()
    clear = made.info.get("transparency")
    if form == "JPEG":
        bare = made.convert("L" if made.mode in ("1", "L") else "RGB")
        bare.info = {}  # Pillow would write a comment once more
        bare.save(out, form, quality=88)
    else:
        bare = made.copy()
        bare.info = {} if clear is None else {"transparency": clear}
        bare.save(out, form, optimize=True)
    return Picture(picture.name, TYPES[form], *made.size, out.getvalue())


def _orientation(image: Image.Image) -> int:
    """How a camera was held; 1 where nothing says it that can be read."""
    with contextlib.suppress(*UNREADABLE):
        return int(image.getexif().get(ORIENTATION, 1))
    return 1


def _plain(image: Image.Image) -> Image.Image:
    """A picture in a mode that a PNG holds."""
    if image.mode in PLAIN:
        return image
    has_alpha = image.mode in ("PA", "La", "RGBa")
    return image.convert("LA" if image.mode == "La" else "RGBA" if has_alpha else "RGB")


def blank(picture: Picture) -> Picture:
    """A white picture of the same name and size, which keeps the room of one that is left out."""
    out = io.BytesIO()
    Image.new("1", _upright_size(picture), 1).save(out, "PNG", optimize=True)
    return Picture(picture.name, TYPES["PNG"], picture.width, picture.height, out.getvalue())


def _upright_size(picture: Picture) -> tuple[int, int]:
    with _opened(picture.content) as image:
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
