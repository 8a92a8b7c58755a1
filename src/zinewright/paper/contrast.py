"""A colour and its paper → how well it stands out, and the nearest colour that does.

WCAG 2.2, “contrast ratio” and “relative luminance”. Colours are red, green and blue from 0 to 1 in
sRGB.
"""

from __future__ import annotations

import colorsys
import re

Colour = tuple[float, float, float]

WHITE: Colour = (1.0, 1.0, 1.0)
LEAST = 7.0  # to 1, for text of every size (WCAG 2.2, 1.4.6)
HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")
STEPS = 512  # of lightness, more than a hexadecimal digit pair can tell apart


def colour_of(written: str) -> Colour | None:
    """The colour that `#a1b2c3` or `#abc` names; None for anything else."""
    if not HEX.match(written):
        return None
    digits = written[1:] if len(written) == 7 else "".join(2 * digit for digit in written[1:])
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def written(colour: Colour) -> str:
    """A colour as `#a1b2c3`."""
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)


def luminance(colour: Colour) -> float:
    """The relative luminance: 0 is black, 1 is white."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio, from 1 (none) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable(colour: Colour, paper: Colour = WHITE, least: float = LEAST) -> Colour:
    """The colour itself where its contrast on the paper is at least so great, else the nearest.

    Nearest is one of the same hue and saturation that is only as much darker, or lighter on dark
    paper, as it must be; on a paper on which none is readable, black or white, which is best.
    """
    if contrast(colour, paper) >= least:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*colour)
    end = 0.0 if contrast((0.0, 0.0, 0.0), paper) >= contrast(WHITE, paper) else 1.0
    for step in range(1, STEPS + 1):
        lightness = light + (end - light) * step / STEPS
        tried = colour_of(written(colorsys.hls_to_rgb(hue, lightness, saturation)))
        if tried and contrast(tried, paper) >= least:
            return tried
    return end, end, end
