"""Pictures and the sizes that are said for them → those with too few pixels for print.

Sizes are those of the plain layout. A picture for which no size is said is printed at the size that
it has.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from zinewright.digests import digest_of
from zinewright.model import Picture
from zinewright.problems import Problem, shown
from zinewright.prose.chapter import Chapter

LEAST = 200  # pixels an inch: below it a reader sees them
INCH, POINT = 25.4, 25.4 / 72  # mm
DRAWN_FOR = 148.0  # mm, how wide pages are that have the whole of these margins
SIDES, HEAD_AND_FOOT = 38.0, 37.0  # mm, margins together
CAPTION = 30.0  # mm that it may take
SMALL, GAP, TALL = 42.0, 5.0, 0.595  # mm, mm between a pair, and the share of a page's height


def across(page: tuple[float, float]) -> float:
    """How wide a line of text is in mm, on pages that are so wide and so high in points."""
    width = page[0] * POINT
    return width - SIDES * min(1.0, width / DRAWN_FOR)


def room_on(page: tuple[float, float]) -> Mapping[str, tuple[float, float]]:
    """How wide and how high a picture may be in mm, by its size; it fills one of them.

    `page` is how wide and how high pages are, in points.
    """
    width, height = (side * POINT for side in page)
    share = min(1.0, width / DRAWN_FOR)
    measure, tall = across(page), height * TALL
    down = height - HEAD_AND_FOOT * share - CAPTION
    return {
        "full": (measure, down),
        "small": (min(SMALL, measure), tall),
        "pair": ((measure - GAP) / 2, tall),
    }


def too_coarse(
    chapter: Chapter, pictures: Mapping[str, Picture], page: tuple[float, float]
) -> Iterator[Problem]:
    """What is to be said of pictures of a chapter that print would show pixel by pixel.

    `pictures` are those that were read, by name; `page` is how wide and how high pages are, in
    points.
    """
    room = room_on(page)
    for name, size, line in chapter.prose.sized:
        picture = pictures.get(name)
        if picture is None:
            continue  # which is said already
        wide, high = room[size]
        width = min(wide, high * picture.width / picture.height)
        density = picture.width / width * INCH
        if density < LEAST:
            found = f"{math.floor(density)} pixels an inch, of at least {LEAST}"
            what = (
                f"the picture {shown(name)} is {picture.width:,} pixels wide, and {{{size}}} "
                f"prints it {width:.0f} mm wide: {found}"
            )
            fix = f"Save it {math.ceil(width / INCH * LEAST):,} pixels wide, or print it smaller"
            where = chapter.post.where
            yield Problem(where, line, "resolution", what, fix, "warning", digest_of(what))
