"""What a PDF says of a colour → red, green and blue, each from 0 to 1 (ISO 32000-1, 8.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, Stream

from zinewright.inks import RGB

PLAIN = {
    "/DeviceGray": 1, "/CalGray": 1, "/G": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/RGB": 3,
    "/DeviceCMYK": 4, "/CMYK": 4,
}  # fmt: skip


def space_of(name: Any, resources: Any) -> Any:
    """The colour space that a name stands for in a content."""
    held = resources.get("/ColorSpace", Dictionary())
    return held.get(str(name), name)


def rgb_in(numbers: Sequence[float], space: Any) -> RGB:
    """A colour in a space; without one, the count of its numbers tells."""
    if isinstance(space, Array) and len(space) > 3 and space[0] in (Name.Separation, Name.DeviceN):
        return _tinted(numbers)
    count = _components(space) or len(numbers)
    numbers = [min(1.0, max(0.0, float(number))) for number in numbers]
    if count == 1 and numbers:
        return numbers[0], numbers[0], numbers[0]
    if count == 3 and len(numbers) >= 3:
        return numbers[0], numbers[1], numbers[2]
    if count == 4 and len(numbers) >= 4:
        cyan, magenta, yellow, black = numbers[:4]
        light = 1 - black
        return (1 - cyan) * light, (1 - magenta) * light, (1 - yellow) * light
    return 0.0, 0.0, 0.0


def _components(space: Any) -> int:
    if isinstance(space, Name):
        return PLAIN.get(str(space), 0)
    if isinstance(space, Array) and len(space):
        if space[0] == Name.ICCBased and isinstance(space[1], Stream):
            return int(space[1].get("/N", 3))
        if space[0] == Name.Lab:
            return 3
        return PLAIN.get(str(space[0]), 0)
    return 0


def _tinted(numbers: Sequence[float]) -> RGB:
    """An ink of its own: a grey as dark as there is of it."""
    tone = 1 - max([0.0, *(min(1.0, float(number)) for number in numbers)])
    return tone, tone, tone


def ends_of(function: Any) -> Iterator[list[float]]:
    """The colours at the ends of a gradient's functions (ISO 32000-1, 7.10)."""
    if isinstance(function, Array):
        parts = [list(ends_of(each)) for each in function]
        yield from ([n for part in group for n in part] for group in zip(*parts, strict=False))
    elif isinstance(function, Dictionary | Stream):
        if function.get("/FunctionType") == 2:
            yield [float(n) for n in function.get("/C0", [0])]
            yield [float(n) for n in function.get("/C1", [1])]
        elif function.get("/FunctionType") == 3:
            for each in function.Functions:
                yield from ends_of(each)
