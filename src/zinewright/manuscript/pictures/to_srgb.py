"""A decoded picture with a colour profile, or of more than eight bits → one in sRGB, with eight.

All editions show the colours of sRGB: a PDF says so of all that is in it, and readers of EPUB do
not all know profiles. A profile itself goes nowhere, for it may say whose camera it is.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Callable
from functools import cache

from PIL import Image, ImageCms

COMPONENTS = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK", "LAB": "LAB"}
STEPS, NEAR = 9, 4  # of a grid of colours, and how far from sRGB a profile may be and still be it
NO_PROFILE = (
    ImageCms.PyCMSError, OSError, ValueError, TypeError, AttributeError, RuntimeError, struct.error,
)  # fmt: skip


def in_eight_bits(image: Image.Image) -> Image.Image:
    """A grey picture of more than 8 bits, as scanners and cameras of science make them."""
    if image.mode.startswith("I;16"):
        high = 0 if image.mode.endswith("B") else 1
        return Image.frombytes("L", image.size, image.tobytes()[high::2])
    low, top = (float(value) for value in image.getextrema())  # type: ignore[arg-type]
    scales = (1.0, 255.0, 65535.0) if image.mode == "F" else (65535.0,)
    most = next((most for most in scales if top <= most), top)
    low, most = (0.0, most) if low >= 0 and top <= most else (low, top)
    scale = 255 / (most - low) if most > low else 0.0
    return image.point(lambda value: value * scale + -low * scale).convert("L")


def to_srgb(image: Image.Image) -> Callable[[Image.Image], Image.Image] | None:
    """What brings a picture from the colours of its profile to those of sRGB, which all editions
    have; None where they are these, or nothing is known of them.
    """
    profile = image.info.get("icc_profile")
    mode = {"RGBA": "RGB", "P": "RGB", "RGBX": "RGB", "LA": "L"}.get(image.mode, image.mode)
    found = _transform(profile, mode) if isinstance(profile, bytes) and profile else None
    if found is None:
        return None

    def change(small: Image.Image) -> Image.Image:
        if small.mode == "P":
            small = small.convert("RGBA" if "transparency" in small.info else "RGB")
        alpha = small.getchannel("A") if small.mode in ("RGBA", "LA") else None
        made = ImageCms.applyTransform(small.convert(mode), found)
        assert made is not None
        made.info = {}
        if alpha is not None:
            made.putalpha(alpha)
        return made

    return change


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """How colours of a profile become those of sRGB; None where they are the same, or it is none
    of this mode.
    """
    try:
        held = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if COMPONENTS.get(held.profile.xcolor_space.strip().upper()) != mode:
            return None
        made = ImageCms.buildTransform(
            held, _srgb(), mode, "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )  # fmt: skip
        return None if mode in ("L", "RGB") and _is_near(made, mode) else made
    except NO_PROFILE:
        return None


def _is_near(transform: ImageCms.ImageCmsTransform, mode: str) -> bool:
    """Whether a grid of colours comes out as it went in, nearly."""
    shades = [round(255 * step / (STEPS - 1)) for step in range(STEPS)]
    if mode == "L":
        grid = Image.frombytes("L", (STEPS, 1), bytes(shades))
    else:
        colours = bytes(part for r in shades for g in shades for b in shades for part in (r, g, b))
        grid = Image.frombytes("RGB", (STEPS, STEPS**2), colours)
    made = ImageCms.applyTransform(grid, transform)
    assert made is not None
    pairs = zip(grid.convert("RGB").tobytes(), made.tobytes(), strict=True)
    return max(abs(one - other) for one, other in pairs) <= NEAR
