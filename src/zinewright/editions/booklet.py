"""Zine → the booklet edition: the pages of the reading edition on sheets to fold and staple.

It is for paper, says so, and names the edition that screen readers can follow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from zinewright.model import Zine
from zinewright.paper.folds import FOLDS
from zinewright.paper.folds.paper import Wish
from zinewright.paper.papers import paper
from zinewright.pdf.source_pages import read_source
from zinewright.problems import Problem
from zinewright.recolour.separations import inked
from zinewright.sheets.geometry import Setup
from zinewright.sheets.impose import Printing, impose


def booklet(
    zine: Zine, reading: bytes, name: str, tell: Callable[[Problem], object]
) -> Mapping[str, bytes]:
    """The sheets of a zine's `reading` edition; `name` is how its files begin.

    "" is the file that people open; for a riso that is a proof, and each ink has one of its own.
    Raises `ZineError` where its pages do not fit on the paper.
    """
    on, where = zine.particulars.print, f"{name}-reading.pdf"
    wish = Wish("right" if zine.direction == "rtl" else "left")
    printing = Printing(
        notes=True, title=zine.full_title, accessible=where, language=zine.language,
        register=on.ink == "riso",
    )  # fmt: skip
    made = inked(reading, where, on.ink, on.inks)
    for problem in made.told:
        tell(problem)
    return {
        "" if ink == "proof" else ink: impose(
            read_source(content, where),
            FOLDS["booklet"],
            wish,
            Setup(paper(on.paper), on.scaling, is_of_recipe=True),
            printing,
        ).files[""]
        for ink, content in made.files.items()
    }
