"""How many sheets, staples, minutes and coins."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from zinewright.paper.folds import FOLDS
from zinewright.paper.folds.paper import Wish
from zinewright.printing.quantities import Lot, Prices, PrintRun, lot_of


def lot(fold, pages, copies, waste=0.0, printer="duplex", wish=None, has_cover=False, inks=0):
    made = FOLDS[fold].impose(pages, wish or Wish())
    return lot_of(fold, made, copies, waste, printer, has_cover=has_cover, inks=inks)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (lot("booklet", 32, 60), Lot("booklet", 60, 60, 8, 16, staples=2, stapled=8)),
        (lot("booklet", 31, 60, 0.05), Lot("booklet", 60, 63, 8, 16, staples=2, stapled=8)),
        (lot("booklet", 2, 1), Lot("booklet", 1, 1, 1, 2, staples=2, stapled=1)),
        (lot("booklet", 1, 1), Lot("booklet", 1, 1, 1, 1, staples=2, stapled=1)),
        (lot("booklet", 32, 60, has_cover=True), Lot("booklet", 60, 60, 8, 16, 1, 2, 8, covers=1)),
        (
            lot("booklet", 8, 5, printer="hand"),
            Lot("booklet", 5, 5, 2, 4, 1, 2, 2, is_by_hand=True),
        ),
        (lot("quarter", 32, 5), Lot("quarter", 5, 5, 4, 8, staples=2, stapled=8)),
        (lot("quarto", 32, 5), Lot("quarto", 5, 5, 4, 8, staples=2, stapled=8)),
        (lot("twin", 16, 61), Lot("twin", 61, 31, 4, 8, at_once=2, staples=2, stapled=4)),
        (lot("mini", 8, 40), Lot("mini", 40, 40, 1, 1)),
        (lot("mini", 8, 40, inks=2), Lot("mini", 40, 40, 1, 1, inks=2)),
        (lot("leaves", 9, 4), Lot("leaves", 4, 4, 5, 9, staples=1, stapled=5)),
        (lot("signatures", 64, 10), Lot("signatures", 10, 10, 16, 32)),
        (
            lot("repeat", 1, 10, wish=Wish(grid=(2, 2))),
            Lot("repeat", 10, 3, 1, 1, at_once=4),
        ),
    ],
)
def test_a_lot(made, expected):
    assert made == expected


CASES = [
    (fold, is_one_sided, copies, waste)
    for fold in FOLDS
    for is_one_sided in (False, True)
    if not is_one_sided or FOLDS[fold].sides == "either"
    for copies in (1, 2, 7, 50, 125)
    for waste in (0.0, 0.05)
]


@pytest.mark.parametrize(("fold", "is_one_sided", "copies", "waste"), CASES)
def test_what_comes_out_of_the_printer_is_what_was_asked_for(fold, is_one_sided, copies, waste):
    """Counted on the sheets themselves: every page as often as there are copies, and no more
    sheets than that takes.
    """
    wish = Wish(is_one_sided=is_one_sided)
    for pages in range(FOLDS[fold].fewest, min(FOLDS[fold].most, 42) + 1):
        made = FOLDS[fold].impose(pages, wish)
        found = lot_of(fold, made, copies, waste, "duplex")
        printed = Counter(slot.page for side in made.sides for slot in side if slot.page)
        out = {page: often * found.sets for page, often in printed.items()}

        assert sorted(out) == list(range(1, pages + 1))
        assert set(out.values()) == {found.copies + found.spare}
        assert found.copies == copies
        assert found.spare >= copies * waste
        assert found.spare - math.ceil(copies * waste) < found.at_once  # no set is too many
        assert found.paper == found.sets * len(made.sheets)
        assert found.impressions == found.sets * sum(
            any(slot.page for slot in side) for side in made.sides
        )
        assert found.all_staples == (copies + found.spare) * found.staples
        assert found.cost(Prices(1, 0, 0)) == found.paper
        assert found.cost(Prices(0, 0, 1)) == found.impressions


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


def test_a_copy_of_a_pair_costs_half_a_pair():
    """61 copies of 16 pages, two on a sheet: 31 sets of 4 sheets at 0.10, 8 sides at 0.05."""
    twin = lot("twin", 16, 61)

    assert twin.cost(Prices(0.10, 0, 0.05)) == pytest.approx(31 * (0.40 + 0.40))
    assert twin.spare == 1


def test_a_riso_prints_each_side_once_for_each_ink_from_a_master_of_its_own():
    run = PrintRun((lot("booklet", 16, 50, inks=2),), Prices(0.02, 0, 0.005, 0.80))

    assert (run.sides, run.masters) == (50 * 8 * 2, 16)
    assert run.cost == pytest.approx(200 * 0.02 + 800 * 0.005 + 16 * 0.80)


def test_reams_hold_the_sheets_of_the_test_too():
    run = PrintRun((lot("leaves", 2, 500),), tried=2)

    assert (run.paper, run.reams) == (500, 2)
