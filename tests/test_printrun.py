"""How many sheets, staples, minutes and coins."""

from __future__ import annotations

import pytest

from zinewright.folds import FOLDS
from zinewright.folds.paper import Wish
from zinewright.printrun import Lot, Prices, PrintRun, lot_of


def lot(fold, pages, copies, waste=0.0, printer="duplex", wish=None, has_cover=False):
    made = FOLDS[fold].impose(pages, wish or Wish())
    return lot_of(fold, made, copies, waste, printer, has_cover=has_cover)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (lot("booklet", 32, 60), Lot("booklet", 60, 8, 16, staples=2)),
        (lot("booklet", 31, 60, 0.05), Lot("booklet", 60, 8, 16, staples=2, spoilt=3)),
        (lot("booklet", 2, 1), Lot("booklet", 1, 1, 2, staples=2)),
        (lot("booklet", 1, 1), Lot("booklet", 1, 1, 1, staples=2)),
        (lot("booklet", 32, 60, has_cover=True), Lot("booklet", 60, 8, 16, 2, covers=1)),
        (lot("booklet", 8, 5, printer="hand"), Lot("booklet", 5, 2, 4, 2, is_by_hand=True)),
        (lot("twin", 16, 61), Lot("twin", 31, 4, 8, staples=4)),
        (lot("mini", 8, 40), Lot("mini", 40, 1, 1)),
        (lot("leaves", 9, 4), Lot("leaves", 4, 5, 9, staples=1)),
        (lot("signatures", 64, 10), Lot("signatures", 10, 16, 32)),
        (lot("repeat", 1, 10, wish=Wish(grid=(2, 2))), Lot("repeat", 3, 1, 1)),
    ],
)
def test_a_lot(made, expected):
    assert made == expected


def test_a_run_as_somebody_printed_it():
    """100 copies of 32 pages A5: 800 sheets, 1600 sides at 0.025 (a quoted price list)."""
    run = PrintRun((lot("booklet", 32, 100),), Prices(side=0.025), pages_a_minute=40)

    assert (run.paper, run.sides, run.staples, run.reams) == (800, 1600, 200, 2)
    assert run.minutes == 40
    assert run.cost == pytest.approx(40)


def test_covers_on_other_stock_cost_their_own():
    run = PrintRun((lot("booklet", 32, 10, has_cover=True),), Prices(0.01, 0.20, 0.03))

    assert (run.paper, run.stock) == (70, 10)
    assert run.cost == pytest.approx(70 * 0.01 + 10 * 0.20 + 160 * 0.03)


def test_several_lots_and_what_is_spoilt():
    run = PrintRun((lot("booklet", 32, 60, 0.05), lot("leaves", 30, 5, 0.05)))

    assert run.paper == 63 * 8 + 6 * 15
    assert run.copies == 65
    assert run.cost == 0


def test_feeding_by_hand_takes_time():
    slow = PrintRun((lot("booklet", 32, 60, printer="hand"),), pages_a_minute=20)

    assert slow.minutes == 60 * 16 // 20 + 5
