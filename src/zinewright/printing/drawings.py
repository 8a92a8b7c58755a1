"""What is done with the paper → drawings (SVG) of each step, for the very fold.

The numbers are those of the pages that one sees there.
"""

from __future__ import annotations

from dataclasses import replace

from zinewright.paper.folds.paper import Imposition, Sheet, Step
from zinewright.printing.shapes import (
    LINE,
    PAPER,
    THIN,
    Frame,
    TopView,
    area_for,
    arrow,
    half_folded,
    inner,
    lettered,
    line,
    over,
    picture,
    scissors,
    sheet,
    stack,
    within,
)


def drawings(made: Imposition, shape: float) -> tuple[tuple[Step, str], ...]:
    """Every step with its drawing; `shape` is the width of a sheet divided by its height."""
    found = []
    state = _Paper(made, shape)
    for step in made.steps:
        inside = getattr(state, step.do)(step)
        found.append((step, picture(inside)))
    return tuple(found)


def _last_of(made: Imposition) -> Sheet:
    """The lowest sheet of the first pile: that which is seen when the pile is turned over."""
    lot, first = made.steps[0].lot, made.sheets[0]
    if lot == "sheet":
        return first
    return [s for s in made.sheets if lot == "all" or s.signature == first.signature][-1]


class _Paper:
    """The paper while it is worked on; each method does one step and draws it."""

    def __init__(self, made: Imposition, shape: float) -> None:
        self.made = made
        self.top = TopView(made.sheets[0].front, made.columns, made.rows, shape)
        last = _last_of(made)
        self.below = TopView(last.back, made.columns, made.rows, shape)
        self.count = len(made.sheets)

    def pile(self, step: Step) -> str:
        area = area_for(self.top.shape)
        under = "" if self.count == 1 or step.lot == "sheet" else stack(area)
        return under + sheet(area, self.top)

    def turn(self, step: Step) -> str:
        self.top, self.below = self.below, self.top
        area = area_for(self.top.shape, 150, 92, 8)
        is_one = self.count == 1 or self.made.steps[0].lot == "sheet"
        return ("" if is_one else stack(area)) + sheet(area, self.top) + over(area)

    def cut(self, step: Step) -> str:
        area = area_for(self.top.shape)
        lines = [((area.x - 6, y), (area.x + area.width + 6, y)) for y in inner(area, step.rows)]
        across = Frame(area.y, area.x, area.height, area.width)
        lines += [
            ((x, area.y - 6), (x, area.y + area.height + 6)) for x in inner(across, step.columns)
        ]
        seen = stack(area) + sheet(area, self.top)
        return seen + "".join(line(*ends, width=2.6) + scissors(*ends[0]) for ends in lines)

    def _pieces(self) -> list[TopView]:
        cut = next(step for step in self.made.steps if step.do == "cut")
        wide, tall = self.top.columns // cut.columns, self.top.rows // cut.rows
        return [
            self.top.part(range(r * tall, r * tall + tall), range(c * wide, c * wide + wide))
            for r in range(cut.rows)
            for c in range(cut.columns)
        ]

    def gather(self, step: Step) -> str:
        if self.made.steps[0].lot == "signature":
            return self._signatures()
        pieces, columns = self._pieces(), self._columns()
        start = columns - 1 if step.half == "right" else 0
        first = pieces[start]
        below = start + columns if start + columns < len(pieces) else len(pieces) - 1 - start
        rest = [pieces[below]]
        self.top = first
        if len(pieces) == self.made.rows:  # strips: what lies lowest is the last of them
            self.below = self.below.part([self.below.rows - 1], range(self.below.columns))
        upper, lower = area_for(first.shape, 150, 56, 8), area_for(first.shape, 150, 56, 84)
        way = arrow((upper.x - 12, lower.y + 20), (upper.x - 12, upper.y + upper.height * 0.6))
        drawn = stack(upper) + sheet(upper, first) + stack(lower)
        return drawn + "".join(sheet(lower, piece) for piece in rest) + way

    def _columns(self) -> int:
        return next(step.columns for step in self.made.steps if step.do == "cut")

    def _signatures(self) -> str:
        parts = []
        for number in range(3):
            x, y = 64, 108 - 34 * number
            parts.append(f'<path d="M{x + 112} {y}H{x}q-16 -8 0 -16H{x + 112}" {PAPER}/>')
            parts.append(f'<path d="M{x} {y - 8}H{x + 112}" {THIN}/>')
        return "".join(parts) + arrow((206, 40), (206, 96))

    def apart(self, step: Step) -> str:
        every = self._pieces()
        pieces = every[:4]
        self.top = pieces[0]
        if len(every) == self.made.rows:
            self.below = self.below.part([self.below.rows - 1], range(self.below.columns))
        areas = [Frame(20 + 108 * (n % 2), 10 + 70 * (n // 2), 92, 56) for n in range(len(pieces))]
        placed = [within(area, piece.shape) for area, piece in zip(areas, pieces, strict=True)]
        return "".join(
            stack(area) + sheet(area, piece) for area, piece in zip(placed, pieces, strict=True)
        )

    def fold(self, step: Step) -> str:
        seen, area = self.top, area_for(self.top.shape, 140, 84, 44)
        upright = step.half in ("left", "right")
        half = seen.columns // 2 if upright else seen.rows // 2
        whole = range(seen.rows) if upright else range(seen.columns)
        first, second = range(half), range(half, 2 * half)
        stays = second if step.half in ("left", "top") else first
        kept = seen.part(whole, stays) if upright else seen.part(stays, whole)
        goes = first if stays is second else second
        gone = self.below.part(whole, goes) if upright else self.below.part(goes, whole)
        mirrored = self.below.part(whole, stays) if upright else self.below.part(stays, whole)
        self.top, self.below = (mirrored if upright else gone.tumbled()), kept
        return half_folded(area, kept, step.half)

    def nest(self, step: Step) -> str:
        parts = []
        for number in range(3):
            x, y = 120, 118 - 30 * number
            reach = 76 - 12 * number
            parts.append(f'<path d="M{x - reach} {y - 34}L{x} {y}L{x + reach} {y - 34}" {LINE}/>')
        return "".join(parts) + arrow((120, 6), (120, 48))

    def staple(self, step: Step) -> str:
        parts = [
            f'<path d="M20 30L120 18V120L20 132Z" {PAPER}/>',
            f'<path d="M220 30L120 18V120L220 132Z" {PAPER}/>',
        ]
        for y in (44, 90):
            parts.append(f'<path d="M120 {y}V{y + 14}" stroke="#000" stroke-width="4.5"/>')
            parts.append(arrow((150, y + 7), (128, y + 7)))
        return "".join(parts)

    def corner(self, step: Step) -> str:
        area = area_for(self.top.shape)
        x, y = area.x, area.y
        clip = f'<path d="M{x + 6} {y + 18}L{x + 20} {y + 6}" stroke="#000" stroke-width="4.5"/>'
        return stack(area) + sheet(area, self.top) + clip

    def bind(self, step: Step) -> str:
        parts = [f'<path d="M60 26H190V120H60Z" {PAPER}/>']
        parts += [f'<path d="M60 {y}H190" {THIN}/>' for y in (45, 64, 82, 101)]
        parts.append('<path d="M54 22V124" stroke="#000" stroke-width="6"/>')
        return "".join(parts) + arrow((18, 73), (44, 73))

    def trim(self, step: Step) -> str:
        body = f'<path d="M70 30H170V136H70Z" {PAPER}/><path d="M70 30V136" {LINE}/>'
        return body + line((58, 38), (184, 38), width=2.6) + scissors(58, 38)

    def crease(self, step: Step) -> str:
        area = area_for(self.top.shape)
        lines = [
            (area.at(0, r / step.rows), area.at(1, r / step.rows)) for r in range(1, step.rows)
        ]
        lines += [
            (area.at(c / step.columns, 0), area.at(c / step.columns, 1))
            for c in range(1, step.columns)
        ]
        return sheet(area, self.top) + "".join(line(*ends, dashes="7 4") for ends in lines)

    def slit(self, step: Step) -> str:
        """The sheet folded in half, as it is held in the hand: the cut begins at the fold."""
        area = area_for(self.top.shape / 2, 120, 104)
        back = Frame(area.x + 5, area.y + 5, area.width, area.height)
        blank = replace(self.top, slots=())
        half = len([line for line in self.made.lines if line.axis == "vertical"]) // 2 + 1
        start, end = area.at(0, 0.5), area.at(1 / half, 0.5)
        creases = [(end, area.at(1, 0.5))]
        creases += [(area.at(n / half, 0), area.at(n / half, 1)) for n in range(1, half)]
        drawn = sheet(back, blank) + sheet(area, blank)
        drawn += "".join(line(*ends, dashes="7 4") for ends in creases)
        drawn += line(area.at(0, 0), area.at(0, 1), width=4.5)
        return drawn + line(start, end, width=3.4) + scissors(*start)

    def push(self, step: Step) -> str:
        cross = (
            f'<path d="M36 52L84 52L120 22L156 52L204 52M36 52L84 52L120 82L156 52" {LINE}/>'
            f'<path d="M36 52V112L84 112L120 142L156 112L204 112V52" {LINE}/>'
            f'<path d="M84 52V112M120 82V142M156 52V112" {THIN}/>'
        )
        return cross + arrow((8, 82), (30, 82)) + arrow((232, 82), (210, 82))

    def zigzag(self, step: Step) -> str:
        count = min(step.columns, 8)
        wide = 200 / count
        upper = [(20 + wide * n, 34 + 22 * (n % 2)) for n in range(count + 1)]
        lines = "".join(
            f'<path d="M{x:.1f} {y}L{a:.1f} {b}V{b + 74}L{x:.1f} {y + 74}Z" {PAPER}/>'
            for (x, y), (a, b) in zip(upper, upper[1:], strict=False)
        )
        numbers = "".join(
            lettered(str(slot.page), x + wide / 2, (y + b) / 2 + 37, 0, min(22, wide * 0.7))
            for slot, (x, y), (_, b) in zip(self.top.slots, upper, upper[1:], strict=False)
            if slot.page
        )
        return lines + numbers
