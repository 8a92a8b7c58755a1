"""Where each page goes: drawn, and folded by a simulation of paper that reads what comes out."""

from __future__ import annotations

from pathlib import Path

import pytest
from folding import read, sheet_of

from zinewright.paper.folds import FOLDS
from zinewright.paper.folds.paper import Wish, drawn
from zinewright.paper.folds.runs import both_sides, by_hand, for_flip, side_of
from zinewright.problems import ZineError

COUNTS = range(1, 201)
LEFT, RIGHT = Wish(), Wish(binding="right")


def shown(name, pages, wish=LEFT):
    return [drawn(side) for side in FOLDS[name].impose(pages, wish).sides]


def test_booklet():
    assert shown("booklet", 8) == [
        "8 1",
        "2 7",
        "6 3",
        "4 5",
    ]


def test_booklet_bound_at_the_right():
    assert shown("booklet", 8, RIGHT) == ["1 8", "7 2", "3 6", "5 4"]


def test_quarter_size_booklet_cut_from_a_pile():
    assert shown("quarter", 16) == [
        "16 1 / 12 5",
        "2 15 / 6 11",
        "14 3 / 10 7",
        "4 13 / 8 9",
    ]


def test_two_booklets_of_quarter_size_on_a_sheet():
    assert shown("twin", 8) == ["8 1 / 8 1", "2 7 / 2 7", "6 3 / 6 3", "4 5 / 4 5"]


def test_quarter_size_booklet_folded_twice():
    assert shown("quarto", 16) == [
        "13r 4r / 16 1",
        "3r 14r / 2 15",
        "9r 8r / 12 5",
        "7r 10r / 6 11",
    ]


def test_signatures_of_nearly_the_same_size():
    made = FOLDS["signatures"].impose(20, Wish(signature=4))

    assert [sheet.signature for sheet in made.sheets] == [0, 0, 0, 1, 1]
    assert [drawn(side) for side in made.sides] == [
        "12 1", "2 11", "10 3", "4 9", "8 5", "6 7",
        "20 13", "14 19", "18 15", "16 17",
    ]  # fmt: skip


def test_mini():
    assert shown("mini", 8) == ["5r 4r 3r 2r / 6 7 8 1"]
    assert shown("mini", 8, RIGHT) == ["2r 3r 4r 5r / 1 8 7 6"]


def test_mini_with_a_poster_on_its_back():
    assert shown("mini-poster", 9) == ["5r 4r 3r 2r / 6 7 8 1", "9"]
    assert shown("mini-poster", 5) == [". 4r 3r 2r / . . . 1", "5"]


def test_accordion():
    assert shown("accordion", 8) == ["1 2 3 4", "5 6 7 8"]
    assert shown("accordion", 6, Wish(is_one_sided=True)) == ["1 2 3 4 5 6"]


def test_stack():
    assert shown("stack", 16) == ["1 9 / 5 13", "10 2 / 14 6", "3 11 / 7 15", "12 4 / 16 8"]
    assert shown("stack", 6, Wish(grid=(1, 3), is_one_sided=True)) == ["1 / 3 / 5", "2 / 4 / 6"]


def test_several():
    assert shown("several", 5) == ["1 2", "3 4", "5 .", ". ."]
    assert shown("several", 5, Wish(grid=(2, 2), is_one_sided=True)) == ["1 2 / 3 4", "5 . / . ."]


def test_repeat():
    assert shown("repeat", 1) == ["1 1 / 1 1"]
    assert shown("repeat", 2, Wish(grid=(3, 1))) == ["1 1 1", "2 2 2"]


def test_leaves():
    assert shown("leaves", 3) == ["1", "2", "3", "."]
    assert shown("leaves", 3, Wish(is_one_sided=True)) == ["1", "2", "3"]


def test_single():
    assert shown("single", 3) == ["1", "2", "3"]


# --- folding


def cases():
    for name, fold in FOLDS.items():
        wishes = [Wish(), RIGHT, Wish(blanks="covers"), Wish("right", "covers")]
        if fold.sides == "either":
            wishes += [Wish(is_one_sided=True), Wish("right", is_one_sided=True)]
        if fold.has_grid:
            wishes += [Wish(grid=(3, 2))] + (
                [Wish("right", grid=(1, 4))] if name == "stack" else []
            )
        if name == "signatures":
            wishes += [Wish(signature=1), Wish(signature=7)]
        yield from (pytest.param(name, wish, id=f"{name} {number}") for number, wish in
                    enumerate(wishes))  # fmt: skip


def in_order(copy, pages):
    """Whether a copy holds each page once, in order, upright, wherever its blanks are."""
    return [face for face in copy if face[0] is not None] == [(n, 0) for n in range(1, pages + 1)]


@pytest.mark.parametrize(("name", "wish"), [*cases()])
def test_folded_it_reads_in_order(name, wish):
    fold = FOLDS[name]
    counts = COUNTS if wish in (LEFT, RIGHT) else COUNTS[:40]
    for pages in [count for count in counts if fold.fewest <= count <= fold.most]:
        made = fold.impose(pages, wish)
        if name == "mini-poster":
            panels, poster = made.sheets[0].front, made.sheets[0].back
            assert sorted(s.page for s in panels if s.page) == list(range(1, pages))
            assert [s.page for s in poster] == [pages]
            copies, pages = read(made, wish.binding), pages - 1
        else:
            copies = read(made, wish.binding)

        assert copies
        assert all(in_order(copy, pages) for copy in copies), (pages, copies)
        if made.is_two_sided and name != "mini-poster":
            assert len(copies[0]) == made.places


@pytest.mark.parametrize("name", ["booklet", "quarter", "quarto", "signatures", "stack", "leaves"])
def test_the_sides_of_a_leaf_follow_each_other(name):
    for pages in COUNTS:
        made = FOLDS[name].impose(pages)
        for sheet in made.sheets:
            for ((above, below),) in sheet_of(sheet, made.columns, made.rows).cells.values():
                if above[0] and below[0]:
                    assert abs(above[0] - below[0]) == 1
                    assert above[1] == below[1]


def test_the_back_of_an_accordion_begins_behind_its_last_panel():
    made = FOLDS["accordion"].impose(8)

    assert sheet_of(made.sheets[0], 4, 1).cells[3, 0] == [((4, 0), (5, 0))]


def test_two_copies_come_from_a_twin_and_four_from_a_grid():
    assert len(read(FOLDS["twin"].impose(8))) == 2
    assert len(read(FOLDS["repeat"].impose(2, Wish(grid=(2, 2))))) == 4


def test_the_leaves_around_a_page_are_counted():
    made = FOLDS["quarto"].impose(16)
    depth = {slot.page: slot.depth for side in made.sides for slot in side}

    assert [depth[page] for page in range(1, 17)] == [
        0,
        0,
        1,
        1,
        2,
        2,
        3,
        3,
        3,
        3,
        2,
        2,
        1,
        1,
        0,
        0,
    ]


@pytest.mark.parametrize("name", [name for name, fold in FOLDS.items() if fold.is_bound])
@pytest.mark.parametrize("binding", ["left", "right"])
def test_a_leaf_is_bound_where_the_paper_is_folded(name, binding):
    for pages in (8, 16, 40):
        made = FOLDS[name].impose(pages, Wish(binding))
        (spine,) = {line.at for line in made.lines if line.axis == "vertical"}
        for slot in (slot for side in made.sides for slot in side):
            assert slot.column + (slot.spine == "right") == spine


# --- blank pages


@pytest.mark.parametrize(
    ("pages", "blanks", "folded"),
    [
        (13, "end", "1 2 3 4 5 6 7 8 9 10 11 12 13 . . ."),
        (15, "covers", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 . 15"),
        (14, "covers", "1 2 3 4 5 6 7 8 9 10 11 12 13 . . 14"),
        (13, "covers", "1 . . 2 3 4 5 6 7 8 9 10 11 12 . 13"),
        (1, "covers", "1 . . ."),
        (13, "back", "1 2 3 4 5 6 7 8 9 10 11 12 . . . 13"),
    ],
)
def test_blank_pages_are_never_in_the_middle(pages, blanks, folded):
    (copy,) = read(FOLDS["booklet"].impose(pages, Wish(blanks=blanks)))

    assert " ".join(str(page or ".") for page, _ in copy) == folded


# --- printers


def test_a_printer_that_turns_sheets_the_other_way():
    made = FOLDS["booklet"].impose(4)

    assert for_flip(made, "short", is_landscape=True) == made
    assert [drawn(side) for side in for_flip(made, "long", is_landscape=True).sides] == [
        "4 1",
        "3r 2r",
    ]


@pytest.mark.parametrize("name", list(FOLDS))
@pytest.mark.parametrize(
    ("flip", "is_landscape"), [("long", True), ("short", False), ("long", False), ("short", True)]
)
def test_a_sheet_that_a_printer_turned_over_is_right(name, flip, is_landscape):
    fold = FOLDS[name]
    made = fold.impose(fold.most if fold.most < 20 else 16)
    printed = for_flip(made, flip, is_landscape=is_landscape)
    over_its_side = (flip == "short") == is_landscape
    for sheet, right in zip(printed.sheets, made.sheets, strict=True):
        if sheet.back and all(slot.wide == 1 for slot in sheet.back):
            assert (
                out_of_the_printer(sheet, made, over_its_side).cells
                == sheet_of(right, made.columns, made.rows).cells
            )


def out_of_the_printer(sheet, made, over_its_side):
    """The sheet with its back as the printer put it there."""
    front = sheet_of(type(sheet)(sheet.front), made.columns, made.rows)
    back = sheet_of(type(sheet)(sheet.back), made.columns, made.rows)
    # the paper lies with its blank back up, as the printer turned it, and gets the second print
    lying = front.turn() if over_its_side else front.tumble()
    for place, [(_, below)] in lying.cells.items():
        lying.cells[place] = [(back.cells[place][0][0], below)]
    return lying.turn() if over_its_side else lying.tumble()


def test_by_hand_all_fronts_and_then_all_backs():
    made = FOLDS["booklet"].impose(12)
    fronts, backs = by_hand(made)

    assert [drawn(side_of(made, *side)) for side in fronts.sides] == ["12 1", "10 3", "8 5"]
    assert [drawn(side_of(made, *side)) for side in backs.sides] == ["6 7", "4 9", "2 11"]
    assert by_hand(made, last_first=False)[1].sides == ((0, "back"), (1, "back"), (2, "back"))


def test_sheets_with_one_side_go_through_once():
    assert by_hand(FOLDS["mini"].impose(8)) == both_sides(FOLDS["mini"].impose(8))


# --- what a fold cannot do


@pytest.mark.parametrize(
    ("name", "pages", "wish", "message"),
    [
        ("mini", 12, Wish(), "“mini” takes at most 8 pages, and here are 12. Take out 4 pages, or "
         "choose the fold “booklet”."),
        ("mini-poster", 1, Wish(), "“mini-poster” needs at least 2 pages, and here are 1. Choose "
         "another fold."),
        ("booklet", 0, Wish(), "“booklet” needs at least 1 page, and here are 0. Choose another "
         "fold."),
        ("booklet", 8, Wish(is_one_sided=True), "“booklet” is printed on both sides of the paper. "
         "Print its backs by hand, or choose “leaves” or “mini”."),
        ("booklet", 8, Wish(grid=(2, 2)), "“booklet” has columns and rows of its own. Leave the "
         "grid out."),
        ("stack", 8, Wish(grid=(0, 2)), "a side has from 1 to 20 columns and rows. Write a grid "
         "like 2x2."),
        ("signatures", 8, Wish(signature=0), "a signature has at least one sheet. Write a number "
         "from 1."),
    ],
)  # fmt: skip
def test_what_a_fold_cannot_take(name, pages, wish, message):
    with pytest.raises(ZineError) as caught:
        FOLDS[name].impose(pages, wish, "zine.pdf")

    assert str(caught.value) == f"zine.pdf: {message} [fold]"


def test_every_fold_is_drawn_above():
    source = Path(__file__).read_text("utf-8")

    assert [name for name in FOLDS if f'shown("{name}"' not in source] == ["signatures"]
