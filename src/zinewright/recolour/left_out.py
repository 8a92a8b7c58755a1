"""Operators that paint → those that paint what is left, where an area or a line is left out.

What is left out is printed by another plate, over what lies below.
"""

from __future__ import annotations

FILLS, STROKES = frozenset("f F f* B B* b b*".split()), frozenset("S s B B* b b*".split())
"""Operators that paint areas, and those that paint lines (ISO 32000-1, table 60)."""
EDGED = frozenset((1, 2, 5, 6))
"""Modes in which letters have a line around them (ISO 32000-1, table 106)."""


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
