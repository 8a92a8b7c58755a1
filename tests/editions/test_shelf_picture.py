"""The first page of a PDF → a picture for shelves."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image, ImageFilter

from zinewright.editions.shelf_picture import HIGH, MOST, shelf_cover
from zinewright.manuscript.pictures.picture import encoded


def pdf(content: bytes) -> bytes:
    """A PDF of one A5 page that draws that, and of one that is blank."""
    made = pikepdf.new()
    for drawn in (content, b""):
        made.add_blank_page(page_size=(419.53, 595.28))
        made.pages[-1].obj.Contents = made.make_stream(drawn)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def seen(picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.content))


def test_black_on_white_is_a_small_grey_picture_and_always_the_same():
    made = shelf_cover(pdf(b"0 g 0 0 419 300 re f"))

    assert (made.name, made.media_type, made.height) == ("cover.png", "image/png", HIGH)
    assert seen(made).mode == "L"
    assert (seen(made).getpixel((500, 100)), seen(made).getpixel((500, 1500))) == (255, 0)
    assert len(made.content) < MOST
    assert shelf_cover(pdf(b"0 g 0 0 419 300 re f")) == made


def test_a_colour_stays():
    made = shelf_cover(pdf(b"1 0 0 rg 0 0 419 300 re f"))

    assert seen(made).convert("RGB").getpixel((500, 1500)) == (255, 0, 0)


def test_what_is_too_much_for_a_png_becomes_a_jpeg():
    photo = Image.effect_noise((600, 800), 60).filter(ImageFilter.GaussianBlur(1)).convert("RGB")
    photo.putpixel((0, 0), (255, 0, 0))
    found = {
        most: encoded(photo.tobytes(), photo.size, 1800, 3, most) for most in (2_000_000, 100_000)
    }

    assert [media_type for media_type, _ in found.values()] == ["image/png", "image/jpeg"]
    assert all(len(content) <= most for most, (_, content) in found.items())
    assert {Image.open(io.BytesIO(content)).size for _, content in found.values()} == {(600, 800)}
