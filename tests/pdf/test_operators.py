"""Where a path paints: its parts, their holes, and what it is clipped to."""

from __future__ import annotations

import pytest

from zinewright.pdf.operators import UPRIGHT, TextPlace, area_of, clipped

FRAME = [([0, 0, 100, 100], "re"), ([10, 10, 80, 80], "re")]
CURVE = [([0, 0], "m"), ([0, 50, 100, 50, 100, 0], "c"), ([], "h")]


@pytest.mark.parametrize(
    ("path", "point", "is_odd", "expected"),
    [
        (FRAME, (5, 5), True, True),
        (FRAME, (50, 50), True, False),
        (FRAME, (50, 50), False, True),
        (FRAME, (150, 50), False, False),
        (CURVE, (50, 20), False, True),
    ],
)
def test_what_a_path_paints(path, point, is_odd, expected):
    assert area_of(path, UPRIGHT, None, is_odd=is_odd).holds(*point) is expected


def test_an_area_ends_where_it_is_clipped():
    clip = clipped([([0, 0, 100, 6], "re"), ([], "W")], UPRIGHT, (0, 2, 100, 100))

    assert clip == (0, 2, 100, 6)
    assert [area_of(FRAME, UPRIGHT, clip, is_odd=False).holds(50, y) for y in (1, 4, 50)] == [
        False, True, False,
    ]  # fmt: skip


def test_a_path_is_where_it_was_moved_to():
    assert area_of(FRAME[:1], (2, 0, 0, -1, 10, 0), None, is_odd=False).parts == (
        (10, -100, 210, 0),
    )


def test_text_stands_where_its_operators_put_it():
    place = TextPlace()
    for operands, operator in [
        ([], "BT"),
        ([10, 20], "Td"),
        ([12], "TL"),
        ([], "T*"),
        ([5, -3], "TD"),
    ]:
        place.follow(operands, operator)

    assert place.matrix == (1, 0, 0, 1, 15, 5)
    place.follow([2, 0, 0, 2, 7, 8], "Tm")
    assert place.matrix[4:] == (7, 8)
