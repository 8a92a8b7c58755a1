"""Two facing pages and a picture → where each half of it lies, so that they meet at the fold."""

from __future__ import annotations

import pytest

from zinewright.paper.spreads import BLEED, SpreadPages, spread_picture

A5 = SpreadPages((420.0, 595.0), side=54, foot=72)


def test_a_picture_of_about_the_shape_of_both_pages_goes_over_their_edges():
    found = spread_picture(A5, 3000, 1950)

    assert found.left <= -BLEED + 0.001
    assert found.left + found.width >= 840 + BLEED - 0.001
    assert found.window == (-BLEED, 595 - 72 + BLEED)
    assert found.top <= -BLEED + 0.001
    assert found.width / found.height == pytest.approx(3000 / 1950)
    assert found.left + found.width / 2 == pytest.approx(420)  # its middle is the fold


@pytest.mark.parametrize(("wide", "high"), [(1000, 1000), (4000, 1000), (600, 1800)])
def test_any_other_picture_is_shown_whole(wide, high):
    found = spread_picture(A5, wide, high)

    assert found.left > 0
    assert found.left + found.width < 840
    assert found.window[0] - 0.001 <= found.top
    assert found.top + found.height <= 595 - 72 + 0.001
    assert found.left + found.width / 2 == pytest.approx(420)


def test_what_a_layout_has_at_the_head_of_its_pages_stays_free():
    found = spread_picture(SpreadPages((420.0, 595.0), side=54, foot=72, head=45), 3000, 1700)

    assert found.window == (45, 595 - 72 - 45)
