"""Pixels in other inks: dots, tables of colours, and how pictures are packed."""

from __future__ import annotations

import io
import random
import zlib

import pikepdf
import pymupdf
import pytest
from PIL import Image, ImageDraw
from stranger import Stranger

from zinewright.paper.inks import amounts
from zinewright.recolour.pages import picture_of
from zinewright.recolour.pixels import Changed, OneBit, cells, flat, halftone, masked, remapped


def grey(tone: float, size=(400, 300)) -> Image.Image:
    return Image.new("RGB", size, (round(255 * tone),) * 3)


def unpacked(raster) -> Image.Image:
    """A raster as another program reads it from a PDF."""
    made = Stranger()
    picture = picture_of(made.pdf, raster)
    made.page(b"q 300 0 0 200 0 0 cm /I Do Q", XObject=pikepdf.Dictionary(I=picture))
    held = pymupdf.open(stream=made.finished()).extract_image(
        pymupdf.open(stream=made.finished())[0].get_images()[0][0]
    )
    return Image.open(io.BytesIO(held["image"])).convert("L")


def in_dots(image: Image.Image, rows: int = 70):
    made = OneBit(*image.size)
    for top in range(0, image.height, rows):
        made.add(image.crop((0, top, image.width, min(top + rows, image.height))))
    return made.raster()


@pytest.mark.parametrize("tone", [0, 0.25, 0.5, 0.75, 0.95, 1])
def test_a_tone_becomes_as_many_dots(tone):
    made = unpacked(in_dots(grey(tone)))

    assert sum(made.tobytes()) / len(made.tobytes()) / 255 == pytest.approx(tone, abs=0.015)
    assert set(made.tobytes()) <= {0, 255}


def test_the_screen_goes_on_over_the_edges_of_bands():
    assert in_dots(grey(0.4), 70).content == in_dots(grey(0.4), 300).content


def test_thin_grey_strokes_stay_strokes():
    image = grey(1)
    ImageDraw.Draw(image).line((0, 50, 400, 50), (150, 150, 150), 5)
    made = unpacked(in_dots(image, 300))

    assert [made.getpixel((x, 50)) for x in range(0, 400, 7)] == [0] * 58
    assert made.getpixel((200, 80)) == 255


def test_a_page_is_packed_as_it_takes_the_fewest_bytes():
    text = grey(1, (2000, 1000))
    pen, chance = ImageDraw.Draw(text), random.Random(1)
    for _ in range(300):
        x, y = chance.randrange(1900), chance.randrange(900)
        pen.ellipse((x, y, x + chance.randrange(90), y + chance.randrange(90)), outline="black")

    fax, dots = in_dots(text), in_dots(Image.effect_noise((400, 300), 90).convert("RGB"))
    assert (fax.filter, dots.filter) == ("CCITT", "Flate")
    assert unpacked(fax).getpixel((5, 5)) == 255
    assert min(unpacked(fax).tobytes()) == 0


def test_bands_of_other_colours_are_one_picture():
    image = Image.linear_gradient("L").convert("RGB")
    made = Changed(*image.size, lambda colour: round(255 * (1 - colour[0])))
    for top in (0, 100, 200):
        made.add(image.crop((0, top, 256, min(top + 100, 256))))
    raster = made.raster()
    levels = zlib.decompress(raster.content)

    assert (raster.width, raster.height, raster.components) == (256, 256, 1)
    assert [levels[256 * y] for y in (0, 128, 255)] == [255, 127, 0]


@pytest.mark.parametrize(
    ("size", "points", "expected"),
    [
        ((4, 4), (144, 72), (600, 300)),
        ((1, 256), (720, 720), (3000, 3000)),
        ((1000, 500), (10, 5), (2000, 1000)),
        ((6000, 3000), (100, 50), (3600, 1800)),
        ((2000, 100), (0, 0), (2000, 100)),
    ],
)
def test_dots_are_as_fine_as_they_are_printed(size, points, expected):
    made = halftone(Image.new("L", size, 128), points)

    assert (made.width, made.height, made.bits) == (*expected, 1)


def test_what_a_mask_lets_through_lies_on_white():
    image = masked(Image.new("RGB", (1, 1), "black"), Image.linear_gradient("L"))

    assert image.size == (256, 256)
    assert [zlib.decompress(flat(image).content)[3 * 256 * y] for y in (0, 128, 255)] == [
        255,
        127,
        0,
    ]


def test_colours_change_by_a_table():
    made = remapped(Image.new("RGB", (2, 1), (255, 0, 0)), lambda colour: (0, colour[0], 0.5))

    assert zlib.decompress(made.content) == bytes((0, 255, 128)) * 2


def test_greys_are_on_the_plate_of_black_alone():
    """Between the steps of a table lie colours, which would leave a veil of the other ink."""
    image = Image.linear_gradient("L").convert("RGB")
    inks = ("black", "red")
    plate = remapped(image, lambda colour: round(255 * (1 - amounts(colour, inks)[1])))

    assert set(zlib.decompress(plate.content)) == {255}


def test_a_square_tells_light_from_dark():
    one = grey(1, (16, 8)).convert("L")
    one.paste(0, (0, 0, 4, 8))
    (left, right) = cells(one, grey(0.5, (16, 8)), 8)

    assert left.contrast == (pytest.approx(1, abs=0.02), pytest.approx(0, abs=0.02))
    assert left.light == (pytest.approx(0.5, abs=0.01), pytest.approx(0.5, abs=0.01))
    assert right.contrast == (0, 0)
