"""Telephone numbers in texts and fields: those that equal no checked contact are told of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from releases import LINE, TODAY, laid
from running import zine

from zinewright.manuscript.resources.phone_numbers import numbers_in
from zinewright.review.unchecked_numbers import COUNTRIES, CUE

WAYS = """
[[resource.channels]]
type = "voice"
display = "0808 157 0123"
e164 = "+448081570123"

[[resource.channels]]
type = "sms"
display = "85258"
short_code = "85258"
dial_region = "GB"
keyword = "SHOUT"
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring 0808 802 9999.", ["0808 802 9999"]),
        ("0808 802 9999 is free", ["0808 802 9999"]),
        ("From abroad: +44 20 7946 0958, or 116 123", ["+44 20 7946 0958", "116 123"]),
        ("call 1-800-273-8255 or text HOME to 741741", ["1-800-273-8255", "741741"]),
        ("They rang 999, then 111.", ["999", "111"]),
        ("dial 988, then press 3", ["988"]),
        ("You can call 1800 RESPECT.", ["1800 RESPECT"]),
        ("phone 0808 80, a slip", ["0808 80"]),
        ("1737 is free on any phone in New Zealand; text 1737", ["1737"]),
        ("We met on 2026-01-31 at 10.30, on page 112 of 300.", []),
        ("I called 300 people in 1999, and rang at 11:45 or at 3.30 on 12/11/2019.", []),
        ("Call it what you like: 1914-1918 cost £1,200.50 a day.", []),
        ("ISBN 978 0 14 103614 4, Section 136, the 111 bus, room 101", []),
        ("He called me 1,000 times, and 40 % of them at night.", []),
    ],
)
def test_what_is_a_number(text, found):
    assert [number.shown for number in numbers_in(text, COUNTRIES, CUE)] == found


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """What `check --release` says of numbers in a zine whose post ends in some words."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("zinewright.commands.check.today", lambda: TODAY)

    def check(text: str = "", checked: bool = True, **changes: tuple[str, str]) -> list[str]:
        folder = laid(tmp_path / "m", two=("over the roofs.", f"over the roofs. {text}"), **changes)
        path = folder / "resources.toml"
        path.write_text(re.sub(r"verified_\w+ = .*\n", "", LINE) + WAYS)
        if checked:
            zine("resources", "verify", "line", "--by", "Bo", "--on", "2026-01-31", "--yes", "m")
        lines = zine("check", "m", "--release", "--quick").stdout.splitlines()
        return [line.partition("; or, where")[0] for line in lines if "[unchecked-number]" in line]

    return check


NOBODYS = "is that of no place of support that somebody checked. Take it out, or add an entry that has it and check that"  # noqa: E501


@pytest.mark.parametrize(
    "text",
    [
        "Ring 0808 157 0123.",
        "Ring +44 808 157 0123, or text SHOUT to 85258.",
        "Ring (0808) 1570123, or [the line](tel:+448081570123).",
    ],
)
def test_the_number_of_a_checked_entry_may_stand_in_a_text(text, said):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ring 0808 157 0124.", "0808 157 0124"),
        ("Ring 116 123.", "116 123"),
        ("[Ring them](tel:+448081570124).", "+448081570124 in a link"),
        ("[Text them](sms:85259).", "85259 in a link"),
        ("[Write](https://wa.me/447700900123).", "447700900123 in a link"),
    ],
)
def test_any_other_number_in_a_text_is_told_of(text, number, said):
    assert said(text) == [f"m/posts/two.md:10: the number {number} {NOBODYS}"]


def test_the_number_of_an_entry_that_nobody_checked(said):
    assert said("Ring 0808 157 0123.", checked=False) == [
        "m/posts/two.md:10: the number 0808 157 0123 is that of “line”, whose check is missing "
        "or too old. Compare the entry with its page, then: zine resources verify line --by NAME"
    ]


@pytest.mark.parametrize("field", ["description", "subtitle", "contact", "publisher"])
def test_a_number_in_a_field_of_the_recipe(field, said):
    assert said(zine=("regions", f'{field} = "Call 0800 555 0199"\nregions')) == [
        f"m/zine.toml: the number 0800 555 0199 in “{field}” {NOBODYS}"
    ]


def test_a_number_in_a_summary(said):
    assert said(one=("What it says.", "That one can call 116 123.")) == [
        f"m/posts/one.md: the number 116 123 in the front matter or a note {NOBODYS}"
    ]


BESIDE = {
    "the words of a picture": "\n\n![A poster: 0800 555 0199](x.png)",
    "a long form": "See NHX.\n\n*[NHX]: 0800 555 0199",
    "two cells": "\n\n| where | number |\n| --- | --- |\n| 0800 | 555 0199 |",
    "other digits": "Ring ٠٨٠٠ ٥٥٥ ٠١٩٩.",
}


@pytest.mark.parametrize("where", BESIDE)
def test_a_number_beside_the_text_or_in_other_digits(where, said):
    assert len(said(BESIDE[where])) == 1


@pytest.mark.parametrize("key", ["author", "licence"])
def test_a_number_in_the_front_matter(key, said):
    (problem,) = said(one=("title: One", f"title: One\n{key}: Helpline 0800 555 0199"))

    assert problem.startswith("m/posts/one.md: the number 0800 555 0199 in the front matter")


def test_a_number_is_let_stand_one_by_one(said):
    text = "The old line, 0808 555 0100, became 0808 555 0101 in May."
    assert len(said(text)) == 2
    done = zine("overrule", "two", "unchecked-number", "--by", "Ada", "--because", "History.", "m")
    assert done.stderr.startswith("m: unchecked-number is found more than once in two.")


def test_numbers_do_not_stop_a_draft(said):
    said("Ring 116 123.")
    built = zine("build", "m", "--edition", "text")

    assert built.exit_code == 0
    assert "unchecked-number" not in built.output
