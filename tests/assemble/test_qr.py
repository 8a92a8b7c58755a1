"""QR codes: wide enough, with a quiet zone, the same every time, and only where they are wanted."""

from __future__ import annotations

import re

import pytest

from zinewright.assemble.qr import (
    BYTES,
    EVEN,
    MODULE,
    QUIET,
    has_code,
    is_long,
    modules,
    svg,
    width,
)


def address(length: int) -> str:
    return "https://example.org/".ljust(length, "a")


@pytest.mark.parametrize(
    ("length", "wide"),
    [(20, 20.25), (62, 20.25), (84, 20.25), (106, 22.05), (213, 29.25), (504, 41.85)],
)
def test_codes_are_of_one_width_unless_an_address_asks_for_more(length, wide):
    assert width(address(length)) == wide
    assert wide >= EVEN


@pytest.mark.parametrize("held", [*BYTES, *(held - 1 for held in BYTES)])
def test_the_width_is_that_of_the_code(held):
    """No module is narrower than 0.45 mm: the size that is reckoned is the size that is drawn."""
    long = "a" * held

    assert width(long) == round(max(EVEN, (len(modules(long)) + 2 * QUIET) * MODULE), 2)


def test_a_code_stands_in_a_quiet_zone():
    drawn = svg("https://example.org/").decode()
    size = int(re.search(r'viewBox="0 0 (\d+) ', drawn)[1])
    runs = [tuple(map(int, run)) for run in re.findall(r"M(\d+) (\d+)h(\d+)", drawn)]

    assert size == len(modules("https://example.org/")) + 8
    assert min(min(x, y) for x, y, _ in runs) == 4
    assert max(max(x + run, y + 1) for x, y, run in runs) == size - 4


def test_the_dark_modules_are_those_of_the_code():
    rows = modules("https://example.org/")
    found = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", svg("https://example.org/").decode())

    assert sum(int(run) for _, _, run, _ in found) == sum(map(sum, rows))
    assert rows[0][:8] == (True,) * 7 + (False,)  # the corner that a reader looks for


@pytest.mark.parametrize(
    ("shown", "long"),
    [
        ("example.org", False),
        ("example.org/a/page-of-forty-characters-x", False),
        ("example.org/a/page-of-forty-one-characters", True),
        ("example.org/?p=1", True),
        ("example.org/#a", True),
        ("example.org/%20", True),
    ],
)
def test_an_address_that_nobody_likes_to_type(shown, long):
    assert is_long(shown) == long


def test_an_address_too_long_for_paper_has_none():
    assert has_code(address(504))
    assert not has_code(address(505))
