"""Pictures that say `MARK` at every place where a camera or a program writes: `MARKED`."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

from exports import picture
from PIL import Image, ImageCms
from pillow_heif import register_heif_opener
from zines import _chunk as chunk

register_heif_opener()
MARK = b"SerialNumberOfAda"
SIZE = (64, 48)


def drawn(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Image.Image:
    grey = Image.linear_gradient("L").resize(size)
    colours = Image.merge("RGB", (grey, grey.transpose(Image.Transpose.ROTATE_180), grey))
    return colours.convert(mode)


def saved(form: str, image: Image.Image | None = None, **more: object) -> bytes:
    made = io.BytesIO()
    (image or drawn()).save(made, form, **more)  # type: ignore[arg-type]
    return made.getvalue()


def exif(turn: int = 1) -> Image.Exif:
    said = Image.Exif()
    said[0x0112] = turn
    for tag in (0x010F, 0x0110, 0x0131, 0x013B, 0x8298, 0xA435):
        said[tag] = MARK.decode()
    said.get_ifd(0x8825)[29] = MARK.decode()
    return said


def profile(primaries: str = "sRGB") -> bytes:
    """A colour profile whose description and copyright say it."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile(primaries)).tobytes())
    if primaries != "sRGB":
        return bytes(made)
    text = MARK.decode().encode("utf-16-be")
    count = struct.unpack_from(">I", made, 128)[0]
    for number in range(count):
        name, at, _ = struct.unpack_from(">4sII", made, 132 + 12 * number)
        if name in (b"desc", b"cprt"):
            made[at + 28 : at + 28 + 12] = text[:12]
    made += MARK + text
    struct.pack_into(">I", made, 0, len(made))
    return bytes(made)


def wide_profile() -> bytes:
    """A profile that is not sRGB: its red and its green have changed places."""
    made = bytearray(profile())
    for number in range(struct.unpack_from(">I", made, 128)[0]):
        name, _, _ = struct.unpack_from(">4sII", made, 132 + 12 * number)
        if name in (b"rXYZ", b"gXYZ"):
            struct.pack_into(
                ">4s", made, 132 + 12 * number, b"gXYZ" if name == b"rXYZ" else b"rXYZ"
            )
    return bytes(made)


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def in_jpeg(content: bytes, *segments: bytes) -> bytes:
    """A JPEG with more segments behind its first marker."""
    return content[:2] + b"".join(segments) + content[2:]


def everywhere(marker: int) -> bytes:
    return segment(marker, MARK * 3)


def in_png(content: bytes, *chunks: tuple[bytes, bytes], behind_first: bool = True) -> bytes:
    place = 33 if behind_first else content.rindex(b"IEND") - 4
    return content[:place] + b"".join(chunk(*each) for each in chunks) + content[place:]


def longer_lines() -> bytes:
    """A PNG whose packed bytes hold lines of what was cut off its lower end."""
    lines = b"".join(b"\0" + bytes(3) for _ in range(4)) + b"\0" + MARK
    header = struct.pack(">IIBBBBB", 1, 4, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def behind_lines() -> bytes:
    """A PNG with something behind the packed bytes, before its end."""
    lines = b"".join(b"\0" + bytes(3) for _ in range(4))
    header = struct.pack(">IIBBBBB", 1, 4, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines) + MARK), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


TEXTS = (
    (b"tEXt", b"Author\0" + MARK),
    (b"zTXt", b"Comment\0\0" + zlib.compress(MARK, 0)),
    (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + MARK),
    (b"eXIf", b"MM\0*\0\0\0\x08\0\0" + MARK),
    (b"tIME", b"\x07\xea\1\1\1\1\1"),
    (b"pHYs", b"\0\0\0\1\0\0\0\1\1"),
    (b"prVt", MARK),
    (b"sPLT", MARK + b"\0\x08"),
    (b"caBX", MARK),
)


def gif() -> bytes:
    made = saved("GIF", drawn("P"), comment=MARK)
    said = bytes([len(MARK)]) + MARK + b"\0"
    return made[:-1] + b"\x21\xff\x0bSerial12345" + said + b"\x21\xfe" + said + b";" + MARK


def moving_png() -> bytes:
    made = io.BytesIO()
    drawn().save(made, "PNG", save_all=True, append_images=[drawn("L").convert("RGB")])
    return in_png(made.getvalue(), *TEXTS) + MARK


def two_pictures() -> bytes:
    """A JPEG with another one behind it, and a table of both, as phones write (CIPA DC-007)."""
    made = io.BytesIO()
    other = drawn().copy()
    drawn().save(made, "MPO", save_all=True, append_images=[other], comment=MARK, exif=exif())
    return made.getvalue() + MARK


JPEG_PLACES = (
    *(everywhere(0xE0 + number) for number in range(1, 16) if number != 14),
    segment(0xE0, b"JFXX\0\x10" + MARK),
    segment(0xE2, b"ICC_PROFILE\0\1\1" + profile()),
    segment(0xEE, b"Adobe\0\x64\0\0\0\0\1" + MARK),
    everywhere(0xFE),
    segment(0xE2, b"MPF\0" + MARK),
)

MARKED: dict[str, Callable[[], bytes]] = {
    "everything.jpg": lambda: in_jpeg(
        saved("JPEG", exif=exif(), comment=MARK, icc_profile=profile(), xmp=MARK), *JPEG_PLACES
    )
    + MARK,
    "progressive.jpg": lambda: in_jpeg(saved("JPEG", progressive=True), *JPEG_PLACES) + MARK,
    "restarts.jpg": lambda: in_jpeg(saved("JPEG", restart_marker_blocks=2), *JPEG_PLACES) + MARK,
    "turned.jpg": lambda: saved("JPEG", exif=exif(6), comment=MARK) + MARK,
    "grey.jpg": lambda: in_jpeg(saved("JPEG", drawn("L"), comment=MARK), *JPEG_PLACES[:14]),
    "cmyk.jpg": lambda: saved("JPEG", drawn("CMYK"), comment=MARK, exif=exif()) + MARK,
    "wide.jpg": lambda: saved("JPEG", icc_profile=wide_profile(), comment=MARK) + MARK,
    "large.jpg": lambda: saved("JPEG", drawn(size=(4100, 40)), comment=MARK, exif=exif()) + MARK,
    "small-picture.jpg": lambda: in_jpeg(
        saved("JPEG")[:2] + saved("JPEG")[20:],
        segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\6\1" + MARK + b"\0"),
    ),
    "phone.jpg": two_pictures,
    "texts.png": lambda: in_png(saved("PNG"), *TEXTS) + MARK,
    "behind.png": lambda: in_png(saved("PNG"), *TEXTS, behind_first=False) + saved("PNG") + MARK,
    "profile.png": lambda: in_png(saved("PNG", icc_profile=profile(), exif=exif()), *TEXTS),
    "wide.png": lambda: saved("PNG", drawn("RGBA"), icc_profile=wide_profile()) + MARK,
    "clear.png": lambda: in_png(saved("PNG", drawn("RGBA"), xmp=MARK), *TEXTS),
    "palette.png": lambda: in_png(saved("PNG", drawn("P"), transparency=b"\0\x80"), *TEXTS),
    "sixteen.png": lambda: in_png(saved("PNG", drawn("L").convert("I;16")), *TEXTS) + MARK,
    "plain.png": lambda: picture("PNG") + MARK,
    "moving.png": moving_png,
    "longer.png": longer_lines,
    "rest.png": behind_lines,
    "moving.gif": gif,
    "all.webp": lambda: saved("WEBP", exif=exif(), xmp=MARK, icc_profile=profile()) + MARK,
    "scan.tif": lambda: saved("TIFF", drawn("L"), exif=exif(), description=MARK.decode(),
                              software=MARK.decode(), artist=MARK.decode()) + MARK,
    "scan16.tif": lambda: saved("TIFF", drawn("L").convert("I;16"), artist=MARK.decode()),
    "plain.bmp": lambda: saved("BMP") + MARK,
    "new.avif": lambda: saved("AVIF", exif=exif(), xmp=MARK, icc_profile=profile()) + MARK,
    "new.heic": lambda: saved("HEIF", exif=exif(), xmp=MARK, icc_profile=profile()) + MARK,
}  # fmt: skip


def says_it(content: bytes) -> bool:
    """Whether bytes say the mark, in any of the ways in which text is written."""
    text = MARK.decode()
    ways = (MARK, text.encode("utf-16-be")[:24], text.encode("utf-16-le")[:24])
    return any(way in content for way in ways)
