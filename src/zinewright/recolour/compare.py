"""Two renderings of a page → whether one shows what the other does.

A page is looked at in squares of 3 mm. What a square holds is lost where its light and its dark
pixels are equally light in the other; what is there in no ink is there for no reader.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from zinewright.pdf.render import OpenPage
from zinewright.recolour.pixels import Bitmap, Cell, cells, joined

SIDE, MM = 8, 72 / 25.4
SCALE = SIDE / (3 * MM)
"""Pixels on the side of a square, and in a point."""
MOST_SIDE = 6000  # pixels; larger pages are looked at from further away
MOST_AT_ONCE, NEARER = 4_000_000, 4  # pixels that are drawn at once; how much nearer one looks
SEEN, PLAIN, GONE = 0.3, 0.5, 0.04
"""What stands out in one rendering (of 1), and plainly so; what cannot be told apart in another."""
TURNED, ALIKE = 0.6, 0.12
"""How much darker or lighter a square may be at most: in other inks, and in its own colours."""


def is_so(
    test: Callable[[Bitmap, Sequence[Bitmap]], bool],
    one: Callable[[int], Bitmap],
    others: Sequence[Callable[[int], Bitmap]],
) -> bool:
    """Whether a test finds something in pages that were made of one, from afar and from near.

    A page is what it looks like from so much nearer.

    From afar, hairlines and dots come and go with the pixels that they happen to meet.
    """
    return all(test(one(nearer), [each(nearer) for each in others]) for nearer in (1, NEARER))


def looked_at(page: OpenPage, nearer: int = 1) -> Bitmap:
    """A page as it is compared, looked at from so much nearer."""
    wide, high = page.size
    scale = min(SCALE, MOST_SIDE / nearer / max(wide, high))
    size = tuple(max(SIDE, round(side * scale)) * nearer for side in (wide, high))
    bands = page.bands(size[0], size[1], max(1, MOST_AT_ONCE // size[0]))
    made = joined((size[0], size[1]), ((b.width, b.height, b.stride, b.content) for b in bands))
    return (made.reduce(nearer) if nearer > 1 else made).convert("L")


def is_lost(source: Bitmap, made: Sequence[Bitmap], seen: float = SEEN) -> bool:
    """Whether something that stands out in a page stands out in none of those made of it."""
    return any(
        there[0].contrast[0] >= seen and all(abs(one.contrast[1]) < GONE for one in there)
        for there in zip(*(_cells(source, each) for each in made), strict=True)
    )


def is_plainly_lost(source: Bitmap, made: Sequence[Bitmap]) -> bool:
    return is_lost(source, made, PLAIN)


def is_turned(source: Bitmap, made: Sequence[Bitmap]) -> bool:
    """Whether a light square became dark in the first, or a dark one light."""
    return any(abs(one.light[0] - one.light[1]) > TURNED for one in _cells(source, made[0]))


def differs(source: Bitmap, made: Sequence[Bitmap]) -> bool:
    """Whether a page looks other than the same in its own colours."""
    return any(
        abs(one.light[0] - one.light[1]) > ALIKE
        or (one.contrast[0] >= SEEN and one.contrast[1] < GONE)
        for one in _cells(source, made[0])
    )


def _cells(one: Bitmap, other: Bitmap) -> Sequence[Cell]:
    return tuple(cells(one, other, SIDE))
