"""Values → a style sheet that knows them: custom properties of CSS, declared before its rules.

CSS Custom Properties for Cascading Variables 1: a layout writes `var(--large-print-size)` where it
wants the value. They stand on the first line of the style, so that its lines keep their numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType

from zinewright.layout.foot_notes import STYLE
from zinewright.model import Zine
from zinewright.paper.papers import PAPERS, pages
from zinewright.problems import Problem, ZineError

HEAD = 46  # letters of a running head that fit on one line of an A5 page
FOLIO = "0123456789abcdefghijklmnopqrstuvwxyz–"
"""The room for a page number: every sign that one may have, so that its font is embedded. Binding
writes the number in its place."""
FOLIO_ROOM = "folio-room"
"""What styles call that room; they may go without it, on pages that have no number."""


TOLD: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "print.css": {"page-width": "148mm", "page-height": "210mm"},
        "large-print.css": {
            "large-print-size": "18pt",
            "page-width": "210mm",
            "page-height": "297mm",
        },
        "pocket.css": {"page-size": "74mm 105mm"},
        "plan.css": {"page-size": "210mm 297mm"},
    }
)
"""What each style for pages is told of a zine, with such values as a trial takes."""


def declaring(style: str, told: Mapping[str, str], where: str) -> str:
    """A style sheet for pages, with what it is told and with the room for folios.

    Raises `ZineError` where it does not use a value: a zine would ask for it in vain.
    """
    problems = [_unused(name, where) for name in told if f"var(--{name}" not in style]
    if problems:
        raise ZineError(problems)
    return with_told(style, told)


def with_told(style: str, told: Mapping[str, str]) -> str:
    """A style sheet for pages with what it is told, whether it uses that or not, and with what
    makes notes stand at the foot."""
    values = {FOLIO_ROOM: f'"{FOLIO}"', **told}
    declared = "".join(f"--{name}:{said};" for name, said in values.items())
    return f":root{{{declared}}}{STYLE}{style}"


def running_head(title: str, zine: Zine) -> str:
    """A title as it has room on one line of a page."""
    width, _ = pages(zine.particulars.page, zine.particulars.print.paper)
    most = max(12, int(HEAD * width / PAPERS["A5"][0]))
    return title if len(title) <= most else title[: most - 1].rsplit(" ", 1)[0] + " …"


def _unused(name: str, where: str) -> Problem:
    what = f"the style never asks for {name.replace('-', ' ')}, which the zine says"
    fix = f"Write var(--{name}) where it belongs, as in layouts/plain/{PurePath(where).name}"
    return Problem(where, None, "layout", what, fix)
