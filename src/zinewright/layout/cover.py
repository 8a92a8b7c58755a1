"""A title → what is drawn on the cover: tiles that depend on it alone, and its lines."""

from __future__ import annotations

import hashlib

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
