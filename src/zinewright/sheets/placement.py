"""Pages and their sheet → where each page stands on its side, in points.

A page stands by its trim: at the fold that it is bound in, else in the middle of its cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zinewright.paper.folds.paper import Side, Slot
from zinewright.pdf.source_pages import Box, Matrix
from zinewright.sheets.geometry import Ground, Setup, Size, Sizes, may_turn_in, room_in


@dataclass(frozen=True)
class Placement:
    """A page on a side: `matrix` takes it there from (0, 0), upright and in its own size.

    `trim` is where its trim lands and `clip` what is seen of it, as boxes on the sheet.
    """

    slot: Slot
    trim: Box
    clip: Box
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    scale: float = 1.0
    is_turned: bool = False


def placed(
    side: Side,
    ground: Ground,
    sizes: Sizes,
    setup: Setup,
    bleeds: Mapping[int, Box] | None = None,
) -> tuple[Placement, ...]:
    """Where the pages of a side stand; a blank one has the size of the largest page."""
    out = bleeds or {}
    return tuple(
        _place(
            slot, ground, sizes.of[slot.page - 1] if slot.page else sizes.largest, setup,
            out.get(slot.page or 0, (0, 0, 0, 0)), sizes.are_upright,
        )
        for slot in side
    )  # fmt: skip


def _place(
    slot: Slot, ground: Ground, size: Size, setup: Setup, bleed: Box, upright: bool
) -> Placement:
    room = room_in(slot, ground, setup)
    straight = min(room[0] / size[0], room[1] / size[1])
    lying = min(room[0] / size[1], room[1] / size[0])
    is_turned = may_turn_in(slot, size, upright) and lying > straight * 1.001
    scale = max(straight, lying if is_turned else 0) if setup.scale == "fit" else setup.scale
    turn = (slot.turn + (270 if is_turned else 0)) % 360
    width, height = size[0] * scale, size[1] * scale
    seen = (height, width) if turn in (90, 270) else (width, height)
    trim = _stands(slot, ground, seen, setup)
    matrix = _matrix(trim, scale, turn)
    clip = _clip(slot, ground, trim, [edge * scale for edge in bleed], turn)
    return Placement(slot, trim, clip, matrix, scale, is_turned)


def _stands(slot: Slot, ground: Ground, seen: Size, setup: Setup) -> Box:
    """The trim of a page: at its spine and moved by its creep, or in the middle of the cell."""
    left, bottom, right, top = ground.cell(slot)
    creep = slot.depth * setup.thickness
    y = (bottom + top - seen[1]) / 2
    x = {
        "left": left - creep,
        "right": right - seen[0] + creep,
    }.get(slot.spine, (left + right - seen[0]) / 2)
    return x, y, x + seen[0], y + seen[1]


def _matrix(trim: Box, scale: float, turn: int) -> Matrix:
    left, bottom, right, top = trim
    return {
        0: (scale, 0, 0, scale, left, bottom),
        90: (0, -scale, scale, 0, left, top),
        180: (-scale, 0, 0, -scale, right, top),
        270: (0, scale, -scale, 0, right, bottom),
    }[turn]


def _clip(slot: Slot, ground: Ground, trim: Box, bleed: Sequence[float], turn: int) -> Box:
    """The trim and the bleed around it, within the cell; nothing bleeds over a fold."""
    left, bottom, right, top = (bleed[(number + turn // 90) % 4] for number in range(4))
    cell = ground.cell(slot)
    return (
        max(trim[0] - left, cell[0]), max(trim[1] - bottom, cell[1]),
        min(trim[2] + right, cell[2]), min(trim[3] + top, cell[3]),
    )  # fmt: skip
