"""Values → a style sheet that knows them: custom properties of CSS, declared before its rules.

CSS Custom Properties for Cascading Variables 1: a layout writes `var(--large-print-size)` where it
wants the value. They stand on the first line of the style, so that its lines keep their numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from zinewright.problems import Problem, ZineError

FOLIO = "0123456789abcdefghijklmnopqrstuvwxyz–"
"""The room for a page number: every sign that one may have, so that its font is embedded. Binding
writes the number in its place."""
FOLIO_ROOM = "folio-room"
"""What styles call that room; they may go without it, on pages that have no number."""


def declaring(style: str, told: Mapping[str, str], path: Path) -> str:
    """A style sheet for pages, with what it is told and with the room for folios.

    Raises `ZineError` where it does not use a value: a zine would ask for it in vain.
    """
    problems = [_unused(name, path) for name in told if f"var(--{name}" not in style]
    if problems:
        raise ZineError(problems)
    values = {FOLIO_ROOM: f'"{FOLIO}"', **told}
    return f":root{{{''.join(f'--{name}:{said};' for name, said in values.items())}}}{style}"


def _unused(name: str, path: Path) -> Problem:
    what = f"the style never asks for {name.replace('-', ' ')}, which the zine says"
    fix = f"Write var(--{name}) where it belongs, as in layouts/plain/{path.name}"
    return Problem(str(path), None, "layout", what, fix)
