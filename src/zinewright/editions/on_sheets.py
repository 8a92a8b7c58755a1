"""The pages of an edition → its sheets, in the ink that the recipe asks for.

They are for paper, say so, and name the edition that screen readers can follow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from zinewright.model import Zine
from zinewright.paper.folds import FOLDS
from zinewright.paper.folds.paper import Wish
from zinewright.paper.papers import paper
from zinewright.pdf.source_pages import read_source
from zinewright.problems import Problem
from zinewright.recolour.separations import inked
from zinewright.sheets.geometry import Setup
from zinewright.sheets.impose import Printing, impose


def on_sheets(
    zine: Zine,
    pages: bytes,
    fold: str,
    wish: Wish,
    tell: Callable[[Problem], object],
    *,
    title: str,
    where: str,
    accessible: str,
    scale: float | Literal["fit"] = 1.0,
) -> Mapping[str, bytes]:
    """The sheets of a PDF, which messages call `where`; `accessible` is the file to read instead.

    "" is the file that people open; for a riso that is a proof, and each ink has one of its own.
    `tell` is told what stops nothing. Raises `ZineError` where the pages do not fit on the paper.
    """
    on = zine.particulars.print
    setup = Setup(paper(on.paper), scale, is_of_recipe=True)
    printing = Printing(
        notes=True, title=title, accessible=accessible, language=zine.language,
        register=on.ink == "riso",
    )  # fmt: skip
    made = inked(pages, where, on.ink, on.inks)
    for problem in made.told:
        tell(problem)
    return {
        "" if ink == "proof" else ink: impose(
            read_source(content, where), FOLDS[fold], wish, setup, printing
        ).files[""]
        for ink, content in made.files.items()
    }
