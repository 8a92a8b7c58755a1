"""Two renderings of a page → whether one shows what the other does.

A page is looked at in squares of 3 mm. What a square holds is lost where its light and its dark
pixels are equally light in the other; what is there in no ink is there for no reader.
"""

from __future__ import annotations

from collections.abc import Sequence

from zinewright.pixels import Cell, cells, drawn
from zinewright.rendering import OpenPage

SIDE, MM = 8, 72 / 25.4
SCALE = SIDE / (3 * MM)
"""Pixels on the side of a square, and in a point."""
MOST_SIDE = 4000  # pixels; larger pages are looked at from further away
SEEN, PLAIN, GONE = 0.3, 0.5, 0.04
"""What stands out in one rendering (of 1), and plainly so; what cannot be told apart in another."""
TURNED, ALIKE = 0.6, 0.12
"""How much darker or lighter a square may be at most: in other inks, and in its own colours."""


def looked_at(page: OpenPage) -> object:
    """A page as it is compared."""
    wide, high = page.size
    scale = min(SCALE, MOST_SIDE / max(wide, high))
    size = max(SIDE, round(wide * scale)), max(SIDE, round(high * scale))
    (band,) = page.bands(*size, size[1])
    return drawn((band.width, band.height), band.stride, band.content)


def is_lost(source: object, made: Sequence[object], seen: float = SEEN) -> bool:
    """Whether something that stands out in a page stands out in none of those made of it."""
    for there in zip(*(_cells(source, each) for each in made), strict=True):
        if there[0].contrast[0] >= seen and all(abs(one.contrast[1]) < GONE for one in there):
            return True
    return False


def is_turned(source: object, made: object) -> bool:
    """Whether a light square became dark, or a dark one light."""
    return any(abs(one.light[0] - one.light[1]) > TURNED for one in _cells(source, made))


def differs(source: object, made: object) -> bool:
    """Whether a page looks other than the same in its own colours."""
    return any(
        abs(one.light[0] - one.light[1]) > ALIKE
        or (one.contrast[0] >= SEEN and one.contrast[1] < GONE)
        for one in _cells(source, made)
    )


def _cells(one: object, other: object) -> Sequence[Cell]:
    return tuple(cells(one, other, SIDE))  # type: ignore[arg-type]
