"""A note that says how it looks in numbers alone → the drawing that viewers make of it.

Highlights, lines and shapes (ISO 32000-1, 12.5.6) may come without a drawing of their own. What
holds words of its own, like a stamp, has none that could be made here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

Point = tuple[float, float]
FILL, LINE = ("g", "rg", "k"), ("G", "RG", "K")
COMPONENTS = {1: 0, 3: 1, 4: 2}
MOST_NUMBERS = 100_000


@dataclass(frozen=True)
class Drawn:
    """Operators in the space of the page, the points that they reach, and how they mix."""

    said: str
    points: tuple[Point, ...]
    wide: float = 0.0
    mixes: str = "/Normal"


def give_look(pdf: pikepdf.Pdf, note: Object) -> bool:
    """Draw a note that has no drawing, if that can be done; whether it was."""
    make = LOOKS.get(str(note.get("/Subtype")))
    drawn = make(note) if make else None
    if drawn is None or not drawn.points:
        return False
    xs, ys = zip(*drawn.points, strict=True)
    out = drawn.wide / 2 + 1
    box = Array([min(xs) - out, min(ys) - out, max(xs) + out, max(ys) + out])
    clear = min(max((numbers([note.get("/CA")]) or [1.0])[0], 0.0), 1.0)
    look = pdf.make_stream(f"/G gs {drawn.said}".encode())
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, box
    state = Dictionary(BM=Name(drawn.mixes), ca=clear, CA=clear)
    look.Resources = Dictionary(ExtGState=Dictionary(G=state))
    note.Rect, note.AP = Array(list(box)), Dictionary(N=look)
    return True


def numbers(found: object) -> list[float]:
    """The numbers of a list, none where anything else is in it."""
    if not isinstance(found, (Array, list)) or len(found) > MOST_NUMBERS:
        return []
    try:
        made = [float(number) for number in found]
    except (TypeError, ValueError):
        return []
    return made if all(map(math.isfinite, made)) else []


def _points(found: object) -> tuple[Point, ...]:
    flat = numbers(found)
    return tuple(zip(flat[::2], flat[1::2], strict=False))


def _colour(note: Object, key: str, ways: tuple[str, str, str], otherwise: str = "") -> str:
    """The operator that sets a colour, “” where there is none."""
    found = numbers(note.get(key))
    if len(found) not in COMPONENTS:
        return otherwise
    return f"{' '.join(f'{part:.4g}' for part in found)} {ways[COMPONENTS[len(found)]]} "


def _width(note: Object) -> float:
    """How thick its lines are, in points (12.5.4)."""
    style, border = note.get("/BS"), numbers(note.get("/Border"))
    said = numbers([style.get("/W")]) if isinstance(style, Dictionary) and "/W" in style else []
    return max(0.0, said[0] if said else border[2] if len(border) > 2 else 1.0)


def _path(points: Iterable[Point], end: str) -> str:
    said = [f"{x:.3f} {y:.3f} {'l' if number else 'm'}" for number, (x, y) in enumerate(points)]
    return f"{' '.join(said)} {end} " if said else ""


def _corners(note: Object) -> tuple[Point, ...]:
    """The corners of its rectangle, as those of a marked word: upper ones first, from the left."""
    found = numbers(note.get("/Rect"))
    if len(found) != 4:
        return ()
    (left, right), (low, high) = sorted(found[::2]), sorted(found[1::2])
    return ((left, high), (right, high), (left, low), (right, low))


def _words(note: Object) -> list[tuple[Point, ...]]:
    """The four corners of each marked word (table 179, as all programs write them)."""
    points = _points(note.get("/QuadPoints")) or _corners(note)
    return [points[at : at + 4] for at in range(0, len(points) - 3, 4)]


def _highlight(note: Object) -> Drawn:
    words = _words(note)
    said = "".join(_path((a, b, d, c), "h f") for a, b, c, d in words)
    points = tuple(point for word in words for point in word)
    return Drawn(_colour(note, "/C", FILL, "1 1 0 rg ") + said, points, mixes="/Multiply")


def _through(height: float) -> Callable[[Object], Drawn]:
    """A line through marked words, at a height between their feet (0) and their heads (1)."""

    def drawn(note: Object) -> Drawn:
        said, points = "", []
        for a, b, c, d in _words(note):
            ends = [
                (low[0] + height * (high[0] - low[0]), low[1] + height * (high[1] - low[1]))
                for low, high in ((c, a), (d, b))
            ]
            wide = max(0.5, math.dist(a, c) / 16)
            said += f"{wide:.3f} w " + _path(ends, "S")
            points += ends
        return Drawn(_colour(note, "/C", LINE, "0 G ") + said, tuple(points), 4)

    return drawn


def _shaped(
    path: Callable[[Object, float], tuple[str, tuple[Point, ...]]],
) -> Callable[[Object], Drawn]:
    """A shape with a line around it and a colour inside, each where it has one."""

    def drawn(note: Object) -> Drawn:
        wide = _width(note)
        said, points = path(note, wide)
        line, fill = _colour(note, "/C", LINE), _colour(note, "/IC", FILL)
        paint = ("B" if line and wide else "f") if fill else "S" if line and wide else "n"
        return Drawn(f"{line}{fill}{wide:.3f} w {said}{paint}", points, wide)

    return drawn


def _square(note: Object, wide: float) -> tuple[str, tuple[Point, ...]]:
    corners = _within(note, wide)
    if not corners:
        return "", ()
    (left, low), (right, high) = corners
    return f"{left:.3f} {low:.3f} {right - left:.3f} {high - low:.3f} re ", corners


def _circle(note: Object, wide: float) -> tuple[str, tuple[Point, ...]]:
    corners = _within(note, wide)
    if not corners:
        return "", ()
    (left, low), (right, high) = corners
    x, y, a, b = (left + right) / 2, (low + high) / 2, (right - left) / 2, (high - low) / 2
    k = 0.5523
    said = f"{x + a:.3f} {y:.3f} m "
    for p, q, r, s in ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)):
        ends = (p + k * r, q + k * s, r + k * p, s + k * q, r, s)
        said += "".join(
            f"{x + a * u:.3f} {y + b * v:.3f} " for u, v in zip(ends[::2], ends[1::2], strict=True)
        )
        said += "c "
    return said + "h ", corners


def _within(note: Object, wide: float) -> tuple[Point, ...]:
    """The left lower and the right upper corner of a shape inside its rectangle."""
    corners = _corners(note)
    if not corners:
        return ()
    (left, high), (right, low) = corners[0], corners[3]
    inset = min(wide / 2, (right - left) / 2, (high - low) / 2)
    return (left + inset, low + inset), (right - inset, high - inset)


def _lines(note: Object, wide: float) -> tuple[str, tuple[Point, ...]]:
    """One line, or one through several points, closed where it is a polygon."""
    points = _points(note.get("/Vertices")) or _points(note.get("/L"))
    return _path(points, "h" if note.get("/Subtype") == Name.Polygon else ""), points


def _ink(note: Object, wide: float) -> tuple[str, tuple[Point, ...]]:
    found = note.get("/InkList")
    lines = [_points(line) for line in found] if isinstance(found, Array) else []
    points = tuple(point for line in lines for point in line)
    return "1 J 1 j " + "".join(_path(line, "") for line in lines), points


LOOKS: dict[str, Callable[[Object], Drawn]] = {
    "/Highlight": _highlight,
    "/Underline": _through(0.08),
    "/Squiggly": _through(0.08),
    "/StrikeOut": _through(0.45),
    "/Square": _shaped(_square),
    "/Circle": _shaped(_circle),
    "/Line": _shaped(_lines),
    "/PolyLine": _shaped(_lines),
    "/Polygon": _shaped(_lines),
    "/Ink": _shaped(_ink),
}
