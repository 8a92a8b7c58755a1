"""The operators of a content → where they paint (ISO 32000-1, 8.5 and 9.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Object, Operator, Page, unparse_content_stream

from zinewright.pdf.source_pages import Box, Matrix, times

Operands = list[Object]
"""What stands before an operator; of numbers pikepdf makes those of Python."""
Instruction = tuple[Operands, str]
Held = Page | Object
"""What has a content: a page, a drawing, a tiling, a letter of a font."""
UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class TextPlace:
    """Where text is shown: the text matrix (ISO 32000-1, 9.4.2)."""

    def __init__(self) -> None:
        self.matrix, self.begun = UPRIGHT, UPRIGHT
        self.leading = 0.0

    def follow(self, operands: Operands, operator: str) -> None:
        if operator == "BT":
            self.matrix = self.begun = UPRIGHT
        elif operator == "Tm":
            self.matrix = self.begun = six(operands)
        elif operator in ("Td", "TD"):
            x, y = map(float, operands)
            self.leading = -y if operator == "TD" else self.leading
            self._move(x, y)
        elif operator == "TL":
            self.leading = float(operands[0])
        elif operator in ("T*", "'", '"'):
            self._move(0, -self.leading)

    def _move(self, x: float, y: float) -> None:
        self.begun = self.matrix = times((1, 0, 0, 1, x, y), self.begun)


def content_of(held: Held) -> Object | None:
    """What something has its operators in."""
    return held.get("/Contents") if isinstance(held, Page) else held


def written(operands: Operands, operator: str) -> bytes:
    return unparse_content_stream([(operands, Operator(operator))])


def six(operands: Operands) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in operands)
    return a, b, c, d, e, f


@dataclass(frozen=True)
class Area:
    """What is painted of a path: the boxes of its parts, within what it is clipped to.

    Where it `is_odd`, parts within parts are holes (8.5.3.3).
    """

    parts: tuple[Box, ...]
    clip: Box | None = None
    is_odd: bool = False

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is painted, as far as boxes tell."""
        if self.clip is not None and not _is_in(self.clip, x, y):
            return False
        within = sum(_is_in(part, x, y) for part in self.parts)
        return within % 2 == 1 if self.is_odd else within > 0


def area_of(path: list[Instruction], ctm: Matrix, clip: Box | None, *, is_odd: bool) -> Area:
    """The area that a path paints."""
    return Area(tuple(_parts(path, ctm)), clip, is_odd)


def clipped(path: list[Instruction], ctm: Matrix, clip: Box | None) -> Box:
    """The box of what can be painted once a path clips what follows (8.5.4)."""
    boxes = list(_parts(path, ctm))
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    if clip is None:
        return left, bottom, right, top
    return max(left, clip[0]), max(bottom, clip[1]), min(right, clip[2]), min(top, clip[3])


def _parts(path: list[Instruction], ctm: Matrix) -> Iterator[Box]:
    """The smallest upright box around each part of a path; one at the origin for none."""
    points: list[tuple[float, float]] = []
    is_empty = True
    for operands, operator in path:
        if operator in ("m", "re") and points:
            yield _around(points, ctm)
            points, is_empty = [], False
        numbers = [float(number) for number in operands]
        if operator == "re":
            x, y, wide, high = numbers
            points += [(x, y), (x + wide, y), (x, y + high), (x + wide, y + high)]
        else:
            points += zip(numbers[::2], numbers[1::2], strict=True)
    if points or is_empty:
        yield _around(points, ctm)


def _around(points: list[tuple[float, float]], ctm: Matrix) -> Box:
    moved = [times((1, 0, 0, 1, x, y), ctm)[4:] for x, y in points] or [(0.0, 0.0)]
    across, down = [x for x, _ in moved], [y for _, y in moved]
    return min(across), min(down), max(across), max(down)


def _is_in(box: Box, x: float, y: float) -> bool:
    left, bottom, right, top = box
    return left <= x <= right and bottom <= y <= top
