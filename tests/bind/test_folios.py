"""What each page of a file is called."""

from __future__ import annotations

import pytest

from zinewright.bind.book import Leaf
from zinewright.bind.folios import (
    as_in,
    continued,
    folios_of,
    locators_of,
    numbered,
    pages_of,
    ranges,
    roman,
)
from zinewright.locators import Locators, Page
from zinewright.typeset.section import Typeset
from zinewright.typeset.structure_tree import Content, Tag


def leaf(name, pages, blank=(), matter="body", starts=(), places=None, parts=()):
    """A section of some pages of ten letters each, with nothing on those that are blank; or the
    `parts` that run on."""
    held = [Content(page, 0) for page in range(pages) if page not in blank]
    made = Typeset(
        b"", pages, (10, 10), Tag("Document", [Tag("P", held)]), [], {}, places or {}, [],
        starts=list(starts) or [10 * page for page in range(pages)], letters=10 * pages,
        parts=list(parts),
    )  # fmt: skip
    return Leaf(name, name, "en", made, matter=matter)


def folios(*leaves):
    return folios_of(numbered(leaves))


def test_pages_count_on():
    assert folios(leaf("a", 2), leaf("b", 1)) == ("1", "2", "3")


def test_a_chapter_that_is_left_out_takes_its_numbers_along():
    full = (leaf("a", 2), leaf("b", 3), leaf("c", 1))

    assert folios(*as_in((leaf("a", 2), leaf("c", 1)), full)) == ("1", "2", "6")


def test_a_page_on_which_nothing_is_left_stays_out():
    left = numbered(as_in((leaf("a", 4, blank=(1, 2)), leaf("b", 1)), (leaf("a", 4), leaf("b", 1))))

    assert folios_of(left) == ("1", "4", "5")
    assert [one.shown for one in left] == [(0, 3), (0,)]
    assert [left[0].at(page) for page in range(4)] == [0, 1, 1, 1]
    assert left[1].first == 2


def test_a_section_that_grew_goes_on_with_letters():
    assert folios(*as_in((leaf("a", 3), leaf("b", 1)), (leaf("a", 1), leaf("b", 1)))) == (
        "1", "1a", "1b", "2",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("folios", "found"),
    [
        (("1", "2", "3"), [(0, "", "D", 1)]),
        (("1", "2", "6", "7"), [(0, "", "D", 1), (2, "", "D", 6)]),
        (("4", "4a", "4b", "5"), [(0, "", "D", 4), (1, "4", "a", 1), (3, "", "D", 5)]),
        (("1z", "1aa"), [(0, "1", "a", 26)]),
        (("i", "ii", "1"), [(0, "", "r", 1), (2, "", "D", 1)]),
        (("4–5", "6"), [(0, "4–5", "", 0), (1, "", "D", 6)]),
        (("iva", "1"), [(0, "iva", "", 0), (1, "", "D", 1)]),
        ((), []),
    ],
)
def test_where_counting_does_not_go_on(folios, found):
    assert list(ranges(folios)) == found


def test_what_stands_before_the_posts_may_have_roman_numbers():
    leaves = (leaf("contents", 3, matter="front"), leaf("a", 2), leaf("links", 1, matter="back"))

    assert folios_of(numbered(leaves, "roman")) == ("i", "ii", "iii", "1", "2", "3")


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (49, "xlix"), (1994, "mcmxciv")],
)
def test_roman_numerals(number, said):
    assert roman(number) == said


def test_where_the_pages_of_the_reading_edition_begin():
    places = {"a": (0, 5, 9), "a--heading": (1, 5, 4)}
    leaves = numbered((leaf("contents", 1), leaf("a", 2, places=places)))

    assert locators_of(leaves, {}, "a PDF") == Locators(
        pages={"contents": (Page("1", 0),), "a": (Page("2", 0), Page("3", 10))},
        labels={"a": "2", "a--heading": "3"},
        spelled={},
        source="a PDF",
    )


def test_pages_of_another_edition_go_on_with_letters():
    """Pages 7, 8 and 9 begin behind 0, 25 and 70 letters; here a page begins with every ten."""
    locators = Locators({"a": (Page("7", 0), Page("8", 25), Page("9", 70))})
    (made,) = continued((leaf("a", 8),), locators)

    assert made.folios == ("7", "7a", "8", "8a", "8b", "8c", "8d", "9")


def test_a_page_on_which_two_pages_begin_has_both_numbers():
    locators = Locators({"a": (Page("7", 0), Page("8", 5), Page("9", 15))})
    (made,) = continued((leaf("a", 2),), locators)

    assert made.folios == ("7–8", "9")


RUN = (("notes", 0, 0), ("contents", 0, 6), ("more", 2, 20), ("last", 2, 24))
"""Sections that run on over three pages: two begin in the middle of one, one at the top of one."""


def test_pages_are_those_of_the_section_in_which_they_begin():
    (made,) = numbered((leaf("notes", 3, parts=RUN),))

    assert dict(pages_of(made)) == {
        "notes": (Page("1", 0),),
        "contents": (Page("2", 4),),
        "more": (Page("3", 0),),
        "last": (),
    }


def test_sections_that_run_on_keep_their_numbers_where_they_do_not():
    """In larger letters, each with pages of its own: the number of a page goes on behind it."""
    locators = Locators(dict(pages_of(*numbered((leaf("notes", 3, parts=RUN),)))))
    apart = (leaf("notes", 1), leaf("contents", 2), leaf("more", 1), leaf("last", 2))

    assert [one.folios for one in continued(apart, locators)] == [
        ("1",), ("2", "2a"), ("3",), ("3a", "3b"),
    ]  # fmt: skip


def test_sections_that_run_on_have_the_numbers_of_the_full_edition():
    full = (leaf("a", 2), leaf("notes", 3, parts=RUN))

    assert folios(*as_in((leaf("more", 1, parts=(("more", 0, 0), ("last", 0, 5))),), full)) == (
        "5",
    )  # fmt: skip
