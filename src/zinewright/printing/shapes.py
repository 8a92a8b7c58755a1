"""Sheets, stacks, arrows and scissors as pieces of SVG, for drawings of how to fold.

Black lines that survive a photocopier. Units are those of the view box, 240 by 150.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from zinewright.paper.folds.paper import Side

WIDE, HIGH = 240.0, 150.0
LINE = 'fill="none" stroke="#000" stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round"'
THIN = 'fill="none" stroke="#000" stroke-width="1"'
PAPER = 'fill="#fff" stroke="#000" stroke-width="1.6" stroke-linejoin="round"'
FONT = 'font-family="Atkinson Hyperlegible" font-weight="bold" text-anchor="middle"'


@dataclass(frozen=True)
class Frame:
    """Where a sheet, or a piece of one, lies in a drawing: its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float

    def at(self, across: float, down: float) -> tuple[float, float]:
        return self.x + across * self.width, self.y + down * self.height


@dataclass(frozen=True)
class TopView:
    """A pile as one sees it from above: the slots of its upper side, and the grid of cells."""

    slots: Side
    columns: int
    rows: int
    shape: float
    """Width divided by height."""

    def part(self, rows: Iterable[int], columns: Iterable[int]) -> TopView:
        """Some of its cells; both are runs of numbers."""
        down, across = list(rows), list(columns)
        slots = tuple(
            replace(slot, row=slot.row - down[0], column=slot.column - across[0])
            for slot in self.slots
            if slot.row in down and slot.column in across
        )
        shape = self.shape * len(across) / self.columns * self.rows / len(down)
        return TopView(slots, len(across), len(down), shape)

    def tumbled(self) -> TopView:
        """What lies on the other side, seen after folding it over its upper edge."""
        slots = tuple(
            replace(slot, column=self.columns - 1 - slot.column, turn=(slot.turn + 180) % 360)
            for slot in self.slots
        )
        return replace(self, slots=slots)


def picture(inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE:g} {HIGH:g}" '
        f'width="{WIDE * 2:g}" height="{HIGH * 2:g}">{inside}</svg>'
    )


def area_for(shape: float, wide: float = 170, high: float = 112, top: float = 18) -> Frame:
    return within(Frame((WIDE - wide) / 2, top, wide, high), shape)


def within(area: Frame, shape: float) -> Frame:
    """The largest area of a shape in another, in its middle."""
    width = min(area.width, area.height * shape)
    height = width / shape
    return Frame(
        area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height
    )


def sheet(area: Frame, seen: TopView) -> str:
    """A sheet from above, with the numbers of its pages the way up that they have there."""
    size = min(area.width / seen.columns, area.height / seen.rows) * 0.42
    parts = [f'<path d="M{area.x:.1f} {area.y:.1f}h{area.width:.1f}v{area.height:.1f}h-'
             f'{area.width:.1f}Z" {PAPER}/>']  # fmt: skip
    for slot in seen.slots:
        across = (slot.column + slot.wide / 2) / seen.columns
        down = (slot.row + slot.tall / 2) / seen.rows
        if slot.page:
            parts.append(lettered(str(slot.page), *area.at(across, down), slot.turn, size))
    return "".join(parts)


def lettered(words: str, x: float, y: float, turn: int, size: float) -> str:
    turned = f' transform="rotate({turn} {x:.1f} {y:.1f})"' if turn else ""
    return f'<text x="{x:.1f}" y="{y + size * 0.35:.1f}" font-size="{size:.1f}" {FONT}{turned}>' + (
        f"{words}</text>"
    )


def stack(area: Frame) -> str:
    """The sheets below the first one."""
    return "".join(
        f'<path d="M{area.x + n:.1f} {area.y + n:.1f}h{area.width:.1f}v{area.height:.1f}h-'
        f'{area.width:.1f}Z" {PAPER}/>'
        for n in (6, 3)
    )


def half_folded(area: Frame, kept: TopView, half: str) -> str:
    """A sheet of which one half stands up, on its way over the other."""
    if half in ("left", "right"):
        left = half == "left"
        lying = Frame(area.x + (area.width / 2 if left else 0), area.y, area.width / 2, area.height)
        spine = area.x + area.width / 2
        tip = spine + (-1 if left else 1) * area.width * 0.27
        flap = (
            f"M{spine:.1f} {area.y:.1f}L{tip:.1f} {area.y - 34:.1f}v{area.height:.1f}"
            f"L{spine:.1f} {area.y + area.height:.1f}Z"
        )
        start, end = (
            (tip, area.y - 36),
            (spine + (1 if left else -1) * area.width * 0.3, area.y - 6),
        )
        bend = (spine, area.y - 56)
    else:
        lying = Frame(area.x, area.y + area.height / 2, area.width, area.height / 2)
        middle = area.y + area.height / 2
        flap = f"M{area.x:.1f} {middle:.1f}l22 -46h{area.width:.1f}l-22 46Z"
        start, end = (area.x - 4, middle - 40), (area.x - 4, middle + 30)
        bend = (area.x - 34, middle)
    dashes = f'<path d="{flap}" {PAPER} />'
    return sheet(lying, kept) + dashes + bow(start, bend, end)


def over(area: Frame) -> str:
    """An arrow under a pile that is turned like the page of a book."""
    y = area.y + area.height + 16
    return bow((area.x + area.width * 0.15, y), (WIDE / 2, y + 36), (area.x + area.width * 0.85, y))


def line(
    start: tuple[float, float], end: tuple[float, float], width: float = 1.6, dashes: str = ""
) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}" fill="none" '
        f'stroke="#000" stroke-width="{width}"{dashed}/>'
    )


def arrow(start: tuple[float, float], end: tuple[float, float]) -> str:
    return line(start, end, 2.4) + _head(start, end)


def bow(start: tuple[float, float], bend: tuple[float, float], end: tuple[float, float]) -> str:
    path = f"M{start[0]:.1f} {start[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    return f'<path d="{path}" fill="none" stroke="#000" stroke-width="2.4"/>' + _head(bend, end)


def _head(start: tuple[float, float], end: tuple[float, float]) -> str:
    """The head of an arrow that comes from `start`."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5
    dx, dy = dx / length, dy / length
    wings = [(end[0] - 10 * dx + way * 5 * dy, end[1] - 10 * dy - way * 5 * dx) for way in (1, -1)]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in [end, *wings])
    return f'<polygon points="{points}" fill="#000"/>'


def inner(area: Frame, count: int) -> list[float]:
    return [area.y + area.height * n / count for n in range(1, count)]


def scissors(x: float, y: float) -> str:
    """A small pair of scissors at the beginning of a cut."""
    return (
        f'<path d="M{x - 18:.1f} {y - 6:.1f}L{x + 4:.1f} {y + 3:.1f}M{x - 18:.1f} {y + 6:.1f}'
        f'L{x + 4:.1f} {y - 3:.1f}" {LINE}/>'
        f'<circle cx="{x - 21:.1f}" cy="{y - 8:.1f}" r="4" {LINE}/>'
        f'<circle cx="{x - 21:.1f}" cy="{y + 8:.1f}" r="4" {LINE}/>'
    )
