"""Zine → the pocket zine: eight panels on one side of one sheet, folded around a slit.

It is laid out for its panels and never scaled. A zine that has room there stands on them whole;
of others they hold where help is, how to skip, and where to get the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from zinewright.bind.book import Leaf
from zinewright.bind.embed_fonts import PartOf
from zinewright.bind.folios import continued
from zinewright.bind.pdf import bind
from zinewright.editions.on_sheets import on_sheets
from zinewright.editions.reading import said
from zinewright.languages.words import words_for
from zinewright.layout.layout import Layout
from zinewright.locators import Locators
from zinewright.model import Zine
from zinewright.paper.folds.paper import Wish
from zinewright.paper.papers import MM, paper
from zinewright.problems import Problem, ZineError
from zinewright.sealed import Keep, anew

STYLE = "pocket.css"
LONGEST = 900  # pixels: the width of a panel at 300 dots an inch
PANELS = 8


def told(zine: Zine) -> Mapping[str, str]:
    """What its style sheet is told: the width and height of a panel."""
    short, long = paper(zine.particulars.print.paper)
    return {"page-size": f"{long / 4 / MM:.3f}mm {short / 2 / MM:.3f}mm"}


def panels(leaves: tuple[Leaf, ...]) -> int:
    return sum(leaf.typeset.pages for leaf in leaves)


def pocket(
    zine: Zine,
    layout: Layout,
    leaves: tuple[Leaf, ...],
    locators: Locators,
    name: str,
    part: PartOf,
    tell: Callable[[Problem], object],
    keep: Keep = anew,
) -> Mapping[str, bytes]:
    """The sheet of the typeset sections; with `locators`, those of the whole zine.

    For a riso, "" is a proof, and each ink has a file of its own.

    Raises `ZineError` where they have more pages than there are panels, with how many.
    """
    words = words_for(zine.language)
    title = words.say("pocket-title", title=zine.full_title)
    if (count := panels(leaves)) > PANELS:
        raise ZineError([_too_much(leaves, count)])
    if locators.pages:
        bound = bind(continued(leaves, locators), layout.fonts, said(zine), part, locators)
    else:
        bound = bind(leaves, layout.fonts, said(zine), part)
    wish = Wish("right" if zine.direction == "rtl" else "left", blanks="back")
    return on_sheets(
        zine, bound, "mini", wish, tell,
        title=title, where=f"{name}-pocket.pdf", accessible=f"{name}-reading.pdf",
        keep=keep,
    )  # fmt: skip


def _too_much(leaves: tuple[Leaf, ...], count: int) -> Problem:
    parts = ", ".join(f"“{leaf.title}” {leaf.typeset.pages}" for leaf in leaves)
    what = (
        f"the pocket zine has {PANELS} panels, and its text needs {count}, {count - PANELS} too "
        f"many ({parts})"
    )
    fix = 'Name fewer places of support under [pocket], like resources = ["samaritans"]'
    return Problem("zine.toml", None, "pocket", what, fix)
