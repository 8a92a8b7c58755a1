"""Single leaves: stapled, cut and piled, several on a side, or the same one many times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from zinewright.paper.folds.paper import Imposition, Line, Sheet, Side, Slot, Step, Wish

CORNER = (Step("pile"), Step("corner"))


def leaves(pages: int, wish: Wish) -> Imposition:
    """Sheets as they are, stapled at the corner."""
    return _read_in_order(pages, (1, 1), wish, CORNER)


def single(pages: int, wish: Wish) -> Imposition:
    """Each page on a sheet of its own, as print shops want them that impose themselves."""
    return _read_in_order(pages, (1, 1), replace(wish, is_one_sided=True), (Step("pile"),))


def several(pages: int, wish: Wish) -> Imposition:
    """Several pages on a side, small, in the order of reading."""
    return _read_in_order(pages, wish.grid or (2, 1), wish, CORNER)


def _read_in_order(
    pages: int, grid: tuple[int, int], wish: Wish, steps: tuple[Step, ...]
) -> Imposition:
    columns, rows = grid
    cells = columns * rows
    sides = -(-pages // cells)
    if not wish.is_one_sided:
        sides += sides % 2
    made = [_side(grid, range(cells * side + 1, cells * side + cells + 1)) for side in range(sides)]
    backs: list[Side] = [()] * sides if wish.is_one_sided else made[1::2]
    fronts = made if wish.is_one_sided else made[::2]
    sheets = tuple(Sheet(front, back) for front, back in zip(fronts, backs, strict=True))
    return Imposition(columns, rows, sheets, steps, (), places=sides * cells)


def stack(pages: int, wish: Wish) -> Imposition:
    """Leaves cut from a pile: the pieces laid on one another are in the order of reading."""
    columns, rows = grid = wish.grid or (2, 2)
    cells, faces = columns * rows, 1 if wish.is_one_sided else 2
    count = -(-pages // (cells * faces))
    sheets = []
    for number in range(count):
        piles = [cell % columns * rows + cell // columns for cell in range(cells)]
        front = _side(grid, (faces * (pile * count + number) + 1 for pile in piles))
        sheets.append(Sheet(front, () if wish.is_one_sided else _behind(front, columns)))
    steps = (Step("pile"), Step("cut", columns=columns, rows=rows), Step("gather", "left"))
    places = count * cells * faces
    return Imposition(columns, rows, tuple(sheets), steps, _cuts(columns, rows), places=places)


def repeat(pages: int, wish: Wish) -> Imposition:
    """The same leaf in every cell of a sheet; cut, each pile is a copy."""
    columns, rows = grid = wish.grid or (2, 2)
    faces = 1 if wish.is_one_sided or pages == 1 else 2
    count = -(-pages // faces)
    sheets = []
    for number in range(count):
        front = _side(grid, [faces * number + 1] * (columns * rows))
        sheets.append(Sheet(front, () if faces == 1 else _behind(front, columns)))
    steps = (Step("pile"), Step("cut", columns=columns, rows=rows), Step("apart"))
    lines = _cuts(columns, rows)
    return Imposition(columns, rows, tuple(sheets), steps, lines, places=count * faces)


def _side(grid: tuple[int, int], places: Iterable[int]) -> Side:
    """Places in the cells of a side, row by row."""
    columns, _ = grid
    return tuple(Slot(place, cell % columns, cell // columns) for cell, place in enumerate(places))


def _behind(front: Side, columns: int) -> Side:
    """The other pages of the leaves of a side, as its back shows them."""
    slots = [Slot((slot.page or 0) + 1, columns - 1 - slot.column, slot.row) for slot in front]
    return tuple(sorted(slots, key=lambda slot: (slot.row, slot.column)))


def _cuts(columns: int, rows: int) -> tuple[Line, ...]:
    return (
        *(Line("cut", "horizontal", row, 0, columns) for row in range(1, rows)),
        *(Line("cut", "vertical", column, 0, rows) for column in range(1, columns)),
    )
