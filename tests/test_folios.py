"""What each page of a file is called."""

from __future__ import annotations

import pytest

from zinewright.folios import as_in, folios_of, placed, ranges
from zinewright.structure import Leaf
from zinewright.tags import Content, Tag
from zinewright.typeset import Typeset


def leaf(name, pages, blank=()):
    """A section of some pages, with nothing on those that are blank."""
    held = [Content(page, 0) for page in range(pages) if page not in blank]
    tag = Tag("Document", [Tag("P", held)])
    return Leaf(name, name, "en", Typeset(b"", pages, (10, 10), tag, [], {}, {}, []))


def folios(*leaves):
    return folios_of(placed(leaves))


def test_pages_count_on():
    assert folios(leaf("a", 2), leaf("b", 1)) == ("1", "2", "3")


def test_a_chapter_that_is_left_out_takes_its_numbers_along():
    full = (leaf("a", 2), leaf("b", 3), leaf("c", 1))

    assert folios(*as_in((leaf("a", 2), leaf("c", 1)), full)) == ("1", "2", "6")


def test_a_page_on_which_nothing_is_left_stays_out():
    left = placed(as_in((leaf("a", 4, blank=(1, 2)), leaf("b", 1)), (leaf("a", 4), leaf("b", 1))))

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
        (("1", "2", "3"), [(0, "", 1)]),
        (("1", "2", "6", "7"), [(0, "", 1), (2, "", 6)]),
        (("4", "4a", "4b", "5"), [(0, "", 4), (1, "4", 1), (2, "4", 2), (3, "", 5)]),
        (("1z", "1aa"), [(0, "1", 26), (1, "1", 27)]),
        ((), []),
    ],
)
def test_where_counting_does_not_go_on(folios, found):
    assert list(ranges(folios)) == found
