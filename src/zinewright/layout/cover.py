"""A title → what is drawn on the cover: tiles that depend on it alone, and its lines."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape

from zinewright.model import Picture

ROWS = {"large": 6, "medium": 5, "small": 4}
"""Rows of tiles above a title, by its size."""
DRAWN = {"accent": "black", "ink": "black", "paper": "white", "title-face": "sans-serif"}
"""What a cover is drawn in where the style for pages says nothing of it."""


def size_of(title: str) -> str:
    """How large a title can be set on the cover."""
    return "large" if len(title) <= 28 else "medium" if len(title) <= 70 else "small"


def lines_of(title: str, longest: int) -> tuple[str, ...]:
    """A title in lines of about `longest` letters."""
    lines: list[str] = []
    for word in title.split():
        if lines and len(lines[-1]) + 1 + len(word) <= longest:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return tuple(lines)


def tiles(title: str, rows: int, columns: int = 6) -> tuple[tuple[int, int, int, int], ...]:
    """Tiles (column, row, shape 0 to 5, quarter turns) that depend on the title alone."""
    found = []
    for row in range(rows):
        for column in range(columns):
            seed = hashlib.sha256(f"{title}\0{column}\0{row}".encode()).digest()
            found.append((column, row, seed[0] % 6, seed[1] % 4))
    return tuple(found)


def framed(
    picture: Picture, address: str, lines: Sequence[str], authors: str, *, small: bool
) -> str:
    """A cover as SVG that shows a picture in the place of a drawing: whole, above the title.

    It lies at an `address`, or, where that is "", in the drawing itself. Where there are `lines` of
    the title, they stand on it, `small` ones closer, with the authors.
    """
    held = f"data:{picture.media_type};base64,{base64.b64encode(picture.content).decode()}"
    first, step, size = (128, 7.5, 6.2) if small else (152, 12.5, 11.5)
    said = [
        f'<text x="14" y="{first + step * number:g}" font-size="{size}" font-weight="bold">'
        f"{escape(line)}</text>"
        for number, line in enumerate(lines)
    ]
    said += [f'<text x="14" y="198" font-size="4.6">{escape(authors)}</text>'] if lines else []
    height = 96 if small else 120
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 148 210" width="1480" height="2100">'
        '<rect width="148" height="210" fill="white"/>'
        f'<image x="14" y="14" width="120" height="{height}" preserveAspectRatio="xMinYMax meet" '
        f'href="{escape(address or held)}"/>'
        f'<g font-family="Verdana, sans-serif">{"".join(said)}</g></svg>'
    )
