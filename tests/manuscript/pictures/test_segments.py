"""The bytes of a JPEG or a PNG that its pixels need."""

from __future__ import annotations

import struct
import zlib

import pytest
from exports import picture
from marked_pictures import MARK, in_jpeg, saved, segment
from zines import _chunk, png

from zinewright.manuscript.pictures.segments import PASSES, bare_jpeg, bare_png


def grid(width: int, height: int, depth: int, colour: int, interlaced: int, more: bytes = b""):
    """A black PNG of its lines, and of `more` behind them, packed together."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    lines = b""
    for left, across, top, down in PASSES if interlaced else ((0, 1, 0, 1),):
        columns = len(range(left, width, across))
        for _ in range(top, height, down) if columns else ():
            lines += b"\0" + bytes((columns * depth * channels + 7) // 8)
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines + more)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


@pytest.mark.parametrize("interlaced", [0, 1])
@pytest.mark.parametrize(("depth", "colour"), [(1, 0), (2, 0), (4, 0), (8, 2), (16, 6), (8, 4)])
@pytest.mark.parametrize(("width", "height"), [(1, 1), (2, 9), (5, 3), (8, 8), (17, 33)])
def test_a_png_ends_where_its_pixels_do(width, height, depth, colour, interlaced):
    whole = grid(width, height, depth, colour, interlaced)

    assert bare_png(whole) == whole
    assert bare_png(whole + MARK) == whole
    assert bare_png(grid(width, height, depth, colour, interlaced, b"x")) is None


def test_what_says_which_colours_these_are_stays():
    colours = ((b"gAMA", b"\0\0\xb1\x8f"), (b"sRGB", b"\0"), (b"cICP", b"\1\x0d\0\1"))
    whole = png(*colours)

    assert bare_png(png((b"tEXt", MARK), *colours, (b"gAMA", MARK))) == whole


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n", png()[:-20], png()[:40], saved("JPEG")]
)
def test_what_is_no_whole_png(content):
    assert bare_png(content) is None


def test_the_segments_of_a_jpeg():
    whole = saved("JPEG", progressive=True)
    said = in_jpeg(whole, segment(0xFE, MARK), segment(0xE1, MARK))

    assert bare_jpeg(whole) == whole
    assert bare_jpeg(said + MARK) == whole
    assert bare_jpeg(said.replace(b"\xff\xda", b"\xff\xff\xff\xda")) == whole  # B.1.1.2: filling


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8\xff\xd9",
        picture("PNG"),
        saved("JPEG")[:25],
        b"\xff\xd8\xff\xc4\0\1",
        saved("JPEG").replace(b"\xff\xc0", b"\xff\xc9"),
    ],
    ids=["nothing", "no picture", "PNG", "cut off", "no length", "another coding"],
)
def test_what_is_no_jpeg_that_all_can_read(content):
    assert bare_jpeg(content) is None
