"""Two renderings held against each other: what is lost, turned, or other than it was."""

from __future__ import annotations

import pytest
from stranger import Stranger

from zinewright.pdf.render import opened
from zinewright.recolour.compare import differs, is_lost, is_so, is_turned, looked_at

WORDS = b"BT /F 12 Tf 20 90 Td (words that are said) Tj ET"


def seen(content: bytes, nearer: int = 1):
    with opened(Stranger().page(content).finished()) as pages, pages.page(0) as page:
        return looked_at(page, nearer)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (WORDS, WORDS, False),
        (WORDS, b"", True),
        (b"0.5 g " + WORDS, WORDS, False),
        (WORDS, b"0 g 0 0 300 200 re f 1 g " + WORDS, False),
        (WORDS, b"0 g 0 0 300 200 re f", True),
        (WORDS, b"0.6 g " + WORDS, False),
        (b"0.85 g " + WORDS, b"", False),
        (b"", WORDS, False),
        (b"0 g 40 40 99 99 re f", b"0 g 40 40 99 99 re f " + WORDS, False),
        (b"0 g 40 40 99 99 re f 1 g 60 60 30 30 re f", b"0 g 40 40 99 99 re f", True),
    ],
)
def test_what_is_lost(before, after, expected):
    assert is_lost(seen(before), [seen(after)]) is expected


def test_what_one_plate_keeps_is_kept():
    assert not is_lost(seen(WORDS), [seen(b""), seen(WORDS)])


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (b"0.8 g 0 0 99 99 re f", b"0 g 0 0 99 99 re f", True),
        (b"0.5 g 0 0 99 99 re f", b"0 g 0 0 99 99 re f", False),
        (WORDS, b"0.3 g " + WORDS, False),
    ],
)
def test_what_turned(before, after, expected):
    assert is_turned(seen(before), [seen(after)]) is expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (b"0.8 g 0 0 99 99 re f", b"0.75 g 0 0 99 99 re f", False),
        (b"0.8 g 0 0 99 99 re f", b"0.6 g 0 0 99 99 re f", True),
        (WORDS, b"", True),
    ],
)
def test_what_looks_other(before, after, expected):
    assert differs(seen(before), [seen(after)]) is expected


def test_a_page_has_the_same_squares_from_near():
    assert seen(WORDS).size == seen(WORDS, 4).size == (282, 188)


def test_what_is_found_from_afar_must_be_there_from_near():
    looks = []

    def test(one, others) -> bool:
        looks.append((one, others))
        return len(looks) == 1

    assert is_so(test, lambda nearer: nearer, [lambda nearer: -nearer]) is False
    assert looks == [(1, [-1]), (4, [-4])]
