"""The pages of a PDF that was read → its sheets in the inks that are asked for.

What other inks and a shop need is loaded where they are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from zinewright.paper.folds.paper import Fold, Wish
from zinewright.pdf.source_pages import SourcePdf, read_source, saved
from zinewright.printing.quantities import MOST_STAPLED, stapled_in
from zinewright.problems import Problem
from zinewright.sheets import impose as sheets
from zinewright.sheets.geometry import Setup
from zinewright.sheets.impose import Printed, Printing

Ink = Literal["colour", "black", "riso"]


def lay_out(
    source: SourcePdf,
    fold: Fold,
    wish: Wish,
    setup: Setup,
    printing: Printing,
    ink: Ink = "colour",
    inks: Sequence[str] = (),
    *,
    bleed: float | None = None,
) -> Printed:
    """The sheets of a PDF that was read with this `bleed` (points; None: as its pages say), in each
    ink, and every warning once. Raises `ZineError`.
    """
    tagged = Path(source.where).name if source.is_tagged else ""
    printing = replace(
        printing, register=printing.register or ink == "riso",
        accessible=printing.accessible or tagged,
    )  # fmt: skip
    files: dict[str, bytes] = {}
    plates, told = _inked(source, ink, inks, bleed, for_shop=bool(printing.shop))
    for plate, held in plates.items():
        printed = sheets.impose(held, fold, wish, setup, printing)
        files |= {"-".join(filter(None, (run, plate))): made for run, made in printed.files.items()}
    warnings = (*source.warnings, *told, *printed.warnings, *_too_thick(printed, source.where))
    return replace(printed, files=files, warnings=tuple(dict.fromkeys(warnings)))


def _inked(
    source: SourcePdf, ink: Ink, inks: Sequence[str], bleed: float | None, *, for_shop: bool
) -> tuple[dict[str, SourcePdf], tuple[Problem, ...]]:
    """The pages in the inks that they are printed in, by the names of these, and what is told."""
    if ink == "colour" and not for_shop:
        return {"": source}, ()
    from zinewright.recolour.separations import inked
    from zinewright.sheets.pdf_x import for_press

    made = inked(saved(source), source.where, ink, tuple(inks))
    files = made.files
    if for_shop:
        files = {name: for_press(content) for name, content in files.items()}
    return {name: read_source(held, source.where, bleed) for name, held in files.items()}, made.told


def _too_thick(printed: Printed, where: str) -> list[Problem]:
    """That no stapler goes through so many sheets, as a warning."""
    count = stapled_in(printed.made)
    if count <= MOST_STAPLED:
        return []
    is_folded = any(step.do == "staple" for step in printed.made.steps)
    what = f"one staple goes through {count} sheets, and staplers take about {MOST_STAPLED}"
    fix = "Use --fold signatures, and sew or glue them" if is_folded else "Use a large clip"
    return [Problem(where, None, "staple", what, fix, "warning")]
