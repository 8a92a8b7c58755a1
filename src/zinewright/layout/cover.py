"""A title and a seed → what is drawn on the cover, which depends on them alone; lines of titles."""

from __future__ import annotations

import base64
import hashlib
import math
from collections.abc import Mapping
from html import escape

from zinewright.model import Picture
from zinewright.paper.contrast import WHITE, colour_of, written

ROWS = {"large": 6, "medium": 5, "small": 4}
"""Rows of tiles above a title, by its size."""
SEEDS, WAVES, PLOTS = 320, 11, 6
"""How many seeds and waves are drawn, and how many plots stand side by side at most."""
THINNEST = 0.008  # of a wave, as a share of the height of all: .35 mm where they are 44 mm high
DRAWN = {"accent": "black", "ink": "black", "paper": "white", "title-face": "sans-serif"}
"""What a cover is drawn in where the style for pages says nothing of it."""
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))  # between a seed and the next, as plants grow them


def cover_values(
    title: str, authors: str, properties: Mapping[str, str], *, words: bool, seed: int = 0
) -> Mapping[str, object]:
    """What a template of a cover is given beside the zine; without `words`, no lines of text.

    Another `seed` is another drawing of the same title.
    """
    return {
        **drawings(title, seed),
        "lines": _lines(title) if words else (),
        "authors": authors,
        "properties": properties,
        "overprinted": overprinted(properties["accent"]),
    }


def size_of(title: str) -> str:
    """How large a title can be set on the cover."""
    return "large" if len(title) <= 28 else "medium" if len(title) <= 70 else "small"


def _lines(title: str) -> tuple[str, ...]:
    return lines_of(title, 18 if size_of(title) == "large" else 30)


def lines_of(title: str, longest: int) -> tuple[str, ...]:
    """A title in lines of about `longest` letters."""
    lines: list[str] = []
    for word in title.split():
        if lines and len(lines[-1]) + 1 + len(word) <= longest:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return tuple(lines)


def drawings(title: str, seed: int = 0) -> dict[str, object]:
    """What a template is told of a title: how large it is set, and all that may be drawn of it.

    With a `seed` other than 0, it is what would be drawn of another title of this length.
    """
    size, drawn = size_of(title), f"{title}\0{seed}" if seed else title
    return {
        "size": size,
        "small": size != "large",
        "tiles": tiles(drawn, ROWS[size]),
        "rolls": rolls(drawn),
        "seeds": seeds(drawn, SEEDS),
        "waves": waves(drawn, WAVES, THINNEST),
        "plots": plots(drawn, PLOTS, ROWS[size] + 1),
    }


def tiles(title: str, rows: int, columns: int = 6) -> tuple[tuple[int, int, int, int], ...]:
    """Tiles (column, row, shape 0 to 5, quarter turns) that depend on the title alone."""
    found = []
    for row in range(rows):
        for column in range(columns):
            seed = hashlib.sha256(f"{title}\0{column}\0{row}".encode()).digest()
            found.append((column, row, seed[0] % 6, seed[1] % 4))
    return tuple(found)


def title_at(properties: Mapping[str, str]) -> str:
    """Where a layout has the title on its cover, as `--cover-title` says: "" for below, "top" for
    above what is drawn, "middle" for below it and centred.
    """
    return properties.get("cover-title", "")


def framed(
    picture: Picture, address: str, title: str, authors: str, place: str = "", *, words: bool
) -> str:
    """A cover as SVG that shows a picture in the place of a drawing: whole, above the title, or
    below it where the title's `place` (`title_at`) is "top".

    It lies at an `address`, or, where that is "", in the drawing itself. With `words`, the title
    and the authors stand on it; without, there is room for them.
    """
    small, lines = size_of(title) != "large", _lines(title) if words else ()
    held = f"data:{picture.media_type};base64,{base64.b64encode(picture.content).decode()}"
    step, size, height = (7.5, 6.2, 96) if small else (12.5, 11.5, 120)
    above, first, last = 14, 128 if small else 152, 198.0
    if place == "top":
        above, first = 196 - height, 26
        last = first + step * len(lines)
    x, anchor, side = (74, "middle", "xMid") if place == "middle" else (14, "start", "xMin")
    said = [
        f'<text x="{x}" y="{first + step * number:g}" font-size="{size}" font-weight="bold">'
        f"{escape(line)}</text>"
        for number, line in enumerate(lines)
    ]
    if lines:
        said.append(f'<text x="{x}" y="{last:g}" font-size="4.6">{escape(authors)}</text>')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 148 210" width="1480" height="2100">'
        '<rect width="148" height="210" fill="white"/>'
        f'<image x="14" y="{above}" width="120" height="{height}" '
        f'preserveAspectRatio="{side}YMax meet" href="{escape(address or held)}"/>'
        f'<g font-family="Verdana, sans-serif" text-anchor="{anchor}">{"".join(said)}</g></svg>'
    )


# --- drawings that are made of the title: the same title, the same drawing


def seeds(title: str, count: int) -> tuple[tuple[float, float, float], ...]:
    """Seeds (x, y, radius) of a flower's head in a circle of radius 1: each a golden angle on.

    They are larger on one side than on the other, as the moon is lit; the title says how far.
    """
    lit, turn = 1.1 * _chance(title, "lit") - 0.55, _chance(title, "turn") - 0.5
    room = 1 / math.sqrt(count)
    found = []
    for number in range(count):
        far = math.sqrt((number + 0.5) / count)
        x, y = far * math.cos(number * GOLDEN_ANGLE), far * math.sin(number * GOLDEN_ANGLE)
        across = x * math.cos(turn) + y * math.sin(turn)
        edge = lit * math.sqrt(max(0.0, 1 - (y * math.cos(turn) - x * math.sin(turn)) ** 2))
        light = _between(0.0, 1.0, (across - edge) / 0.5 + 0.5)
        found.append((round(x, 4), round(y, 4), round(room * (0.24 + 0.52 * light), 4)))
    return tuple(found)


def waves(title: str, rows: int, thinnest: float, points: int = 48) -> tuple[str, ...]:
    """Swelling lines one below another in a square of 1 by 1, each the `d` of a path to fill.

    They run further apart and swing more the nearer they are, are `thinnest` at their sides and
    widest about the middle.
    """
    pitch = 1 / rows
    found = []
    for row in range(rows):
        near = (row + 0.5) / rows
        begins, swings = math.tau * _chance(title, "wave", row), 2.2 + 2 * (1 - near)
        shift = 0.2 * (_chance(title, "swell", row) - 0.5)
        upper, lower = [], []
        for point in range(points + 1):
            x = point / points
            swing = 0.42 * pitch * near * math.sin(begins + math.tau * swings * x)
            swell = math.exp(-(((x - 0.5 - shift) / (0.1 + 0.16 * near)) ** 2))
            ripple = 0.75 + 0.25 * math.sin(begins + math.tau * 2 * swings * x)
            half = thinnest / 2 + 0.3 * pitch * (0.4 + 0.6 * near) * swell * ripple
            middle = near**1.25 + swing
            upper.append(f"{x:.4f} {middle - half:.4f}")
            lower.append(f"{x:.4f} {middle + half:.4f}")
        found.append(f"M{'L'.join([*upper, *reversed(lower)])}Z")
    return tuple(found)


def plots(title: str, columns: int, rows: int) -> tuple[tuple[int, int, int, int, int], ...]:
    """A grid cut into rectangles (column, row, columns, rows, kind 0 to 5), like a town's plots.

    None is of the kind of the one before it.
    """
    waiting, found = [(0, 0, columns, rows)], list[tuple[int, int, int, int, int]]()
    while waiting:
        left, top, wide, high = waiting.pop()
        chance = _chance(title, left, top, wide, high)
        if wide * high <= 2 or (wide <= 2 and high <= 2 and chance < 0.5):
            kind = int(6 * _chance(title, "kind", left, top))
            if found and found[-1][4] == kind:
                kind = (kind + 1) % 6
            found.append((left, top, wide, high, kind))
        elif wide > high or (wide == high and chance < 0.75):
            cut = 1 + int(chance * (wide - 1))
            waiting += [(left + cut, top, wide - cut, high), (left, top, cut, high)]
        else:
            cut = 1 + int(chance * (high - 1))
            waiting += [(left, top + cut, wide, high - cut), (left, top, wide, cut)]
    return tuple(found)


def _chance(title: str, *what: object) -> float:
    """A number from 0 up to 1 that only the title, and what it is for, decide."""
    asked = "\0".join([title, *map(str, what)])
    return int.from_bytes(hashlib.sha256(asked.encode()).digest()[:6]) / 2**48


def _between(low: float, high: float, value: float) -> float:
    return max(low, min(high, value))


def rolls(title: str, count: int = 128) -> tuple[float, ...]:
    """Numbers from 0 to below 1 that look like chance and depend on the title alone, for whatever
    a drawing leaves to it.
    """
    seeds = (hashlib.sha256(f"{title}\0{number}".encode()).digest() for number in range(count))
    return tuple(round(int.from_bytes(seed[:2]) / 65_536, 4) for seed in seeds)


def overprinted(accent: str, black: float = 0.6) -> str:
    """The colour of an accent with so much black printed over it, from 0 to 1, as `#a1b2c3`.

    Two flat shapes that overlap are drawn with a third in this: pages know no blending. An accent
    that is no `#a1b2c3` counts as white.
    """
    red, green, blue = (part * (1 - black) for part in colour_of(accent) or WHITE)
    return written((red, green, blue))
