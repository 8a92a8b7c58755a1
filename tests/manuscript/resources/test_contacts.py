"""Ways to reach a service: what they open, and what is wrong with them."""

from __future__ import annotations

import re
import zoneinfo

import pytest

from zinewright.manuscript.resources import contacts as ways
from zinewright.manuscript.resources.contacts import is_same_host, opened, wrong_way
from zinewright.manuscript.toml_files import Lines

HINT = re.compile(r" \(did you mean [^)]*\)")  # of the zones that this machine knows


def way(display, **values):
    return {"type": "voice", "display": display} | values


OPENED = [
    (way("116 123", short_code="116123", dial_region="GB"), "tel:116123"),
    (way("111", short_code="111", dial_region="GB"), "tel:111"),
    (way("988", type="sms", short_code="988", dial_region="US"), "sms:988"),
    (way("85258", type="sms", keyword="SHOUT", dial_region="GB"), "sms:85258"),
    (way("13 11 14", e164="+61131114"), "tel:+61131114"),
    (way("0808 808 8000"), "tel:+448088088000"),
    (way("1800 341 900", dial_region="IE"), "tel:+3531800341900"),
    (way("1800 341 900", regions=["IE"]), "tel:+3531800341900"),
    (way("0808 808 8000", href="tel:123"), "tel:123"),
    (way("a@example.org", type="email"), "mailto:a@example.org"),
    (way("https://example.org/chat", type="chat"), "https://example.org/chat"),
    (way("example.org", type="web"), ""),
    (way("Freepost A@B", type="post"), ""),
    (way("ask at the desk"), ""),
]


@pytest.mark.parametrize(("written", "address"), OPENED)
def test_what_a_device_opens(written, address):
    assert opened(written, ["GB-ENG"]) == address


def test_a_number_of_several_countries_is_not_guessed_at():
    assert opened(way("0808 808 8000"), ["GB", "IE"]) == ""


WRONG = {
    "a short number as E.164": (
        way("116 123", e164="+44116123"),
        "e164",
        "“+44116123” is no number that E.164 knows. Write it like +448088088000; "
        "a short number such as 116123 goes into short_code. [number]",
    ),
    "a short number with a space": (
        way("116 123", short_code="116 123", dial_region="GB"),
        "short_code",
        "“116 123” is no short number. "
        'Write its digits alone, like short_code = "116123". [number]',
    ),
    "a short number of no country": (
        way("988", short_code="988"),
        "short_code",
        'nothing says in which country the short number works. Write dial_region = "…". [number]',
    ),
    "two numbers": (
        way("988", short_code="988", dial_region="US", e164="+61131114"),
        "e164",
        "there is a short_code beside it. Leave one of the two out. [number]",
    ),
    "no country": (
        way("116 123", short_code="116123", dial_region="UK"),
        "dial_region",
        "“UK” is no country. Write GB. [region]",
    ),
    "a part of a country": (
        way("111", short_code="111", dial_region="GB-ENG"),
        "dial_region",
        "“GB-ENG” is no country. Write two capital letters, like GB. [region]",
    ),
    "one digit wrong": (
        way("0808 068 4141", e164="+448000684141"),
        "display",
        "“0808 068 4141” and “+448000684141” are not the same number. "
        "Look at the service’s own page, and correct the wrong one. [number]",
    ),
    "a link to another number": (
        way("116 123", short_code="116123", dial_region="GB", href="tel:116124"),
        "href",
        "“116123” and “116124” are not the same number. "
        "Look at the service’s own page, and correct the wrong one. [number]",
    ),
    "the trap": (
        way("116 123", href="tel:+44116123"),
        "href",
        "“+44116123” is no number that a phone can dial. "
        "Write a short number as it is, like tel:116123. [number]",
    ),
    "words in a message": (
        way("85258", type="sms", href="sms:85258?body=SHOUT"),
        "href",
        "more than a number stands in the address. "
        "End it there; use keyword for a word. [link-address]",
    ),
    "a time zone that is none": (
        way("116 123", tz="Europe/Londn"),
        "tz",
        "there is no time zone “Europe/Londn”. Write one like Europe/London. [time-zone]",
    ),
    "a path": (
        way("116 123", tz="../../etc/passwd"),
        "tz",
        "there is no time zone “../../etc/passwd”. Write one like Europe/London. [time-zone]",
    ),
    "a folder of time zones": (
        way("116 123", tz="Europe"),
        "tz",
        "there is no time zone “Europe”. Write one like Europe/London. [time-zone]",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong(name):
    written, key, said = WRONG[name]
    text = "\n".join(["[[resource.channels]]", *(f'{k} = "{v}"' for k, v in written.items())])
    lines = Lines("r.toml", text)

    problems = [str(problem) for problem in wrong_way(written, lines, (1, None))]

    assert [HINT.sub("", problem) for problem in problems] == [f"r.toml:{lines.of(key)}: {said}"]


@pytest.mark.parametrize(("written", "_"), OPENED)
def test_nothing_is_wrong(written, _):
    known = {k: v for k, v in written.items() if k != "href"}

    assert list(wrong_way(known | {"tz": "Europe/London"}, Lines("", ""), (1, None))) == []


def test_a_machine_that_knows_no_time_zones_takes_any(monkeypatch):
    def missing(name):
        raise zoneinfo.ZoneInfoNotFoundError(name)

    monkeypatch.setattr(ways.zoneinfo, "ZoneInfo", missing)
    monkeypatch.setattr(ways.zoneinfo, "available_timezones", set)

    assert list(wrong_way(way("111", tz="Europe/London"), Lines("", ""), (1, None))) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://example.org/a", "http://www.example.org", True),
        ("https://EXAMPLE.org", "https://example.org:443/b?c", True),
        ("https://example.org", "https://example.org.evil.test/", False),
        ("https://example.org@evil.test", "https://example.org", False),
        ("https://help.example.org", "https://example.org", False),
        ("https://[::1", "https://[::1", False),
        ("", "", False),
    ],
)
def test_the_host_of_a_page(one, other, same):
    assert is_same_host(one, other) is same
