"""Sheets of paper: what lies where on them, and what is done with them until they are a zine.

Pages count from 1. A side is a grid of columns and rows, as seen when that side faces you; the back
is what you see after turning the sheet like the page of a book. Nothing here knows a file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from zinewright.problems import Problem, ZineError

Binding = Literal["left", "right"]
Blanks = Literal["end", "covers", "back"]
Half = Literal["", "left", "right", "top", "bottom"]
Do = Literal[
    "pile", "turn", "cut", "gather", "apart", "fold", "nest", "staple", "corner", "bind", "trim",
    "crease", "slit", "push", "zigzag",
]  # fmt: skip
MIRRORED: dict[Half, Half] = {"left": "right", "right": "left"}


@dataclass(frozen=True)
class Slot:
    """A place for a page; `page` is None for a blank one.

    It is printed turned by `turn` degrees (0 or 180). `spine` is the edge, as seen on this side,
    at which its leaf is bound, and `depth` how many leaves lie around it there. It covers `wide`
    columns and `tall` rows from its upper left cell.
    """

    page: int | None
    column: int = 0
    row: int = 0
    turn: int = 0
    spine: Half = ""
    depth: int = 0
    wide: int = 1
    tall: int = 1


Side = tuple[Slot, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet; `back` is empty where nothing is printed there. Signatures count from 0."""

    front: Side
    back: Side = ()
    signature: int = 0


@dataclass(frozen=True)
class Line:
    """Where a sheet is folded or cut: `at` so many cells from the left or from the top.

    A vertical line runs from row `start` to row `end`, a horizontal one between columns.
    """

    kind: Literal["fold", "cut"]
    axis: Literal["vertical", "horizontal"]
    at: int
    start: int
    end: int


@dataclass(frozen=True)
class Step:
    """One thing to do with the paper.

    pile    the sheets of each `lot` lie on one another as printed: the first on top, fronts up
    turn    turn the pile over, like the page of a book
    cut     cut it into so many columns and rows
    gather  lay the pieces on one another, column by column from that edge: the first on top
    apart   each piece is a copy of its own
    fold    fold that half over the other
    nest    put each folded piece into the middle of the one before
    staple  two staples through the fold
    corner  one staple through the corner
    bind    sew it, or glue its back
    trim    cut open the folds that hold leaves together at the head
    crease  fold it into so many columns and rows, and open it again
    slit    cut along the middle, across the two columns there
    push    fold it along the slit, push its ends together, and lay the pages around the first
    zigzag  fold it to and fro
    """

    do: Do
    half: Half = ""
    columns: int = 1
    rows: int = 1
    lot: Literal["all", "signature", "sheet"] = "all"


@dataclass(frozen=True)
class Wish:
    """What can be chosen: the edge at which the zine is bound, and where its blank pages go.

    `grid` is the columns and rows of a side where the fold leaves them open, `signature` how many
    sheets are folded together, at most. `is_one_sided` prints on fronts alone.
    """

    binding: Binding = "left"
    blanks: Blanks = "end"
    grid: tuple[int, int] | None = None
    signature: int = 4
    is_one_sided: bool = False


@dataclass(frozen=True)
class Imposition:
    """Where every page goes: the sheets in the order of printing, and what is done with them.

    `lines` are the folds and cuts of every sheet. `pages` are those that there are, `places` those
    that there is room for.
    """

    columns: int
    rows: int
    sheets: tuple[Sheet, ...]
    steps: tuple[Step, ...]
    lines: tuple[Line, ...]
    pages: int = 0
    places: int = 0

    @property
    def sides(self) -> tuple[Side, ...]:
        """Every side that is printed, in order."""
        return tuple(side for sheet in self.sheets for side in (sheet.front, sheet.back) if side)

    @property
    def is_two_sided(self) -> bool:
        return any(sheet.back for sheet in self.sheets)


@dataclass(frozen=True)
class Fold:
    """A way from pages to a zine. `arrange` lays out places for a number of pages, left binding.

    It takes from `fewest` to `most` pages. `sides` says whether it needs backs ("two"), has none
    ("one"), or may do without ("either"); `has_grid` whether columns and rows can be chosen,
    `is_bound` whether its leaves are bound in a fold of the paper, `is_alone` whether each page has
    a sheet of its own size.
    """

    name: str
    arrange: Callable[[int, Wish], Imposition]
    fewest: int = 1
    most: int = 100_000
    sides: Literal["one", "two", "either"] = "two"
    has_grid: bool = False
    is_bound: bool = False
    is_alone: bool = False

    def impose(self, pages: int, wish: Wish = Wish(), where: str = "") -> Imposition:
        """Where so many pages go. Raises `ZineError` where the fold cannot take them."""
        if wrong := self._wrong(pages, wish):
            raise ZineError([Problem(where or self.name, None, "fold", *wrong)])
        made = self.arrange(pages, wish)
        numbers = _numbers(pages, made.places, wish.blanks)
        made = replace(
            made, pages=pages, sheets=tuple(_numbered(sheet, numbers) for sheet in made.sheets)
        )
        return _mirrored(made) if wish.binding == "right" else made

    def _wrong(self, pages: int, wish: Wish) -> tuple[str, str] | None:
        """What is wrong with a wish, and what to do."""
        if pages < self.fewest:
            what = f"“{self.name}” needs at least {_counted(self.fewest)}, and here are {pages}"
            return what, "Choose another fold"
        if pages > self.most:
            what = f"“{self.name}” takes at most {_counted(self.most)}, and here are {pages}"
            return what, f"Take out {_counted(pages - self.most)}, or choose the fold “booklet”"
        if wish.is_one_sided and self.sides == "two":
            what = f"“{self.name}” is printed on both sides of the paper"
            return what, "Print its backs by hand, or choose “leaves” or “mini”"
        if wish.grid and not self.has_grid:
            return f"“{self.name}” has columns and rows of its own", "Leave the grid out"
        if wish.grid and not all(1 <= number <= 20 for number in wish.grid):
            return "a side has from 1 to 20 columns and rows", "Write a grid like 2x2"
        if wish.signature < 1:
            return "a signature has at least one sheet", "Write a number from 1"
        return None


def _counted(pages: int) -> str:
    return f"{pages} page{'s' * (pages != 1)}"


# --- blank pages


def _numbers(pages: int, places: int, blanks: Blanks) -> dict[int, int | None]:
    """The page of every place, from 1; None where it stays blank.

    Blank pages follow the last one ("end"). Where the last page is the back cover, they go inside
    it ("back"); where the first is a cover, too ("covers"), some go inside that, in pairs, so that
    no page changes its side.
    """
    count = places - pages
    before = 2 * ((count + 1) // 4) if blanks == "covers" and pages > 1 else 0
    order: list[int | None] = [*range(1, pages + 1)]
    if blanks != "end" and pages > 1:
        order[-1:-1] = [None] * (count - before)
        order[1:1] = [None] * before
    order += [None] * (places - len(order))
    return dict(enumerate(order, 1))


def _numbered(sheet: Sheet, numbers: dict[int, int | None]) -> Sheet:
    def side(slots: Side) -> Side:
        return tuple(replace(slot, page=numbers.get(slot.page or 0)) for slot in slots)

    return replace(sheet, front=side(sheet.front), back=side(sheet.back))


# --- the other binding, and the other way to turn a sheet


def _mirrored(made: Imposition) -> Imposition:
    """The same for a zine that is bound at its right edge: columns from the other side."""

    def side(slots: Side) -> Side:
        moved = [
            replace(
                slot,
                column=made.columns - slot.column - slot.wide,
                spine=MIRRORED.get(slot.spine, slot.spine),
            )
            for slot in slots
        ]
        return tuple(sorted(moved, key=lambda slot: (slot.row, slot.column)))

    sheets = [replace(s, front=side(s.front), back=side(s.back)) for s in made.sheets]
    steps = [replace(step, half=MIRRORED.get(step.half, step.half)) for step in made.steps]
    lines = [
        replace(line, at=made.columns - line.at)
        if line.axis == "vertical"
        else replace(line, start=made.columns - line.end, end=made.columns - line.start)
        for line in made.lines
    ]
    return replace(made, sheets=tuple(sheets), steps=tuple(steps), lines=tuple(lines))


def turned(side: Side, columns: int, rows: int) -> Side:
    """A side turned by half a turn: what a back must be where the printer turns the sheet over
    its upper edge.
    """
    halves: dict[Half, Half] = MIRRORED | {"top": "bottom", "bottom": "top"}
    moved = [
        replace(
            slot,
            column=columns - slot.column - slot.wide,
            row=rows - slot.row - slot.tall,
            turn=(slot.turn + 180) % 360,
            spine=halves.get(slot.spine, slot.spine),
        )
        for slot in side
    ]
    return tuple(sorted(moved, key=lambda slot: (slot.row, slot.column)))


def drawn(side: Side) -> str:
    """A side as text: rows from above, “r” behind a page that is turned, “.” for a blank."""
    rows: dict[int, list[str]] = {}
    for slot in side:
        said = "." if slot.page is None else f"{slot.page}{'r' * (slot.turn == 180)}"
        rows.setdefault(slot.row, []).append(said)
    return " / ".join(" ".join(row) for row in rows.values())
