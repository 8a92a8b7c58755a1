"""What is left of an operator that paints, where its area or its line is left out."""

from __future__ import annotations

import pytest

from zinewright.recolour.left_out import mode_with, operator_with


@pytest.mark.parametrize(
    ("operator", "whole", "without_line", "without_area", "without_both"),
    [
        ("f", "f", "f", "n", "n"),
        ("f*", "f*", "f*", "n", "n"),
        ("S", "S", "n", "S", "n"),
        ("s", "s", "n", "s", "n"),
        ("B", "B", "f", "S", "n"),
        ("B*", "B*", "f*", "S", "n"),
        ("b", "b", "f", "s", "n"),
        ("b*", "b*", "f*", "s", "n"),
        ("n", "n", "n", "n", "n"),
    ],
)
def test_an_operator_paints_what_is_left(
    operator, whole, without_line, without_area, without_both
):  # fmt: skip
    """An area alone has no line, and a line no area, whatever is asked for."""
    has_area, has_line = operator[0] in "fBb", operator[0] in "SsBb"
    assert operator_with(operator, fills=has_area, edges=has_line) == whole
    assert operator_with(operator, fills=has_area, edges=False) == without_line
    assert operator_with(operator, fills=False, edges=has_line) == without_area
    assert operator_with(operator, fills=False, edges=False) == without_both


@pytest.mark.parametrize(
    ("mode", "whole", "without_line", "without_area", "without_both"),
    [
        (0, 0, 0, 3, 3),
        (1, 1, 3, 1, 3),
        (2, 2, 0, 1, 3),
        (4, 4, 4, 7, 7),
        (5, 5, 7, 5, 7),
        (6, 6, 4, 5, 7),
    ],
)
def test_letters_are_painted_with_what_is_left(
    mode, whole, without_line, without_area, without_both
):  # fmt: skip
    assert mode_with(mode, fills=True, edges=True) == whole
    assert mode_with(mode, fills=True, edges=False) == without_line
    assert mode_with(mode, fills=False, edges=True) == without_area
    assert mode_with(mode, fills=False, edges=False) == without_both
