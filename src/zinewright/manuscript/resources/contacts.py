"""A way to reach a service, as it is written → what is wrong with it, and what a device opens."""

from __future__ import annotations

import zoneinfo
from collections.abc import Collection, Iterator, Mapping
from typing import Required, TypedDict
from urllib.parse import urlsplit

from zinewright.body import is_address
from zinewright.manuscript.resources.phone_numbers import (
    SHORT,
    dialled,
    is_e164,
    is_possible,
    is_same,
)
from zinewright.manuscript.resources.regions import COUNTRY, OFTEN_MEANT, country_of
from zinewright.manuscript.toml_files import Lines, Span
from zinewright.problems import Problem, nearest, shown

SCHEMES = {"voice": "tel", "sms": "sms"}
ADDRESS_FIX = "Write https://…, tel:…, sms:… or mailto:…"


class Way(TypedDict, total=False):
    """A way as `resources.toml` has it, with values of the forms that they must have."""

    type: Required[str]
    display: Required[str]
    href: str
    e164: str
    short_code: str
    dial_region: str
    tz: str
    regions: list[str]


ContactFault = tuple[str, str, str, str]  # the key, the rule, what is wrong, what to do


def wrong_way(way: Way, lines: Lines, span: Span) -> Iterator[Problem]:
    """What is wrong with a way whose values have the forms that they must have."""
    for key, rule, what, fix in (*_number_faults(way), *_href_faults(way), *_zone_faults(way)):
        yield Problem(lines.where, lines.of(key, span) or span[0], rule, what, fix)


def wrong_address(
    values: Mapping[str, object], key: str, lines: Lines, span: Span
) -> list[Problem]:
    """A problem where the value of `key` is an address that no link can lead to."""
    address = values.get(key, "")
    if not isinstance(address, str) or not address or is_address(address):
        return []
    what = f"“{shown(address)}” is no address that a link can lead to"
    return [Problem(lines.where, lines.of(key, span), "link-address", what, ADDRESS_FIX)]


def is_same_host(one: str, other: str) -> bool:
    """Whether two web addresses are on one host; www. is no other."""
    return _host(one) == _host(other) != ""


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:  # brackets that hold no address
        return ""


def opened(way: Way, regions: Collection[str]) -> str:
    """The address of a way of a service that is there for some regions; "" where it has none.

    A written `href` stays. A message is opened without words in it: phones differ in how they
    take them.
    """
    if way.get("href"):
        return way["href"]
    display = way["display"].strip()
    if scheme := SCHEMES.get(way["type"]):
        country = way.get("dial_region") or country_of(way.get("regions") or regions)
        number = way.get("short_code") or way.get("e164") or dialled(display, country)
        return f"{scheme}:{number}" if number else ""
    address = f"mailto:{display}" if way["type"] == "email" and "@" in display else display
    is_link = "://" in address or address.startswith("mailto:")
    return address if way["type"] != "post" and is_link and is_address(address) else ""


def _number_faults(way: Way) -> Iterator[ContactFault]:
    e164, short = way.get("e164", ""), way.get("short_code", "")
    region = way.get("dial_region", "")
    if e164 and not is_e164(e164):
        fix = "Write it like +448088088000; a short number such as 116123 goes into short_code"
        yield "e164", "number", f"“{shown(e164)}” is no number that E.164 knows", fix
    if short and not SHORT.match(short):
        fix = 'Write its digits alone, like short_code = "116123"'
        yield "short_code", "number", f"“{shown(short)}” is no short number", fix
    if short and e164:
        yield "e164", "number", "there is a short_code beside it", "Leave one of the two out"
    if short and not region:
        what, fix = (
            "nothing says in which country the short number works",
            'Write dial_region = "…"',
        )
        yield "short_code", "number", what, fix
    if region and (not COUNTRY.match(region) or region in OFTEN_MEANT):
        fix = f"Write {OFTEN_MEANT.get(region, 'two capital letters, like GB')}"
        yield "dial_region", "region", f"“{shown(region)}” is no country", fix
    number = short or e164
    if number and not is_same(way["display"], number):
        yield from _differing("display", way["display"], number)


def _href_faults(way: Way) -> Iterator[ContactFault]:
    scheme, _, number = way.get("href", "").partition(":")
    if scheme not in SCHEMES.values():
        return
    known = way.get("short_code") or way.get("e164")
    if "?" in number or ";" in number:
        what, fix = (
            "more than a number stands in the address",
            "End it there; use keyword for a word",
        )
        yield "href", "link-address", what, fix
    elif number.startswith("+") and not is_possible(number):
        what = f"“{shown(number)}” is no number that a phone can dial"
        fix = "Write a short number as it is, like tel:116123"
        yield "href", "number", what, fix
    elif (known and number != known) or not is_same(way["display"], number):
        yield from _differing("href", known or way["display"], number)


def _differing(key: str, one: str, other: str) -> Iterator[ContactFault]:
    what = f"“{shown(one)}” and “{shown(other)}” are not the same number"
    yield key, "number", what, "Look at the service’s own page, and correct the wrong one"


def _zone_faults(way: Way) -> Iterator[ContactFault]:
    zone = way.get("tz", "")
    if zone and not _is_zone(zone):
        hint = nearest(zone, zoneinfo.available_timezones())
        what, fix = f"there is no time zone “{shown(zone)}”{hint}", "Write one like Europe/London"
        yield "tz", "time-zone", what, fix


def _is_zone(name: str) -> bool:
    """Whether a name is in the time zone database; a machine without one takes any."""
    try:
        zoneinfo.ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return not zoneinfo.available_timezones()
    return True
