"""Zine → the booklet edition: the pages of the reading edition on sheets to fold and staple."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from zinewright.editions.on_sheets import on_sheets
from zinewright.model import Zine
from zinewright.paper.folds.paper import Wish
from zinewright.problems import Problem
from zinewright.sealed import Keep, anew


def booklet(
    zine: Zine, reading: bytes, name: str, tell: Callable[[Problem], object], keep: Keep = anew
) -> Mapping[str, bytes]:
    """The sheets of a zine's `reading` edition, by their ink; `name` is how its files begin.

    Raises `ZineError` where its pages do not fit on the paper.
    """
    where = f"{name}-reading.pdf"
    wish = Wish("right" if zine.direction == "rtl" else "left")
    return on_sheets(
        zine, reading, "booklet", wish, tell,
        title=zine.full_title, where=where, accessible=where, scale=zine.particulars.print.scaling,
        keep=keep,
    )  # fmt: skip
