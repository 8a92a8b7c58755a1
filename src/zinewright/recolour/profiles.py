"""A colour of a PDF, or a picture in it, through an ICC profile → red, green and blue (sRGB)."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageCms

RGB = tuple[float, float, float]
MODES = {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK", "Lab": "LAB"}
MOST_BYTES = 8_000_000  # of a profile; those of presses have up to three
INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION


@lru_cache(maxsize=16)
def _through(profile: bytes) -> tuple[ImageCms.ImageCmsTransform, str] | None:
    """The way from a profile's colours to those of screens, and what mode they have in Pillow;
    None where it is no profile that can be read.
    """
    if len(profile) > MOST_BYTES:
        return None
    try:
        held = ImageCms.getOpenProfile(io.BytesIO(profile))
        mode = MODES.get(str(held.profile.xcolor_space).strip(), "")
        if mode not in ("L", "RGB", "CMYK"):
            return None
        screen = ImageCms.createProfile("sRGB")
        return ImageCms.buildTransform(held, screen, mode, "RGB", INTENT, FLAGS), mode
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


@lru_cache(maxsize=4096)
def rgb_through(profile: bytes, numbers: tuple[float, ...]) -> RGB | None:
    """A colour (each number from 0 to 1) as screens show it; None where the profile cannot say."""
    found = _through(profile)
    if found is None or len(numbers) != {"L": 1, "RGB": 3, "CMYK": 4}[found[1]]:
        return None
    levels = tuple(round(255 * min(1.0, max(0.0, number))) for number in numbers)
    spot = Image.new(found[1], (1, 1), levels if len(levels) > 1 else levels[0])
    made = ImageCms.applyTransform(spot, found[0])
    if made is None:
        return None
    red, green, blue = made.tobytes()
    return red / 255, green / 255, blue / 255


def shown(image: Image.Image, profile: bytes) -> Image.Image:
    """A picture as screens show it; as it is where the profile is not one for it."""
    found = _through(profile)
    if found is None or image.mode != found[1]:
        return image
    return ImageCms.applyTransform(image, found[0]) or image
