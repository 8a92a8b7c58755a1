"""Zines of a single sheet, without staples: eight panels around a slit, and the accordion."""

from __future__ import annotations

from zinewright.paper.folds.paper import Imposition, Line, Sheet, Side, Slot, Step, Wish

PANELS: Side = (
    *(Slot(5 - column, column, 0, 180) for column in range(4)),
    Slot(6, 0, 1), Slot(7, 1, 1), Slot(8, 2, 1), Slot(1, 3, 1),
)  # fmt: skip
"""The eight panels are one closed way around the slit: 1 2 3 4 5 6 7 8 and back to 1."""

LINES = (
    *(Line("fold", "vertical", column, 0, 2) for column in (1, 2, 3)),
    Line("fold", "horizontal", 1, 0, 1), Line("cut", "horizontal", 1, 1, 3),
    Line("fold", "horizontal", 1, 3, 4),
)  # fmt: skip
STEPS = (Step("pile", lot="sheet"), Step("crease", columns=4, rows=2), Step("slit"), Step("push"))


def mini(pages: int, wish: Wish) -> Imposition:
    """Eight pages on one side of one sheet, folded around a slit in its middle."""
    return Imposition(4, 2, (Sheet(PANELS),), STEPS, LINES, places=8)


def mini_poster(pages: int, wish: Wish) -> Imposition:
    """The same with a poster: the last page covers the whole back of the sheet.

    The panels left over are blank.
    """
    panels = tuple(
        slot if (slot.page or 0) < pages else Slot(None, slot.column, slot.row, slot.turn)
        for slot in PANELS
    )
    poster = (Slot(pages, wide=4, tall=2),)
    return Imposition(4, 2, (Sheet(panels, poster),), STEPS, LINES, places=pages)


def accordion(pages: int, wish: Wish) -> Imposition:
    """One strip folded to and fro: first the panels of its front, then those of its back."""
    count = max(2, pages if wish.is_one_sided else -(-pages // 2))
    front = tuple(Slot(column + 1, column) for column in range(count))
    back = tuple(Slot(count + column + 1, column) for column in range(count))
    lines = tuple(Line("fold", "vertical", column, 0, 1) for column in range(1, count))
    places = count if wish.is_one_sided else 2 * count
    sheet = Sheet(front, () if wish.is_one_sided else back)
    steps = (Step("pile", lot="sheet"), Step("zigzag", columns=count))
    return Imposition(count, 1, (sheet,), steps, lines, places=places)
