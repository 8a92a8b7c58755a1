"""A picture file → a checked picture; a picture → one that fits."""

from __future__ import annotations

import io

import pytest
from exports import png_header
from PIL import Image, ImageCms

from zinewright.model import Picture
from zinewright.pictures import TYPES, arriving, fitted, read_picture
from zinewright.problems import ZineError


def saved(form="PNG", size=(40, 20), mode="RGB", **more):
    made = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(made, form, **more)
    return made.getvalue()


def picture(content, media_type="image/png"):
    with Image.open(io.BytesIO(content)) as image:
        return Picture("a", media_type, *image.size, content)


def read(content, tmp_path):
    path = tmp_path / "a"
    path.write_bytes(content)
    return read_picture(path, "images/a", "posts/one.md", 7)


def said(content, tmp_path):
    with pytest.raises(ZineError) as caught:
        read(content, tmp_path)
    return str(caught.value)


@pytest.mark.parametrize("form", TYPES)
def test_the_forms_that_are_taken_whatever_the_file_is_called(form, tmp_path):
    content = saved(form)

    assert read(content, tmp_path) == Picture("images/a", TYPES[form], 40, 20, content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file of the picture images/a is empty. Save it there again."),
        (b"<svg/>", "images/a is not a picture in PNG, JPEG, GIF or WebP. "
         "Open it in a picture program and save it as PNG or JPEG."),
        (saved("BMP"), "images/a is not a picture in PNG, JPEG, GIF or WebP. "
         "Open it in a picture program and save it as PNG or JPEG."),
        (b"\x89PNG\r\n\x1a\n", "images/a is not a picture in PNG, JPEG, GIF or WebP. "
         "Open it in a picture program and save it as PNG or JPEG."),
        (b"a" * 60_000_001, "the picture images/a has more than 60 MB. Save it smaller."),
        (saved(size=(20_001, 5_000), mode="1"), "the picture images/a has 20001 × 5000 pixels, too "
         "many to decode safely. Save it with at most 10,000 × 10,000 pixels."),
    ],
)  # fmt: skip
def test_what_is_no_picture(content, message, tmp_path):
    assert said(content, tmp_path) == f"posts/one.md:7: {message} [picture]"


def test_a_picture_that_fits_keeps_its_bytes():
    for form in ("PNG", "JPEG"):
        here = picture(saved(form), TYPES[form])
        assert fitted(here, 40) is here


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_a_larger_one_is_made_smaller_in_every_mode(mode):
    form = "JPEG" if mode == "CMYK" else "PNG"
    made = fitted(picture(saved(form, (400, 200), mode), TYPES[form]), 100)

    assert (made.media_type, made.width, made.height) == (TYPES[form], 100, 50)
    assert picture(made.content).height == 50


@pytest.mark.parametrize(("form", "kept"), [("GIF", "image/png"), ("WEBP", "image/png")])
def test_other_forms_become_png(form, kept):
    made = fitted(picture(saved(form), TYPES[form]), 100)

    assert made.media_type == kept
    assert made.content.startswith(b"\x89PNG")


def test_a_moving_picture_holds_still():
    frames = [Image.new("L", (4, 4), shade) for shade in (0, 255)]
    moving = io.BytesIO()
    frames[0].save(moving, "GIF", save_all=True, append_images=frames[1:])
    with Image.open(io.BytesIO(fitted(picture(moving.getvalue(), "image/gif"), 9).content)) as made:
        assert (getattr(made, "n_frames", 1), made.convert("L").getpixel((0, 0))) == (1, 0)


def test_what_a_camera_writes_stays_out():
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif[0x0112] = 6  # turned
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = fitted(picture(saved("JPEG", exif=exif, icc_profile=profile), "image/jpeg"), 100)

    assert (made.width, made.height) == (20, 40)
    assert b"A camera" not in made.content
    with Image.open(io.BytesIO(made.content)) as image:
        assert not {"exif", "icc_profile"} & set(image.info)


def test_transparency_stays():
    clear = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    content = io.BytesIO()
    clear.save(content, "PNG")
    with Image.open(io.BytesIO(fitted(picture(content.getvalue()), 10).content)) as made:
        assert made.convert("RGBA").getpixel((5, 5))[3] == 0


def test_the_same_picture_gives_the_same_bytes():
    here = picture(saved("JPEG", (400, 400)), "image/jpeg")

    assert fitted(here, 100).content == fitted(here, 100).content


@pytest.mark.parametrize("content", [saved("JPEG")[:300], saved(size=(90, 90))[:-30]])
def test_one_that_is_broken_inside(content):
    with pytest.raises(ZineError) as caught:
        fitted(Picture("images/a.png", "image/png", 90, 90, content), 1000)
    assert str(caught.value).startswith("images/a.png: the picture is broken inside (")
    assert str(caught.value).endswith(
        "). Open it in a picture program and save it again. [picture]"
    )


# --- pictures from elsewhere


def test_a_picture_arrives_upright_and_without_what_a_camera_writes():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)  # where it was taken
    made = arriving(saved("JPEG", (40, 20), exif=exif), "a.jpg")

    with Image.open(io.BytesIO(made)) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (20, 40), {})


@pytest.mark.parametrize(
    ("form", "arrives"),
    [("PNG", "PNG"), ("JPEG", "JPEG"), ("GIF", "PNG"), ("WEBP", "PNG"), ("BMP", "PNG"),
     ("TIFF", "PNG")],
)  # fmt: skip
def test_pictures_arrive_in_forms_that_all_editions_can_hold(form, arrives):
    with Image.open(io.BytesIO(arriving(saved(form, (5000, 50)), "a"))) as image:
        assert (image.format, image.size) == (arrives, (4000, 40))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png is no picture that can be read ("),
        (saved("PNG")[:40], "a.png is no picture that can be read ("),
        (png_header(60_000, 60_000), "the picture a.png is too large to decode safely"),
        (png_header(9_000, 10_000, kind=6), "the picture a.png is too large to decode safely"),
    ],
)  # fmt: skip
def test_pictures_that_do_not_arrive(content, what):
    with pytest.raises(ZineError) as caught:
        arriving(content, "a.png")

    assert str(caught.value).startswith(f"a.png: {what}")
