"""Pictures that are too coarse for their size: what size and how many pixels, and what is said."""

from __future__ import annotations

import pytest

from zinewright.manuscript.posts import Post
from zinewright.model import Picture
from zinewright.paper.papers import PAPERS
from zinewright.prose.chapter import chapter_of
from zinewright.review.resolution import too_coarse


def said_of(size: str, width: int, height: int, page: str = "A5") -> list[str]:
    written = f"Text.\n\n![A red cup](a.png){size}\n\n![A red cup](a.png){{pair}}"
    chapter = chapter_of(Post("one", "one.md", "One", written, 1), frozenset({"one"}), "en")
    pictures = {"a.png": Picture("a.png", "image/png", width, height, b"")}
    return [f"{each.level}: {each}" for each in too_coarse(chapter, pictures, PAPERS[page])]


@pytest.mark.parametrize(
    ("size", "width", "height"),
    [("", 1, 1), ("{full}", 867, 867), ("{small}", 331, 99), ("{full}", 564, 1126),
     ("{decorative}", 1, 1)],
)  # fmt: skip
def test_with_200_pixels_an_inch_nothing_is_said(size, width, height):
    assert said_of(size, width, height) == []


@pytest.mark.parametrize(
    ("size", "width", "height", "said"),
    [
        ("{full}", 866, 400,
         "866 pixels wide, and {full} prints it 110 mm wide: 199 pixels an inch, of at least 200. "
         "Save it 867 pixels wide"),
        ("{full}", 400, 800,
         "400 pixels wide, and {full} prints it 72 mm wide: 142 pixels an inch, of at least 200. "
         "Save it 563 pixels wide"),
        ("{small}", 300, 300,
         "300 pixels wide, and {small} prints it 42 mm wide: 181 pixels an inch, of at least 200. "
         "Save it 331 pixels wide"),
    ],
)  # fmt: skip
def test_with_fewer_it_is_told_how_many_it_needs(size, width, height, said):
    assert said_of(size, width, height) == [
        f"warning: one.md:3: the picture a.png is {said}, or print it smaller. [resolution]"
    ]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("A6", []),
        ("A5", []),
        ("A4", ["900 pixels wide, and {full} prints it 172 mm wide: 132 pixels an inch, of at "
                "least 200. Save it 1,355 pixels wide"]),
    ],
)  # fmt: skip
def test_larger_pages_need_more_pixels_and_smaller_ones_fewer(page, said):
    found = said_of("{full}", 900, 900, page)
    assert found == [
        f"warning: one.md:3: the picture a.png is {each}, or print it smaller. [resolution]"
        for each in said
    ]
    assert bool(said_of("{full}", 700, 700, page)) == (page != "A6")
