"""Two facing pages and a picture → where each half of it lies, so that they meet at the fold."""

from __future__ import annotations

from dataclasses import dataclass

from zinewright.paper.papers import MM

BLEED = 3 * MM  # beyond the edge of a page, for paper that is trimmed
READY = 4  # blank pages that are kept ready on each side of a centre spread, and the most for it
LOST = 0.12  # of a picture, at most, that is cut off so that it fills both pages


@dataclass(frozen=True)
class SpreadPages:
    """Two facing pages, in points: the `size` of each, and the margins that hold no picture.

    A `foot` at the lower edge is for page numbers and words; with a `head`, so is the upper one.
    """

    size: tuple[float, float]
    side: float
    foot: float
    head: float = 0.0


@dataclass(frozen=True)
class SpreadPicture:
    """A picture over two pages, in points from the upper left corner of the left one.

    `left`, `top`, `width` and `height` are those of the whole picture, `window` is the upper edge
    and the height of what is seen of it on each page.
    """

    left: float
    top: float
    width: float
    height: float
    window: tuple[float, float]


def spread_picture(pages: SpreadPages, wide: float, high: float) -> SpreadPicture:
    """Where a picture of so many pixels lies: over the edges of both pages where hardly any of it
    is lost by that, and else whole, with its middle in the fold.
    """
    width, height = pages.size
    top = pages.head or -BLEED
    window = top, height - pages.foot - top
    scale = max((2 * width + 2 * BLEED) / wide, window[1] / high)
    seen = (2 * width + 2 * BLEED) * window[1] / (wide * high * scale**2)
    if 1 - seen > LOST:
        room = height - pages.foot - max(pages.head, pages.side / 2)
        scale = min((2 * width - 2 * pages.side) / wide, room / high)
        top = height - pages.foot - room
        window = top, room
    across, down = wide * scale, high * scale
    left, upper = width - across / 2, window[0] + (window[1] - down) / 2
    return SpreadPicture(left, upper, across, down, window)
