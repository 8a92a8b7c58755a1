"""The operators of a content → where they paint (ISO 32000-1, 8.5 and 9.4)."""

from __future__ import annotations

from typing import Any

from pikepdf import Operator, unparse_content_stream

from zinewright.originals import Box, Matrix, times

UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class TextPlace:
    """Where text is shown: the text matrix (ISO 32000-1, 9.4.2)."""

    def __init__(self) -> None:
        self.matrix, self.begun = UPRIGHT, UPRIGHT
        self.leading = 0.0

    def follow(self, operands: list[Any], operator: str) -> None:
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


def written(operands: list[Any], operator: str) -> bytes:
    return unparse_content_stream([(operands, Operator(operator))])


def six(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in operands)
    return a, b, c, d, e, f


def bounds(path: list[tuple[list[Any], str]], ctm: Matrix) -> Box:
    """The smallest upright box around the points of a path."""
    points: list[tuple[float, float]] = []
    for operands, operator in path:
        numbers = [float(number) for number in operands]
        if operator == "re":
            x, y, wide, high = numbers
            points += [(x, y), (x + wide, y), (x, y + high), (x + wide, y + high)]
        else:
            points += zip(numbers[::2], numbers[1::2], strict=True)
    moved = [times((1, 0, 0, 1, x, y), ctm)[4:] for x, y in points] or [(0.0, 0.0)]
    across, down = [x for x, _ in moved], [y for _, y in moved]
    return min(across), min(down), max(across), max(down)
