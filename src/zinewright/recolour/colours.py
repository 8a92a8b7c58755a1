"""What a PDF says of a colour → red, green and blue, each from 0 to 1 (ISO 32000-1, 8.6).

Colours with a profile go through it, those of a press without one through what its inks usually
give on coated paper, and inks of their own through the function that the file brings for them.
"""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, parse_content_stream

from zinewright.paper.inks import RGB
from zinewright.recolour.functions import values_of
from zinewright.recolour.profiles import rgb_through

PLAIN = {
    "/DeviceGray": 1, "/CalGray": 1, "/G": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/RGB": 3,
    "/DeviceCMYK": 4, "/CMYK": 4,
}  # fmt: skip
BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
PROCESS: dict[tuple[int, int, int], RGB] = {
    (0, 0, 0): WHITE, (1, 0, 0): (0, 0.62, 0.88), (0, 1, 0): (0.90, 0, 0.49),
    (0, 0, 1): (1, 0.93, 0), (1, 1, 0): (0.19, 0.15, 0.51), (1, 0, 1): (0, 0.58, 0.25),
    (0, 1, 1): (0.89, 0.02, 0.10), (1, 1, 1): (0.2, 0.19, 0.18),
}  # fmt: skip
"""What cyan, magenta and yellow give on one another on coated paper (ISO 12647-2, in sRGB)."""
Space = Object | None
"""A colour space: a name, or an array; None where nothing is said of it."""
COLOURS = frozenset("g G rg RG k K cs CS sc SC scn SCN".split())
"""Operators that set a colour or its space (ISO 32000-1, table 74)."""
DEEPEST = 8  # colour spaces within colour spaces


def press_of(pdf: Pdf) -> bytes:
    """The profile of the press that a file says it is for, where that has four inks; else b""."""
    intents = pdf.Root.get("/OutputIntents", Array())
    for intent in intents if isinstance(intents, Array) else ():
        profile = intent.get("/DestOutputProfile") if isinstance(intent, Dictionary) else None
        if isinstance(profile, Stream) and profile.get("/N") == 4:
            return bytes(profile.read_bytes())
    return b""


def space_of(name: Object, resources: Object) -> Object:
    """The colour space that a name stands for in a content."""
    held = resources.get("/ColorSpace", Dictionary())
    return held.get(str(name), name)


def rgb_in(numbers: Sequence[float], space: Space, press: bytes = b"", depth: int = 0) -> RGB:
    """A colour in a space; without one, the count of its numbers tells.

    `press` is the profile of four inks that have none of their own. Raises `ValueError` where a
    file does not say what a colour is.
    """
    if depth > DEEPEST:
        raise ValueError("colour spaces within one another without end")
    found = _rgb_of(numbers, space, press, depth) if isinstance(space, Array) else None
    return found or _plain(numbers, components_of(space) or len(numbers), press)


def _rgb_of(numbers: Sequence[float], space: Array, press: bytes, depth: int) -> RGB | None:
    """A colour in a space that brings something along; None in one that goes by its name alone."""
    kind = str(space[0]) if len(space) else ""
    if kind in ("/Separation", "/DeviceN") and len(space) > 3:
        if kind == "/Separation" and space[1] == Name("/None"):
            return WHITE
        return rgb_in(values_of(space[3], numbers), space[2], press, depth + 1)
    if kind in ("/Indexed", "/I") and len(space) > 3:
        return rgb_in(_looked_up(int(numbers[0]), space), space[1], press, depth + 1)
    if kind == "/Lab":
        return _lab(numbers, space[1])
    if kind == "/Pattern" and len(space) > 1:
        return rgb_in(numbers, space[1], press, depth + 1)
    if kind == "/ICCBased" and isinstance(space[1], Stream):
        tidy = tuple(round(float(number), 4) for number in numbers)
        return rgb_through(bytes(space[1].read_bytes()), tidy)
    return None


def first_in(space: Space, press: bytes = b"") -> RGB:
    """The colour that painting begins with in a space (ISO 32000-1, 8.6.5 to 8.6.6)."""
    kind = str(space[0]) if isinstance(space, Array) and len(space) else str(space)
    if kind in ("/Pattern", "/DeviceCMYK", "/CMYK"):
        return BLACK
    tint = 1.0 if kind in ("/Separation", "/DeviceN") else 0.0
    return rgb_in([tint] * (components_of(space) or 1), space, press)


def components_of(space: Space) -> int:
    """How many numbers a colour in a space has; 0 where that is not said."""
    if isinstance(space, Name):
        return PLAIN.get(str(space), 0)
    if isinstance(space, Array) and len(space):
        if space[0] == Name.ICCBased and isinstance(space[1], Stream):
            return int(space[1].get("/N", 3))
        if space[0] == Name.DeviceN:
            return len(space[1])
        kinds = {"/Lab": 3, "/Separation": 1, "/Indexed": 1, "/I": 1}
        return kinds.get(str(space[0]), PLAIN.get(str(space[0]), 0))
    return 0


def _plain(numbers: Sequence[float], count: int, press: bytes) -> RGB:
    numbers = [min(1.0, max(0.0, float(number))) for number in numbers]
    if count == 1 and numbers:
        return numbers[0], numbers[0], numbers[0]
    if count == 3 and len(numbers) >= 3:
        return numbers[0], numbers[1], numbers[2]
    if count == 4 and len(numbers) >= 4:
        tidy = tuple(round(number, 4) for number in numbers[:4])
        is_grey = not any(tidy[:3])  # black alone is black, whatever paper it is printed on
        return (not is_grey and rgb_through(press, tidy)) or _printed(*tidy)
    return BLACK


def _printed(cyan: float, magenta: float, yellow: float, black: float) -> RGB:
    """What four inks give: each part of the paper by what lies on it (Demichel, Neugebauer)."""
    red = green = blue = 0.0
    for on, (r, g, b) in PROCESS.items():
        part = 1.0
        for ink, is_there in zip((cyan, magenta, yellow), on, strict=True):
            part *= ink if is_there else 1 - ink
        red, green, blue = red + part * r, green + part * g, blue + part * b
    light = 1 - black
    return red * light, green * light, blue * light


def _looked_up(number: int, space: Array) -> list[float]:
    """The colour of a number in a table, in the space below it, as that has its numbers."""
    below, held = space[1], space[3]
    table = held.read_bytes() if isinstance(held, Stream) else bytes(held)
    count = components_of(below) or 1
    number = min(max(number, 0), int(space[2]))
    levels = [level / 255 for level in table[number * count : (number + 1) * count]]
    if len(levels) < count:
        raise ValueError("a table of colours that ends early")
    if isinstance(below, Array) and below[0] == Name.Lab:
        low, high = (below[1].get("/Range", [-100, 100, -100, 100])[n] for n in (0, 1))
        span = float(high) - float(low)
        return [levels[0] * 100, *(float(low) + level * span for level in levels[1:])]
    return levels


def _lab(numbers: Sequence[float], said: Object) -> RGB:
    """A colour of CIE L*a*b*, as it looks beside its white (IEC 61966-2-1 for the rest)."""
    light, a, b = (float(number) for number in numbers[:3])
    middle = (light + 16) / 116
    x, y, z = (
        each**3 if each > 6 / 29 else 3 * (6 / 29) ** 2 * (each - 4 / 29)
        for each in (middle + a / 500, middle, middle - b / 200)
    )
    x, z = x * 0.9505, z * 1.089  # of a white of D65, whichever the file's is
    linear = (
        3.2406 * x - 1.5372 * y - 0.4986 * z,
        -0.9689 * x + 1.8758 * y + 0.0415 * z,
        0.0557 * x - 0.204 * y + 1.057 * z,
    )
    red, green, blue = (_encoded(min(1.0, max(0.0, each))) for each in linear)
    return red, green, blue


def _encoded(linear: float) -> float:
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055


def without_colours(fonts: Object, *, any_type_3: bool = False) -> Object:
    """Fonts without those whose letters are painted in colours of their own, or are drawings."""
    painted = [
        name for name, font in fonts.items()
        if font.get("/Subtype") == Name.Type3 and (any_type_3 or has_colours(font))
    ]  # fmt: skip
    return Dictionary({n: f for n, f in fonts.items() if n not in painted}) if painted else fonts


def has_colours(font: Object) -> bool:
    """Whether the letters of a Type 3 font are painted in colours of their own (9.6.5)."""
    try:
        drawn = [parse_content_stream(each) for each in font.get("/CharProcs", {}).values()]
    except (pikepdf.PdfError, ValueError, TypeError):
        return True
    said = ({str(one.operator) for one in each} for each in drawn)
    own = COLOURS | {"Do", "sh", "INLINE IMAGE"}
    return any("d1" not in operators and operators & own for operators in said)
