"""How much of each ink makes a colour, and what inks make together."""

from __future__ import annotations

import pytest

from zinewright.paper.inks import INKS, amounts, lightness, mixed, rgb_of

PINK, BLUE, YELLOW = "fluorescent-pink", "blue", "yellow"


@pytest.mark.parametrize("ink", list(INKS))
def test_an_ink_at_full_strength_makes_its_own_colour(ink):
    assert mixed([1], (ink,)) == pytest.approx(rgb_of(ink))


@pytest.mark.parametrize("ink", [PINK, BLUE, YELLOW, "red", "teal"])
def test_the_colour_of_an_ink_takes_that_ink(ink):
    assert amounts(rgb_of(ink), ("black", ink)) == pytest.approx((0, 1), abs=0.02)


@pytest.mark.parametrize("tone", [0, 0.25, 0.5, 0.9, 1])
def test_greys_take_the_darkest_ink_alone(tone):
    assert amounts((tone, tone, tone), (PINK, "black", YELLOW)) == pytest.approx((0, 1 - tone, 0))


def test_white_paper_takes_nothing():
    assert amounts((1, 1, 1), (PINK, BLUE)) == (0, 0)


@pytest.mark.parametrize("parts", [(0.3, 0.8), (1, 1), (0.5, 0), (0.1, 0.1)])
def test_what_inks_make_together_is_taken_apart_again(parts):
    inks = (BLUE, PINK)

    assert amounts(mixed(parts, inks), inks) == pytest.approx(parts, abs=0.01)


def test_a_colour_that_no_ink_can_make_comes_as_near_as_can_be():
    (part,) = amounts((0, 1, 0), (PINK,))

    assert 0 <= part <= 1
    assert amounts((0, 0, 0), (PINK, YELLOW)) == (1, 0)


def test_lightness():
    assert [round(lightness(c), 2) for c in ((0, 0, 0), (1, 1, 1), (1, 1, 0))] == [0, 1, 0.93]
