"""Zine → the pocket zine: eight panels on one side of one sheet, folded around a slit.

It is laid out for its panels and never scaled: something to read, what is in the zine, where help
is, and where to get the whole. Page numbers are those of the reading edition where they are said of
the whole zine, else those of the panels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from zinewright.bind.book import Leaf
from zinewright.bind.embed_fonts import PartOf
from zinewright.bind.pdf import bind
from zinewright.editions.on_sheets import on_sheets
from zinewright.editions.pocket_panels import PANELS
from zinewright.editions.reading import said
from zinewright.languages.words import words_for
from zinewright.layout.layout import Layout
from zinewright.locators import Locators
from zinewright.model import IN_WHOLE, Zine
from zinewright.paper.folds.paper import Wish
from zinewright.paper.papers import MM, paper
from zinewright.problems import Problem, ZineError
from zinewright.sealed import Keep, anew

STYLE = "pocket.css"
LONGEST = 900  # pixels: the width of a panel at 300 dots an inch


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
    """The sheet of the typeset sections; `locators` are the pages of the whole zine.

    For a riso, "" is a proof, and each ink has a file of its own.

    Raises `ZineError` where they have more pages than there are panels, with how many.
    """
    words = words_for(zine.language)
    title = words.say("pocket-title", title=zine.full_title)
    if (count := panels(leaves)) > PANELS:
        raise ZineError([_too_much(leaves, count)])
    there = _in_whole(leaves, locators)
    bound = bind(leaves, layout.fonts, said(zine), part, elsewhere=there)
    wish = Wish("right" if zine.direction == "rtl" else "left", blanks="back")
    return on_sheets(
        zine, bound, "mini", wish, tell,
        title=title, where=f"{name}-pocket.pdf", accessible=f"{name}-reading.pdf",
        notes=False, keep=keep,
    )  # fmt: skip


def _in_whole(leaves: tuple[Leaf, ...], locators: Locators) -> dict[str, str]:
    """The page of the whole zine for each place of it that is named, "" where that is unknown."""
    targets = {slot.target for leaf in leaves for slot in leaf.typeset.slots}
    return {
        target: _page_there(target.removeprefix(IN_WHOLE), locators)
        for target in targets
        if target.startswith(IN_WHOLE)
    }


def _page_there(place: str, locators: Locators) -> str:
    name, _, before = place.rpartition("@")
    if name not in locators.pages:
        return locators.labels.get(place, "")
    begun = [page.label for page in locators.pages[name] if page.letters <= int(before)]
    return begun[-1] if begun else locators.labels.get(name, "")


def _too_much(leaves: tuple[Leaf, ...], count: int) -> Problem:
    parts = ", ".join(f"“{leaf.title}” {leaf.typeset.pages}" for leaf in leaves)
    what = (
        f"the pocket zine has {PANELS} panels, and its text needs {count}, {count - PANELS} too "
        f"many ({parts})"
    )
    fix = 'Name fewer places of support under [pocket], like resources = ["samaritans"]'
    return Problem("zine.toml", None, "pocket", what, fix)
