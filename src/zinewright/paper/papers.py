"""A name or two lengths → the size of paper; a length with its unit → points (1/72 inch).

ISO 216 sizes in mm, those of North America in inches (ANSI/ASME Y14.1); names are those of PWG
5101.1 without their prefixes, and the usual ones.
"""

from __future__ import annotations

import re

from zinewright.problems import Problem, ZineError, nearest, shown

UNITS = {"mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pt": 1.0}
MM = UNITS["mm"]
LENGTH = re.compile(r"\s*([+-]?[\d.,]+)\s*([a-zA-Z\"]*)\s*\Z")
MOST = 200 * 72.0  # points: the largest side of a page (ISO 32000-1, annex C)

PAPERS: dict[str, tuple[float, float]] = {
    name: (short * UNITS[unit], long * UNITS[unit])
    for name, short, long, unit in (
        ("A7", 74, 105, "mm"),
        ("A6", 105, 148, "mm"),
        ("quarter-letter", 4.25, 5.5, "in"),
        ("half-letter", 5.5, 8.5, "in"),
        ("A5", 148, 210, "mm"),
        ("B5", 176, 250, "mm"),
        ("letter", 8.5, 11, "in"),
        ("A4", 210, 297, "mm"),
        ("legal", 8.5, 14, "in"),
        ("B4", 250, 353, "mm"),
        ("tabloid", 11, 17, "in"),
        ("A3", 297, 420, "mm"),
        ("SRA3", 320, 450, "mm"),
        ("A2", 420, 594, "mm"),
        ("A1", 594, 841, "mm"),
    )
}
"""Sizes as (short, long) in points, from the smallest."""
AMERICAN = frozenset(("quarter-letter", "half-letter", "letter", "legal", "tabloid"))
SQUARE = "148x148mm"


def points(text: str, where: str) -> float:
    """A length in points; one without a unit is in mm. Raises `ZineError`."""
    found = LENGTH.match(text)
    said = f"“{shown(text)}”"
    if not found or not re.fullmatch(r"[+-]?\d*[.,]?\d+", found[1]):
        raise _no(where, f"{said} is no length", "Write a number and a unit, like 5mm")
    named = found[2].lower().replace('"', "in") or "mm"
    if named not in UNITS:
        fix = f"Use one of: {', '.join(UNITS)}"
        raise _no(where, f"“{shown(found[2])}” is no unit{nearest(named, UNITS)}", fix)
    number = float(found[1].replace(",", ".")) * UNITS[named]
    if number < 0:
        raise _no(where, f"{said} is less than nothing", "Write a length from 0")
    if number > MOST:
        raise _no(where, f"{said} is longer than a page can be", "Write less than 5 metres")
    return number


def paper(text: str, where: str = "--paper") -> tuple[float, float]:
    """The size of a paper as (short, long) in points: a name, or two lengths such as 148x210mm.

    Raises `ZineError`.
    """
    known = {name.lower(): size for name, size in PAPERS.items()}
    if size := known.get(text.strip().lower()):
        return size
    lengths = re.split(r"\s*[x×*]\s*", text.strip())
    if len(lengths) != 2 or not all(map(LENGTH.match, lengths)):
        what = f"there is no paper “{shown(text)}”{nearest(text, PAPERS)}"
        fix = f"Use one of: {', '.join(PAPERS)}, or two lengths such as 148x210mm"
        raise _no(where, what, fix)
    last = LENGTH.match(lengths[1])
    unit = last[2] if last and last[2] else "mm"
    first = lengths[0] if re.search(r"[a-zA-Z\"]", lengths[0]) else lengths[0] + unit
    short, long = sorted((points(first, where), points(lengths[1], where)))
    if short < 10 * MM:
        raise _no(where, f"paper of {shown(text)} is too small to print on", "Write a larger size")
    return short, long


def pages(named: str, on: str, where: str = "page") -> tuple[float, float]:
    """The size of a zine's pages as (width, height) in points, where they are to be printed on a
    paper.

    `named` is a name or two lengths, as `paper` has them, or “square”. Where nothing is said, two
    pages make a sheet of the paper: A5, and half-letter on the papers of North America. Raises
    `ZineError` for what is no size, and for pages that are too small or too large to be read.
    """
    named = named.strip() or ("half-letter" if _is_american(on) else "A5")
    fix = "Write a size between A7 and A4, like A5, A6, half-letter, quarter-letter or square"
    try:
        width, height = paper(SQUARE if named.lower() == "square" else named, where)
    except ZineError:
        what = f"there are no pages of “{shown(named)}”{nearest(named, [*PAPERS, 'square'])}"
        raise _no(where, what, f"{fix}, or two lengths such as 140x200mm") from None
    (least, _), (_, most) = PAPERS["A7"], PAPERS["A4"]
    if width < least or height > most:
        what = f"pages of {in_mm(width, height)} are too {'small' if width < least else 'large'}"
        raise _no(where, what, fix)
    return width, height


def large_pages(on: str) -> tuple[float, float]:
    """The size of large-print pages as (width, height) in points: A4, and letter where that is
    what printers take."""
    return PAPERS["letter" if _is_american(on) else "A4"]


def _is_american(on: str) -> bool:
    return name_of(*paper(on)) in AMERICAN


def name_of(width: float, height: float) -> str:
    """What a size in points is called: “A4”, or “148 × 210 mm”."""
    short, long = sorted((width, height))
    for name, (known_short, known_long) in PAPERS.items():
        if abs(known_short - short) < 1 and abs(known_long - long) < 1:
            return name
    return in_mm(width, height)


def written(width: float, height: float) -> str:
    """A size in points in words that `paper` reads as the very same size."""
    return f"{width}x{height}pt"


def in_css(size: tuple[float, float]) -> dict[str, str]:
    """A size in points as styles for pages are told it."""
    return {"page-width": f"{size[0] / MM:g}mm", "page-height": f"{size[1] / MM:g}mm"}


def in_mm(width: float, height: float) -> str:
    return f"{_round(width)} × {_round(height)} mm"


def _round(length: float) -> str:
    return f"{round(length / MM, 1):g}"


def _no(where: str, what: str, fix: str) -> ZineError:
    return ZineError([Problem(where, None, "length", what, fix)])
