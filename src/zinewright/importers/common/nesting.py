"""Blocks of Markdown → the same behind the mark of an item, a meaning or a note."""

from __future__ import annotations

import re

LIST = re.compile(r"(?:-|\d+\.) ")
INDENT = 4


def marked(mark: str, text: str) -> str:
    """A text behind a mark: its further lines stand under its first.

    They are indented as far as most people do, but by no less than the mark is wide, and by no
    more where the first begins code, which would show the rest of it.
    """
    is_note = mark.startswith("[")
    fits = text.startswith("```") or len(mark) >= INDENT
    width = len(mark) + 1 if fits and not is_note else INDENT
    gap = " " * (width - len(mark)) if mark == ":" else " "
    return mark + gap + re.sub(r"\n(?=[^\n])", "\n" + " " * width, text)
