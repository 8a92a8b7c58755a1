"""Where a service can be reached: countries and parts of them (ISO 3166), and the whole world."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from zinewright.manuscript.toml_files import WHOLE, Lines, Span
from zinewright.problems import Problem, shown

WORLD = frozenset({"001", "INT", "ZZ"})
SHAPE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?\Z")
COUNTRY = re.compile(r"[A-Z]{2}\Z")
OFTEN_MEANT = {"UK": "GB", "EN": "GB-ENG", "SC": "GB-SCT", "EIRE": "IE", "USA": "US"}
FIX = "Write a code such as GB, GB-ENG, IE or US, or 001 for the whole world"


def region_fault(code: str) -> tuple[str, str] | None:
    """What is wrong with a region and what to do, None for one that can be: GB, GB-ENG, 001."""
    if code in WORLD or (SHAPE.match(code) and code not in OFTEN_MEANT):
        return None
    meant = OFTEN_MEANT.get(code) or (code.upper() if SHAPE.match(code.upper()) else "")
    return "is no region", f"Write {meant}" if meant and meant not in OFTEN_MEANT else FIX


def wrong_regions(
    values: Mapping[str, object], lines: Lines, span: Span = WHOLE
) -> Iterator[Problem]:
    """A problem for each of the values' `regions` that is none."""
    regions = values.get("regions", [])
    for region in regions if isinstance(regions, list) else []:
        if isinstance(region, str) and (fault := region_fault(region)):
            what, fix = f"“{shown(region)}” {fault[0]}", fault[1]
            yield Problem(lines.where, lines.of("regions", span), "region", what, fix)


def country_of(regions: Collection[str]) -> str:
    """The one country that some regions are in or parts of, "" for several or for the world."""
    countries = {region.partition("-")[0] for region in regions}
    only = countries.pop() if len(countries) == 1 else ""
    return only if COUNTRY.match(only) and only not in WORLD else ""


def is_within(place: str, region: str) -> bool:
    """Whether a place is a region, or lies in it; every place lies in the world."""
    return region in WORLD or place == region or place.startswith(f"{region}-")


def reaches(regions: Collection[str], served: Collection[str]) -> bool:
    """Whether what is there for `regions` is there for somebody in the regions `served`.

    GB is there for GB-ENG, and GB-ENG for some in GB. A zine without regions is for everybody.
    """
    return not served or any(
        is_within(one, other) or is_within(other, one) for one in regions for other in served
    )
