"""What is drawn on a cover: a picture in the place of the drawing."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from zines import png, section, zine

from zinewright.layout.cover import framed
from zinewright.layout.layout import plain
from zinewright.model import Picture

PICTURE = Picture("night.png", "image/png", 1, 1, png())
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("at", "begins"),
    [("", "data:image/png;base64,iVBORw0KGgo"), ("zine:picture/a&b", "zine:picture/a&b")],
)
def test_a_picture_lies_in_the_drawing_or_at_its_address(at, begins):
    root = ElementTree.fromstring(framed(PICTURE, at, (), "", small=False))
    (shown,) = root.iter(f"{SVG}image")

    assert shown.get("href").startswith(begins)
    assert [element.tag for element in root.iter(f"{SVG}text")] == []


def test_the_words_on_it_are_text():
    root = ElementTree.fromstring(framed(PICTURE, "", ("Ham &", "<eggs>"), "Ada & Bo", small=True))

    assert [each.text for each in root.iter(f"{SVG}text")] == ["Ham &", "<eggs>", "Ada & Bo"]


def test_a_zine_with_a_picture_has_no_drawing():
    here = zine(section("a"), title="Night")
    there = replace(here, cover=PICTURE)

    assert "<image" in plain().cover(there, words=False)
    assert "<image" not in plain().cover(here, words=False)
    assert "Night" in plain().cover(there, words=True)
