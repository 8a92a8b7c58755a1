"""Contrast as WCAG has it, and the nearest colour that has enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zinewright.paper.contrast import WHITE, colour_of, contrast, readable, written

BLACK = (0.0, 0.0, 0.0)
parts = st.floats(0, 1)
colours = st.tuples(parts, parts, parts)


@pytest.mark.parametrize(
    ("said", "ratio"),
    [("#000000", 21.0), ("#fff", 1.0), ("#767676", 4.54), ("#595959", 7.0), ("#ff48b0", 3.09)],
)
def test_contrast_on_white(said, ratio):
    assert round(contrast(colour_of(said), WHITE), 2) == ratio


@pytest.mark.parametrize("said", ["", "red", "#12", "#12345", "#gggggg", "rgb(1, 2, 3)", "#fff;}"])
def test_what_is_no_colour(said):
    assert colour_of(said) is None


@pytest.mark.parametrize(
    ("said", "paper", "nearest"),
    [
        ("#7a0019", "#ffffff", "#7a0019"),
        ("#ff48b0", "#ffffff", "#ae0063"),
        ("#999999", "#fdfcfa", "#575757"),
        ("#7a0019", "#17181b", "#ff7793"),
        ("#ffe800", "#808080", "#000000"),
    ],
)
def test_the_nearest_that_can_be_read(said, paper, nearest):
    assert written(readable(colour_of(said), colour_of(paper))) == nearest


@given(colours)
def test_on_white_and_on_black_some_colour_of_each_hue_can_be_read(colour):
    assert contrast(readable(colour, WHITE), WHITE) >= 7
    assert contrast(readable(colour, BLACK), BLACK) >= 7
