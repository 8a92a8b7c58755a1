"""A day as people write it, and the one that they mean."""

from __future__ import annotations

import pytest

from zinewright.manuscript.dates import day_meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-01-31", "2026-01-31"), ("2026-1-31", "2026-01-31"), ("2026/01/31", "2026-01-31"),
        ("2026–01–31", "2026-01-31"), ("2026.1.3", "2026-01-03"), ("31.01.2026", "2026-01-31"),
        ("1.2.2026", "2026-02-01"), ("31/01/2026", "2026-01-31"), ("01/31/2026", "2026-01-31"),
        ("31-1-2026", "2026-01-31"), ("5/5/2026", "2026-05-05"), ('"31.01.2026"', "2026-01-31"),
        ("“31 January 2026”", "2026-01-31"), ("31st of January, 2026", "2026-01-31"),
        ("1. March 2026", "2026-03-01"), ("3 Sept 2026", "2026-09-03"),
        ("January 31, 2026", "2026-01-31"), ("Jan. 31 2026", "2026-01-31"),
        ("May 3rd, 2026", "2026-05-03"),
    ],
)  # fmt: skip
def test_a_day_that_is_meant(said, meant):
    assert str(day_meant(said)) == meant


@pytest.mark.parametrize(
    "said",
    ["", "5/6/2026", "5-6-2026", "31.02.2026", "31/13/2026", "32 January 2026", "31 Januember 2026",
     "January 2026", "2026", "soon", "26-01-31", "31.01.26", "2026-01-31T10:00:00"],
)  # fmt: skip
def test_no_day_that_is_sure(said):
    assert day_meant(said) is None
