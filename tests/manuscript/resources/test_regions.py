"""Codes of regions, and who is reached where."""

from __future__ import annotations

import pytest

from zinewright.manuscript.resources.regions import (
    FIX,
    country_of,
    is_within,
    reaches,
    region_fault,
)


@pytest.mark.parametrize("code", ["GB", "GB-ENG", "IE", "US", "US-CA", "FR-75", "001", "INT", "ZZ"])
def test_a_region(code):
    assert region_fault(code) is None


@pytest.mark.parametrize(
    ("code", "fix"),
    [
        ("UK", "Write GB"),
        ("USA", "Write US"),
        ("gb", "Write GB"),
        ("gb-eng", "Write GB-ENG"),
        ("uk", FIX),
        ("England", FIX),
        ("", FIX),
        ("GB-", FIX),
        ("GB-ENGL", FIX),
        ("GB\n", FIX),
        ("-" * 9999, FIX),
    ],
)
def test_no_region(code, fix):
    assert region_fault(code) == ("is no region", fix)


@pytest.mark.parametrize(
    ("regions", "country"),
    [
        (["GB"], "GB"),
        (["GB-ENG", "GB-WLS"], "GB"),
        (["GB", "IE"], ""),
        (["001"], ""),
        (["ZZ"], ""),
        ([], ""),
    ],
)
def test_the_one_country_of_some_regions(regions, country):
    assert country_of(regions) == country


@pytest.mark.parametrize(
    ("place", "region", "within"),
    [
        ("GB-ENG", "GB", True),
        ("GB", "GB", True),
        ("GB", "GB-ENG", False),
        ("GB-SCT", "GB-ENG", False),
        ("GBX", "GB", False),
        ("GB-ENG", "001", True),
    ],
)
def test_a_place_in_a_region(place, region, within):
    assert is_within(place, region) is within


REACHED = """
GB      GB      GB-ENG  GB-SCT  001
GB-ENG  GB      GB-ENG  -       001
GB-SCT  GB      -       GB-SCT  001
IE      -       -       -       001
-       GB      GB-ENG  GB-SCT  001
"""


@pytest.mark.parametrize("row", REACHED.strip().splitlines())
def test_what_a_zine_for_a_region_gets(row):
    zine, *reached = row.split()
    served = [] if zine == "-" else [zine]

    assert [
        one if reaches([one], served) else "-" for one in ("GB", "GB-ENG", "GB-SCT", "001")
    ] == (reached)


def test_a_service_for_two_countries_is_there_for_either():
    assert reaches(["GB", "IE"], ["IE"])
    assert reaches(["GB"], ["US", "GB-WLS"])
