"""Blocks of Markdown → the same inside an item, a quotation or a note, where some cannot stand.

Our dialect takes the indented code behind a list for a part of it, joins quotations that follow
each other, and reads no table and no code right behind the mark of an item.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from zinewright.importers.common.escaping import BREAK, code

LIST = re.compile(r"(?:-|\d+\.) ")
HIDDEN = re.compile(r"(?:> )*(?:\| |    )|(?:> )+```")  # what is known by the line that it is on
APART = "\u2060\n\n"  # a word joiner: a paragraph that nobody sees


def stacked(parts: Iterable[str]) -> list[str]:
    """Blocks that follow each other, without empty ones."""
    made: list[str] = []
    for part in parts:
        if not part.strip():
            continue
        if made and part[:4] == "    " and (LIST.match(made[-1]) or "\n:   " in made[-1]):
            part = as_lines(part)
        elif made and made[-1][0] == ">" and re.match(r"(?:> )+    ", part):
            part = f"> \u2060\n>\n{part}"
        made.append(part)
    return made


def indented(text: str) -> str:
    """A text behind a mark: its further lines stand under its first."""
    return re.sub(r"\n(?=[^\n])", "\n    ", text)


def begun(part: str) -> str:
    """A block that stands right behind the mark of an item."""
    if part.startswith("    "):
        return as_lines(part)
    if HIDDEN.match(part):
        return f"{APART}{part}"
    if part.startswith(">"):
        first, _, rest = part.partition("\n>\n")
        words = first.replace("\\\n> ", " ").replace("\n> ", "\n\n> ", 1)
        return f"{words}\n\n{rest}" if rest else words
    return part


def as_lines(part: str) -> str:
    """Indented code as lines of code in a paragraph."""
    return BREAK.join(code(line) for line in part.split("\n") if line.strip())
