"""Zine → the booklet edition: the pages of the reading edition on sheets to fold and staple.

It is for paper, says so, and names the edition that screen readers can follow.
"""

from __future__ import annotations

from zinewright.folds import FOLDS
from zinewright.folds.paper import Wish
from zinewright.ground import Setup
from zinewright.model import Zine
from zinewright.originals import read_source
from zinewright.sheets import Printing, impose


def booklet(zine: Zine, reading: bytes, name: str) -> bytes:
    """The sheets of a zine's `reading` edition; `name` is how its files begin.

    Raises `ZineError` where its pages do not fit on the paper.
    """
    source = read_source(reading, f"{name}-reading.pdf")
    wish = Wish("right" if zine.direction == "rtl" else "left")
    setup = Setup(zine.on_paper.size, zine.on_paper.scale)
    printing = Printing(
        notes=True, title=zine.full_title, accessible=source.where, language=zine.language
    )
    return impose(source, FOLDS["booklet"], wish, setup, printing).files[""]
