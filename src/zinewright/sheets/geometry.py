"""Sizes of pages and of paper → the sheet, its cells, and whether the pages fit into them.

Pages are never scaled unasked. Lengths are in points; x runs from the left and y from the bottom
of the sheet as it is seen.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from zinewright.paper.folds.paper import Imposition, Slot
from zinewright.paper.papers import MM, PAPERS, in_mm, name_of
from zinewright.pdf.source_pages import Box
from zinewright.problems import Problem, ZineError

Size = tuple[float, float]
SLACK = 0.75  # points by which a page may be larger than its place: a quarter of a millimetre
ROOM = 5 * MM


@dataclass(frozen=True)
class Setup:
    """How sheets are laid out. All lengths are in points.

    `paper` is (short, long). `scale` is a factor, or "fit" for the largest at which each page
    stands clear of the `safe` edge that the printer leaves blank. `thickness` is that of a leaf;
    with it, pages move towards the fold by the thickness of the leaves around them. `bleed` is
    what is kept around pages where these are cut apart. Where it `is_of_recipe`, `zine.toml` says
    the paper and the scale, and remedies name its keys.
    """

    paper: Size
    scale: float | Literal["fit"] = 1.0
    safe: float = ROOM
    thickness: float = 0.0
    bleed: float = 0.0
    is_of_recipe: bool = False


@dataclass(frozen=True)
class Ground:
    """A sheet as it is laid out: its size, and the grid of cells from its upper left corner.

    The cells divide the sheet, or (`is_block`) have the size of a page and its bleed.
    """

    width: float
    height: float
    left: float
    top: float
    cell_width: float
    cell_height: float
    is_block: bool = False

    def x(self, column: float) -> float:
        return self.left + column * self.cell_width

    def y(self, row: float) -> float:
        return self.top - row * self.cell_height

    def cell(self, slot: Slot) -> Box:
        return (
            self.x(slot.column), self.y(slot.row + slot.tall),
            self.x(slot.column + slot.wide), self.y(slot.row),
        )  # fmt: skip

    @property
    def is_landscape(self) -> bool:
        return self.width > self.height


@dataclass(frozen=True)
class Sizes:
    """Width and height of every page, in points, as it is seen."""

    of: tuple[Size, ...]

    @cached_property
    def largest(self) -> Size:
        return max(width for width, _ in self.of), max(height for _, height in self.of)

    @cached_property
    def are_upright(self) -> bool:
        """Whether most pages are not wider than they are high."""
        return sum(width <= height for width, height in self.of) * 2 >= len(self.of)


def ground_for(made: Imposition, sizes: Sizes, setup: Setup, where: str = "") -> Ground:
    """The sheet, portrait or landscape, on which the pages fit best.

    Raises `ZineError` where they do not fit, with the paper that would take them.
    """
    best = max(_grounds(made, sizes, setup), key=lambda ground: _ratio(made, sizes, setup, ground))
    if setup.scale == "fit":
        return best
    ratio = _ratio(made, sizes, setup, best)
    if ratio < setup.scale * _slack(sizes):
        raise ZineError([_too_large(made, sizes, setup, best, ratio, where)])
    return best


def ground_alone(size: Size, setup: Setup, beyond: float) -> Ground:
    """A sheet for one page: its size, what bleeds around it, and so much for marks beyond that."""
    scale = 1.0 if setup.scale == "fit" else setup.scale
    out = setup.bleed + beyond
    wide, high = (side * scale + 2 * out for side in size)
    return Ground(wide, high, 0, high, wide, high, is_block=True)


def _slack(sizes: Sizes) -> float:
    shortest = min(map(min, sizes.of))
    return 1 - SLACK / max(shortest, 10)


def _grounds(made: Imposition, sizes: Sizes, setup: Setup) -> Iterator[Ground]:
    short, long = setup.paper
    for width, height in ((short, long), (long, short)):
        cell = width / made.columns, height / made.rows
        if (
            any(line.kind == "fold" for line in made.lines)
            or not made.lines
            or (setup.scale == "fit")
        ):  # folds stay where the paper is halved
            yield Ground(width, height, 0, height, *cell)
            continue
        wide, high = (side * setup.scale + 2 * setup.bleed for side in sizes.largest)
        left, top = (width - made.columns * wide) / 2, (height + made.rows * high) / 2
        yield Ground(width, height, left, top, wide, high, is_block=True)


def _ratio(made: Imposition, sizes: Sizes, setup: Setup, ground: Ground) -> float:
    """The factor at which all pages fit into their places; more than 1 where there is room."""
    if ground.left < -SLACK or ground.top > ground.height + SLACK:
        page = sizes.largest
        return min(
            ground.width / made.columns / (page[0] + 2 * setup.bleed),
            ground.height / made.rows / (page[1] + 2 * setup.bleed),
        )
    slots = {slot.page: slot for side in made.sides for slot in side if slot.page}
    kinds = {(sizes.of[page - 1], slot.wide, slot.tall): slot for page, slot in slots.items()}
    return min(
        (
            _factor(
                size,
                slot,
                ground,
                setup,
                may_turn=may_turn_in(slot, size, sizes.are_upright),
            )
            for (size, *_), slot in kinds.items()
        ),
        default=1.0,
    )


def may_turn_in(slot: Slot, size: Size, upright: bool) -> bool:
    """Whether a page may lie on its side: a wide one among upright ones, or a poster."""
    is_contrary = size[0] != size[1] and (size[0] < size[1]) != upright
    return slot.page is not None and (is_contrary or slot.wide > 1)


def _factor(size: Size, slot: Slot, ground: Ground, setup: Setup, *, may_turn: bool) -> float:
    room = room_in(slot, ground, setup)
    factor = min(room[0] / size[0], room[1] / size[1])
    return max(factor, min(room[0] / size[1], room[1] / size[0])) if may_turn else factor


def room_in(slot: Slot, ground: Ground, setup: Setup) -> Size:
    """Width and height that a page may have in a slot."""
    left, bottom, right, top = ground.cell(slot)
    if setup.scale != "fit":
        return right - left, top - bottom
    edges = 1 if slot.spine else 2
    return right - left - edges * setup.safe, top - bottom - 2 * setup.safe


def _too_large(
    made: Imposition, sizes: Sizes, setup: Setup, ground: Ground, ratio: float, where: str
) -> Problem:
    size = max(sizes.of, key=lambda each: round(math.prod(each)))
    page = sizes.of.index(size) + 1
    slots = [slot for side in made.sides for slot in side if slot.page == page]
    left, bottom, right, top = ground.cell(slots[0]) if slots else (0, 0, *setup.paper)
    room = right - left, top - bottom
    if ground.left < -SLACK or ground.top > ground.height + SLACK:
        room = ground.width / made.columns, ground.height / made.rows
    scaled = "" if setup.scale == 1 else f" at {setup.scale:.0%}"
    what = (
        f"page {page} is {in_mm(*size)}{scaled}, and its place on {name_of(*setup.paper)} is "
        f"{in_mm(*room)}"
    )
    larger = next(
        (
            name
            for name, paper in sorted(PAPERS.items(), key=lambda each: math.prod(each[1]))
            if _takes(made, sizes, replace(setup, paper=paper))
        ),
        None,
    )
    percent = math.floor(100 * ratio)
    if setup.is_of_recipe:
        paper = f"larger paper: zine set print.paper {larger or 'SIZE'}"
        fix = f"Use {paper}, or zine set print.scale fit"
    else:
        fix = f"Use --paper {larger}" if larger else "Use larger paper"
        fix += ", or --scale fit"
    fix += f", which prints it at {percent} % or less"
    return Problem(where, None, "paper-too-small", what, fix)


def _takes(made: Imposition, sizes: Sizes, setup: Setup) -> bool:
    scale = setup.scale if setup.scale != "fit" else 1.0
    grounds = _grounds(made, sizes, setup)
    return any(_ratio(made, sizes, setup, ground) >= scale * _slack(sizes) for ground in grounds)


def most_in(page: Size, setup: Setup) -> tuple[int, int]:
    """How many columns and rows of a page fit on the paper, whichever way it lies; at least 1."""
    scale = 1.0 if setup.scale == "fit" else setup.scale
    wide, high = (side * scale + 2 * setup.bleed - SLACK for side in page)
    short, long = setup.paper
    grids = [
        (max(1, math.floor(width / wide)), max(1, math.floor(height / high)))
        for width, height in ((short, long), (long, short))
    ]
    return max(grids, key=math.prod)
