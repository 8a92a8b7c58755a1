"""Sheets with their places → the runs of a printer that prints them, on one side or on both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from zinewright.paper.folds.paper import Imposition, Side, turned

Face = Literal["front", "back"]
Flip = Literal["long", "short"]
"""The edge of the paper over which a printer turns a sheet between its front and its back."""


@dataclass(frozen=True)
class Run:
    """Sides that go through a printer in one go: (number of the sheet from 0, its front or back).

    `name` is "" where sheets are printed on both sides, or on one alone.
    """

    name: Literal["", "fronts", "backs", "cover"]
    sides: tuple[tuple[int, Face], ...]


def for_flip(made: Imposition, flip: Flip, *, is_landscape: bool) -> Imposition:
    """The imposition for a printer that turns sheets over that edge.

    Over the long edge a portrait sheet turns like the page of a book; so does a landscape one over
    the short edge. Turned the other way, backs have to stand on their heads.
    """
    if (flip == "short") == is_landscape:
        return made
    sheets = (
        replace(sheet, back=turned(sheet.back, made.columns, made.rows)) for sheet in made.sheets
    )
    return replace(made, sheets=tuple(sheets))


def both_sides(made: Imposition) -> tuple[Run, ...]:
    """One run for a printer that prints both sides, or for sheets with one."""
    sides: list[tuple[int, Face]] = []
    for number, sheet in enumerate(made.sheets):
        sides.append((number, "front"))
        if sheet.back:
            sides.append((number, "back"))
    return (Run("", tuple(sides)),)


def by_hand(made: Imposition, *, last_first: bool = True) -> tuple[Run, ...]:
    """All fronts, then all backs, in the order in which the stack comes out.

    A stack that comes out with the last sheet on top, and is fed as it lies, takes its backs with
    the last one first.
    """
    if not made.is_two_sided:
        return both_sides(made)
    numbers = range(len(made.sheets))
    backs = reversed(numbers) if last_first else numbers
    return (
        Run("fronts", tuple((number, "front") for number in numbers)),
        Run("backs", tuple((number, "back") for number in backs)),
    )


def side_of(made: Imposition, number: int, face: Face) -> Side:
    sheet = made.sheets[number]
    return sheet.front if face == "front" else sheet.back
