"""The text of a centre spread → two facing pages to typeset, and blank ones around them."""

from __future__ import annotations

import re

from lxml import etree
from zines import png

from zinewright.assemble.centre import centre_section
from zinewright.languages.words import words_for
from zinewright.layout.facing.spread import spread
from zinewright.locators import letters
from zinewright.model import Picture
from zinewright.paper.spreads import READY
from zinewright.particulars import Centre

A5 = (419.53, 595.28)
SWIFTS = Picture("images/swifts.png", "image/png", 3000, 1950, png())


def body_of(said: Centre) -> etree._Element:
    return centre_section(said, words_for("en"), "en").body.tree()


def pages_of(said: Centre, *pictures: Picture, **more: bool) -> list[etree._Element]:
    """The two pages of the spread, between the blank ones."""
    made = spread(body_of(said), A5, pictures, **more)
    assert len(made.root) == 2 * READY + 2
    assert all(page.get("class") == "facing" for page in made.root)
    return list(made.root)[READY : READY + 2]


def left_of(page: etree._Element) -> float:
    """How far from the left edge of its window the picture of a page begins, in points."""
    style = etree.tostring(page, encoding="unicode")
    found = re.search(r'(?:<img[^>]*style="left: |\) )(-?[\d.]+)pt', style)
    return float(found[1])


def test_a_picture_is_met_once_and_seen_on_both_pages():
    said = Centre("images/swifts.png", "Swifts.", "Ada", "In May.")
    first, second = pages_of(said, SWIFTS)

    assert [each.get("alt") for each in first.iter("img")] == ["Swifts."]
    assert list(second.iter("img")) == []  # the other half is a ground
    assert left_of(first) - left_of(second) == A5[0]  # the second goes on where the first ends
    assert "".join(second.itertext()) == "In May. Picture: Ada."


def test_from_the_right_the_first_page_has_the_right_half():
    said = Centre("images/swifts.png", "Swifts.")
    first, second = pages_of(said, SWIFTS, from_the_right=True)

    assert left_of(second) - left_of(first) == A5[0]


def test_the_letters_are_those_of_other_editions_in_their_order():
    for said, pictures in ((Centre("images/swifts.png", "S.", "Ada", "In May."), [SWIFTS]),
                           (Centre(text="One\ntwo\n\nthree"), [])):  # fmt: skip
        whole = "".join(body_of(said).itertext())
        made = "".join("".join(page.itertext()) for page in pages_of(said, *pictures))
        assert letters(made) == letters(whole)
        assert made.split() == whole.split()


def test_a_text_is_parted_between_stanzas_or_between_lines():
    stanzas = pages_of(Centre(text="One\ntwo\n\nthree\n\nfour"))
    lines = pages_of(Centre(text="One\ntwo\nthree"))

    assert [page.xpath("string(section)") for page in stanzas] == ["Onetwo", "threefour"]
    assert [page.xpath("string(section)") for page in lines] == ["Onetwo", "three"]
