"""Zine → the booklet edition: the pages of the reading edition on sheets to fold and staple."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from zinewright.bind.book import Leaf
from zinewright.bind.centre import beside_middle
from zinewright.editions.on_sheets import on_sheets
from zinewright.manuscript.recipe import RECIPE
from zinewright.model import Zine
from zinewright.paper.folds.paper import Wish
from zinewright.problems import Problem
from zinewright.sealed import Keep, anew


def beside_the_middle(leaves: Sequence[Leaf], where: str) -> Iterator[Problem]:
    """What is said of a centre spread that is not in the middle of the file `where` it stands."""
    if found := beside_middle(leaves):
        spread, middle = found
        what = (
            f"the centre spread is on pages {spread} and {spread + 1}, and the booklet has its "
            f"middle on pages {middle} and {middle + 1}: no two pieces meet near enough"
        )
        fix = f"Move a piece so that two meet there (zine order), or take [centre] out of {RECIPE}"
        yield Problem(where, None, "centre", what, fix, "info")


def booklet(
    zine: Zine, reading: bytes, name: str, tell: Callable[[Problem], object], keep: Keep = anew
) -> Mapping[str, bytes]:
    """The sheets of a zine's `reading` edition, by their ink; `name` is how its files begin.

    Raises `ZineError` where its pages do not fit on the paper.
    """
    where = f"{name}-reading.pdf"
    wish = Wish("right" if zine.direction == "rtl" else "left", blanks="back")
    return on_sheets(
        zine, reading, "booklet", wish, tell,
        title=zine.full_title, where=where, accessible=where, scale=zine.particulars.print.scaling,
        keep=keep,
    )  # fmt: skip
