"""Pictures and the sizes that are said for them → those with too few pixels for print.

Sizes are those of the plain layout on A5. A picture for which no size is said is printed at the
size that it has.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from zinewright.digests import digest_of
from zinewright.model import Picture
from zinewright.problems import Problem, shown
from zinewright.prose.chapter import Chapter

LEAST = 200  # pixels an inch: below it a reader sees them
INCH = 25.4  # mm
ROOM = {"full": (110.0, 143.0), "small": (42.0, 125.0), "pair": (52.5, 125.0)}
"""How wide and how high a picture may be, in mm; it fills one of them."""


def too_coarse(chapter: Chapter, pictures: Mapping[str, Picture]) -> Iterator[Problem]:
    """What is to be said of pictures of a chapter that print would show pixel by pixel.

    `pictures` are those that were read, by name.
    """
    for name, size, line in chapter.prose.sized:
        picture = pictures.get(name)
        if picture is None:
            continue  # which is said already
        across, down = ROOM[size]
        width = min(across, down * picture.width / picture.height)
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
