"""Booklets: leaves that are bound in a fold of the paper, in one section or in several."""

from __future__ import annotations

from zinewright.paper.folds.paper import Imposition, Line, Sheet, Side, Slot, Step, Wish

MIDDLE = Line("fold", "vertical", 1, 0, 1)
FOLDED = (Step("turn"), Step("fold", "left"))
STAPLE = Step("staple")


def booklet(pages: int, wish: Wish) -> Imposition:
    """Sheets folded in half, one in another, stapled through the fold."""
    places = _up_to(pages, 4)
    sheets = tuple(_sheet(places, 0, number) for number in range(places // 4))
    return Imposition(2, 1, sheets, (Step("pile"), *FOLDED, STAPLE), (MIDDLE,), places=places)


def signatures(pages: int, wish: Wish) -> Imposition:
    """Booklets of a few sheets each, one behind another, to sew or to glue."""
    total = _up_to(pages, 4) // 4
    count = -(-total // wish.signature)
    sheets, first = [], 0
    for number in range(count):
        size = total // count + (number < total % count)
        sheets += [_sheet(4 * size, first, inner, number) for inner in range(size)]
        first += 4 * size
    steps = (Step("pile", lot="signature"), *FOLDED, Step("gather"), Step("bind"))
    return Imposition(2, 1, tuple(sheets), steps, (MIDDLE,), places=4 * total)


def quarter(pages: int, wish: Wish) -> Imposition:
    """A booklet of quarter size: the pile is cut in half, one half laid below the other, folded."""
    places = _up_to(pages, 8)
    count = places // 8
    sheets = tuple(_strips(places, number, number + count) for number in range(count))
    steps = (Step("pile"), Step("cut", rows=2), Step("gather"), *FOLDED, STAPLE)
    return Imposition(2, 2, sheets, steps, _in_strips(), places=places)


def twin(pages: int, wish: Wish) -> Imposition:
    """The same booklet of quarter size twice on every sheet: cut the pile, and fold each half."""
    places = _up_to(pages, 4)
    sheets = tuple(_strips(places, number, number) for number in range(places // 4))
    steps = (Step("pile"), Step("cut", rows=2), Step("apart"), *FOLDED, STAPLE)
    return Imposition(2, 2, sheets, steps, _in_strips(), places=places)


def quarto(pages: int, wish: Wish) -> Imposition:
    """A booklet of quarter size, uncut: each sheet folded twice, then one in another."""
    places = _up_to(pages, 8)
    sheets = tuple(_twice(places, 4 * number) for number in range(places // 8))
    steps = (
        Step("pile", lot="sheet"), Step("turn"), Step("fold", "top"), Step("fold", "left"),
        Step("nest"), STAPLE, Step("trim"),
    )  # fmt: skip
    lines = (Line("fold", "vertical", 1, 0, 2), Line("fold", "horizontal", 1, 0, 2))
    return Imposition(2, 2, sheets, steps, lines, places=places)


def _up_to(pages: int, unit: int) -> int:
    return -(-pages // unit) * unit


def _in_strips() -> tuple[Line, ...]:
    return (Line("cut", "horizontal", 1, 0, 2), Line("fold", "vertical", 1, 0, 2))


def _sheet(places: int, before: int, number: int, signature: int = 0) -> Sheet:
    """A sheet of a section of `places` pages behind `before` others, from 0, the outermost."""
    outer, inner = 2 * number, 2 * number + 1
    front = _pair(before + places - outer, before + outer + 1, outer // 2)
    back = _pair(before + inner + 1, before + places - inner, outer // 2)
    return Sheet(front, back, signature)


def _pair(left: int, right: int, depth: int, row: int = 0, turn: int = 0) -> Side:
    return (
        Slot(left, 0, row, turn, "right", depth),
        Slot(right, 1, row, turn, "left", depth),
    )


def _strips(places: int, upper: int, lower: int) -> Sheet:
    """Two strips, each of which is a sheet of a booklet, one above the other."""
    front: Side = ()
    back: Side = ()
    for row, number in enumerate((upper, lower)):
        front += _pair(places - 2 * number, 2 * number + 1, number, row)
        back += _pair(2 * number + 2, places - 2 * number - 1, number, row)
    return Sheet(front, back)


def _twice(places: int, first: int) -> Sheet:
    """A sheet that is folded over its middle line, then in half, around those behind it."""
    outer, inner = first // 2, first // 2 + 1
    front = _pair(places - first - 3, first + 4, inner, 0, 180)
    front += _pair(places - first, first + 1, outer, 1)
    back = _pair(first + 3, places - first - 2, inner, 0, 180)
    back += _pair(first + 2, places - first - 1, outer, 1)
    return Sheet(front, back)
