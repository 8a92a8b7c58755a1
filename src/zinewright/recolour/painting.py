"""Operators that paint, and fonts that paint by themselves → what of each is left for an ink."""

from __future__ import annotations

import pikepdf
from pikepdf import Dictionary, Name, Object, parse_content_stream

from zinewright.paper.inks import RGB

FILLS, STROKES = frozenset("f F f* B B* b b*".split()), frozenset("S s B B* b b*".split())
COLOURS = frozenset("g G rg RG k K cs CS sc SC scn SCN".split())


def operator_with(operator: str, *, fills: bool, edges: bool) -> str:
    """The operator that paints of a path what is left of its area and of its line."""
    if operator in FILLS & STROKES:
        closing = operator.islower()
        if fills and edges:
            return operator
        if edges:
            return "s" if closing else "S"
        return ("f*" if operator.endswith("*") else "f") if fills else "n"
    return operator if fills or edges or operator not in FILLS | STROKES else "n"


def mode_with(mode: int, *, fills: bool, edges: bool) -> int:
    """The mode that paints of letters what is left of their areas and of their lines, and clips to
    them if the other does (ISO 32000-1, table 106).
    """
    asked = mode % 4
    fills, edges = fills and asked in (0, 2), edges and asked in (1, 2)
    return mode - asked + {(1, 0): 0, (0, 1): 1, (1, 1): 2, (0, 0): 3}[fills, edges]


def without_colours(fonts: Object, *, any_type_3: bool = False) -> Object:
    """Fonts without those whose letters are painted in colours of their own, or are drawings."""
    painted = [
        name for name, font in fonts.items()
        if font.get("/Subtype") == Name.Type3 and (any_type_3 or has_colours(font))
    ]  # fmt: skip
    return Dictionary({n: f for n, f in fonts.items() if n not in painted}) if painted else fonts


def has_colours(font: Object) -> bool:
    """Whether the letters of a Type 3 font are painted in colours of their own (9.6.5)."""
    try:
        drawn = [parse_content_stream(each) for each in font.get("/CharProcs", {}).values()]
    except (pikepdf.PdfError, ValueError, TypeError):
        return True
    said = ({str(one.operator) for one in each} for each in drawn)
    own = COLOURS | {"Do", "sh", "INLINE IMAGE"}
    return any("d1" not in operators and operators & own for operators in said)


def seen_through(colour: RGB, opacity: float) -> RGB:
    """A colour as it looks on white with the opacity that it is painted with."""
    red, green, blue = (1 - opacity * (1 - channel) for channel in colour)
    return red, green, blue


def tiled(name: str, operator: str) -> bytes:
    """The operators that take a pattern for a colour."""
    return f"/Pattern {operator} {name} {'scn' if operator == 'cs' else 'SCN'}".encode()
