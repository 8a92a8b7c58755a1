"""A picture file → a checked picture; a picture → one that fits."""

from __future__ import annotations

import io
import warnings

import pytest
from exports import png_header
from marked_pictures import MARK, MARKED, SIZE, drawn, says_it, wide_profile
from PIL import Image, ImageCms, features

import zinewright.manuscript.pictures.picture as module
from zinewright.manuscript.pictures.picture import TYPES, arriving, fitted, read_picture
from zinewright.model import Picture
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


NONE = (
    "images/a is not a picture in PNG, JPEG, GIF, WebP, TIFF, BMP, AVIF or HEIC. "
    "Open it in a picture program and save it as PNG or JPEG."
)


@pytest.mark.parametrize("form", TYPES)
def test_the_forms_that_are_taken_whatever_the_file_is_called(form, tmp_path):
    content = saved(form)

    assert read(content, tmp_path) == Picture("images/a", TYPES[form], 40, 20, content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file of the picture images/a is empty. Save it there again."),
        (b"<svg/>", NONE),
        (saved("ICO", (32, 32)), NONE),
        (b"\x89PNG\r\n\x1a\n", NONE),
        (b"\0\0\0\x18ftypheic", NONE),
        (lambda: b"a" * 60_000_001, "the picture images/a has more than 60 MB. Save it smaller."),
        (png_header(20_001, 5_000), "the picture images/a has 20001 × 5000 "
         "pixels, too many to decode safely. Save it with at most 7,000 × 7,000 pixels."),
    ],
)  # fmt: skip
def test_what_is_no_picture(content, message, tmp_path):
    content = content() if callable(content) else content  # what is large is not made ahead

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
        (png_header(60_000, 60_000), "the picture a.png has "),
        (png_header(9_000, 10_000, kind=6), "the picture a.png has "),
    ],
)  # fmt: skip
def test_pictures_that_do_not_arrive(content, what):
    with pytest.raises(ZineError) as caught:
        arriving(content, "a.png")

    assert str(caught.value).startswith(f"a.png: {what}")


# --- what cameras and programs write


KNOWN = {
    "adobe", "adobe_transform", "jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi",
    "progressive", "progression", "transparency", "interlace",
}  # fmt: skip


@pytest.mark.parametrize("name", MARKED)
def test_nothing_but_the_pixels_leaves(name, tmp_path):
    content = MARKED[name]()
    assert MARK in content or MARK.decode().encode("utf-16-be")[:24] in content

    for made in (fitted(read(content, tmp_path), 4000).content, arriving(content, name)):
        assert not says_it(made)
        with Image.open(io.BytesIO(made)) as image:
            assert {*image.info} <= KNOWN


SAME = ("everything.jpg", "progressive.jpg", "restarts.jpg", "grey.jpg", "phone.jpg", "texts.png",
        "behind.png", "profile.png", "clear.png", "palette.png", "plain.png", "longer.png",
        "rest.png", "moving.png", "small-picture.jpg", "plain.bmp", "scan.tif")  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_the_pixels_are_the_same(name, tmp_path):
    content = MARKED[name]()
    made = fitted(read(content, tmp_path), 4000)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a table of pictures that is none
        before = Image.open(io.BytesIO(content))
    with before, Image.open(io.BytesIO(made.content)) as after:
        assert (made.width, made.height) == before.size == after.size
        assert before.convert("RGBA").tobytes() == after.convert("RGBA").tobytes()


@pytest.mark.parametrize("name", ["everything.jpg", "progressive.jpg", "restarts.jpg", "phone.jpg"])
def test_a_photograph_is_not_packed_anew(name, tmp_path):
    before = saved("JPEG")
    made = fitted(read(MARKED[name](), tmp_path), 4000).content
    scan = made[made.index(b"\xff\xda") :]

    assert scan in MARKED[name]()
    assert len(made) < len(before) + 3_000


def test_two_pictures_of_a_phone_are_one(tmp_path):
    with Image.open(io.BytesIO(MARKED["phone.jpg"]())) as held:
        assert held.format == "MPO"
    made = read(MARKED["phone.jpg"](), tmp_path)

    assert made.media_type == "image/jpeg"
    with Image.open(io.BytesIO(fitted(made, 4000).content)) as image:
        assert (image.format, getattr(image, "n_frames", 1)) == ("JPEG", 1)


@pytest.mark.parametrize("name", ["sixteen.png", "scan16.tif", "float.tif", "whole.tif"])
def test_a_scan_of_more_than_eight_bits_is_a_grey_picture(name, tmp_path):
    ramp = bytes(range(256))
    made = {
        "sixteen.png": lambda: saved_as("PNG", Image.frombytes("I;16", (256, 1), doubled(ramp))),
        "scan16.tif": lambda: saved_as("TIFF", Image.frombytes("I;16", (256, 1), doubled(ramp))),
        "float.tif": lambda: saved_as(
            "TIFF", Image.frombytes("L", (256, 1), ramp).convert("F").point(lambda v: v * (1 / 255))
        ),
        "whole.tif": lambda: saved_as("TIFF", Image.frombytes("I;16", (256, 1),
                                                              doubled(ramp)).convert("I")),
    }[name]()  # fmt: skip
    with Image.open(io.BytesIO(fitted(read(made, tmp_path), 4000).content)) as image:
        assert image.mode == "L"
        assert max(abs(a - b) for a, b in zip(image.tobytes(), ramp, strict=True)) <= 1


def doubled(ramp):
    return b"".join(bytes([value, value]) for value in ramp)


def saved_as(form, image):
    made = io.BytesIO()
    image.save(made, form)
    return made.getvalue()


def test_colours_of_another_profile_become_those_of_all_editions(tmp_path):
    flat = Image.new("RGB", SIZE, (200, 30, 30))
    made = io.BytesIO()
    flat.save(made, "PNG", icc_profile=wide_profile())
    with Image.open(io.BytesIO(fitted(read(made.getvalue(), tmp_path), 4000).content)) as image:
        red, green, blue = image.convert("RGB").getpixel((5, 5))

    assert "icc_profile" not in image.info
    assert green > 150 > 100 > red
    assert blue < 100


def test_four_colours_become_three(tmp_path):
    made = fitted(read(MARKED["cmyk.jpg"](), tmp_path), 4000)
    with Image.open(io.BytesIO(made.content)) as image:
        assert image.mode == "RGB"
        one, other = image.getpixel((5, 5)), drawn().getpixel((5, 5))
        assert all(abs(a - b) < 30 for a, b in zip(one, other, strict=True))


@pytest.mark.skipif(not features.check("avif"), reason="this Pillow has no AVIF")
@pytest.mark.parametrize("form", ["HEIF", "AVIF"])
def test_pictures_of_newer_phones(form, tmp_path):
    photograph, clear = saved_as(form, drawn()), saved_as(form, Image.new("RGBA", SIZE))

    assert read(photograph, tmp_path).media_type == TYPES[form]
    assert fitted(read(photograph, tmp_path), 4000).media_type == "image/jpeg"
    assert fitted(read(clear, tmp_path), 4000).media_type == "image/png"
    assert arriving(photograph, "a").startswith(b"\xff\xd8")


def test_a_form_that_needs_a_library_says_which(tmp_path, monkeypatch):
    photograph, other = saved_as("HEIF", drawn()), saved_as("AVIF", drawn())
    monkeypatch.setattr(module, "_knows_heic", lambda: False)
    monkeypatch.setattr(module.features, "check", lambda name: False)
    monkeypatch.setitem(Image.OPEN, "AVIF", Image.OPEN["BMP"])

    assert said(photograph, tmp_path) == (
        "posts/one.md:7: images/a is a picture in HEIC, which needs a library that is not "
        "installed. Install it: pip install 'zinewright[heic]', or save the picture as JPEG. "
        "[picture]"
    )
    assert said(other, tmp_path) == (
        "posts/one.md:7: images/a is a picture in AVIF, which the installed Pillow cannot read. "
        "Update it: pip install --upgrade pillow, or save the picture as JPEG. [picture]"
    )


def test_several_pages_in_a_file_are_named(tmp_path):
    made = io.BytesIO()
    drawn("L").save(made, "TIFF", save_all=True, append_images=[drawn("L")])

    assert said(made.getvalue(), tmp_path) == (
        "posts/one.md:7: the picture images/a holds several pages. "
        "Save each page as a picture of its own. [picture]"
    )


def test_a_picture_that_would_take_too_much_memory(tmp_path):
    whole, in_passes = saved("JPEG"), saved("JPEG", progressive=True, subsampling=0)
    whole, in_passes = larger(whole, 0xC0), larger(in_passes, 0xC2)

    assert "7500 × 7500 pixels, too many to decode safely" in said(in_passes, tmp_path)
    assert read(whole, tmp_path).width == 7_500


def larger(content, marker):
    """A JPEG that says of itself that it has 7,500 × 7,500 pixels."""
    place = content.index(bytes([0xFF, marker, 0, 0x11])) + 5
    return content[:place] + b"\x1d\x4c\x1d\x4c" + content[place + 4 :]


def test_broken_exif_is_no_reason_to_refuse_a_picture(tmp_path):
    content = saved("JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff" + MARK)

    assert not says_it(fitted(read(content, tmp_path), 4000).content)


def test_a_frame_with_too_many_pixels_is_refused(tmp_path):
    """A GIF is measured by its first frame, while it is opened."""
    screen = b"GIF89a" + (1).to_bytes(2, "little") * 2 + b"\0\0\0"
    frame = b"," + bytes(4) + (60_000).to_bytes(2, "little") * 2 + b"\0\2\0;"
    (tmp_path / "a.gif").write_bytes(screen + frame)
    with pytest.raises(ZineError) as caught:
        read_picture(tmp_path / "a.gif", "a.gif", "posts/one.md", 3)

    assert str(caught.value) == (
        "posts/one.md:3: the picture a.gif has too many pixels to decode safely. Save it with at "
        "most 7,000 × 7,000 pixels. [picture]"
    )
