"""The pages of an edition → its sheets, in the ink that the recipe asks for.

They are for paper, say so, and name the edition that screen readers can follow. What draws them is
loaded only where they are not kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal

import msgspec

from zinewright.model import Zine
from zinewright.paper.folds.paper import Wish
from zinewright.particulars import Print
from zinewright.problems import Problem
from zinewright.sealed import Keep, anew

CODE = "zinewright.editions.on_sheets"


class Wanted(msgspec.Struct, frozen=True):
    """All that sheets depend on besides their pages; `where` is what messages call these."""

    on: Print
    language: str
    fold: str
    wish: Wish
    title: str
    where: str
    accessible: str
    scale: float | Literal["fit"]
    notes: bool


class Sheets(msgspec.Struct, frozen=True):
    """The files by their ink, and what is to be told of them."""

    files: dict[str, bytes]
    told: tuple[Problem, ...]


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
    notes: bool = True,
    keep: Keep = anew,
) -> Mapping[str, bytes]:
    """The sheets of a PDF, which messages call `where`; `accessible` is the file to read instead.

    Blank pages are ruled for `notes`. "" is the file that people open; for a riso that is a proof,
    and each ink has one of its own.
    `tell` is told what stops nothing. Raises `ZineError` where the pages do not fit on the paper.
    """
    wanted = Wanted(
        zine.particulars.print,
        zine.language,
        fold,
        wish,
        title,
        where,
        accessible,
        scale,
        notes,
    )
    key = hashlib.sha256(pages).hexdigest(), wanted
    made = keep(CODE, key, Sheets, partial(_drawn, pages, wanted), of=f"{fold} {title}")
    for problem in made.told:
        tell(problem)
    return made.files


def _drawn(pages: bytes, wanted: Wanted) -> Sheets:
    """The sheets, drawn; each engine is loaded for those that need it."""
    from zinewright.paper.folds import FOLDS
    from zinewright.paper.papers import paper
    from zinewright.pdf.source_pages import read_source
    from zinewright.sheets.geometry import Setup
    from zinewright.sheets.impose import Printing, impose

    on = wanted.on
    setup = Setup(paper(on.paper), wanted.scale, is_of_recipe=True)
    printing = Printing(
        notes=wanted.notes, title=wanted.title, accessible=wanted.accessible,
        language=wanted.language, register=on.ink == "riso",
    )  # fmt: skip
    plates, told = _plates(pages, wanted)
    files = {
        ink: impose(
            read_source(content, wanted.where), FOLDS[wanted.fold], wanted.wish, setup, printing
        ).files[""]
        for ink, content in plates.items()
    }
    return Sheets(files, told)


def _plates(pages: bytes, wanted: Wanted) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The pages in each ink, "" for those that people open, and what is told of them."""
    if wanted.on.ink == "colour":
        return {"": pages}, ()
    from zinewright.recolour.separations import inked

    made = inked(pages, wanted.where, wanted.on.ink, wanted.on.inks)
    return {"" if ink == "proof" else ink: held for ink, held in made.files.items()}, made.told
