"""Posts that lie in an archive or a folder: what their links and pictures lead to inside it.

A link to a file beside a post is written as an address under `INSIDE`, a host that cannot exist
(RFC 2606 §2), until it is known whether the file became a post.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from urllib.parse import quote, unquote, urlsplit

from zinewright.importers.common.archive import Files, within
from zinewright.importers.common.arrived import Image, image_of
from zinewright.limits import give_time
from zinewright.manuscript.pictures.picture import arriving
from zinewright.problems import ZineError

BYTES_A_SECOND = 1_000_000  # of a photograph; it takes a tenth
INSIDE = "https://inside.invalid/"
DATA = re.compile(r"data:image/([a-z]{2,8});base64,([A-Za-z0-9+/=\s]+)\Z", re.IGNORECASE)


class Unclear(Exception):
    """A picture that was looked for and is left out, for a reason that somebody can mend."""


def inlined(source: str) -> Image | None:
    """The picture that an address holds in itself (RFC 2397), None where it holds none."""
    found = DATA.match(source)
    if not found:
        return None
    try:
        content = base64.b64decode(found[2])
        first = arriving(content, found[1])
    except (ValueError, ZineError):
        return None
    return image_of(found[1], content, first[:2], lambda: arriving(content, found[1]))


def inside(path: str) -> str:
    """The address that stands for a file."""
    return INSIDE + quote(path)


def pictures_of(
    files: Files,
    base: str,
    elsewhere: Callable[[str], Image | None],
    roots: tuple[str, ...] = ("",),
) -> Callable[[str], Image | None]:
    """What finds the picture of an address, seen from the file `base` or from one of `roots`.

    What is not there is looked for `elsewhere`.
    """
    made: dict[str, Image | None] = {}

    def image(source: str) -> Image | None:
        try:
            parts = urlsplit(source)
        except ValueError:
            return None
        if (parts.scheme or parts.netloc) and not source.startswith(INSIDE):
            return elsewhere(source)
        path = unquote(parts.path)
        seen = [
            within(path, base),
            *(within(f"{root}/{path.lstrip('/')}".lstrip("/")) for root in roots),
        ]
        found = next((each for each in seen if each and each in files), "")
        if found and found not in made:
            made[found] = image_in(files, found)
        return made.get(found) or elsewhere(source)

    return image


def image_in(files: Files, path: str) -> Image | None:
    """A picture, decoded once to see that it can be; None of what is none."""
    try:
        content = files[path]
        give_time(len(content) / BYTES_A_SECOND)
        first = arriving(content, path)
    except ZineError:
        return None
    return image_of(path, content, first[:2], lambda: arriving(files[path], path))
