"""Tables that are wider than a page: how much room pages have, and what is said."""

from __future__ import annotations

import pytest

from zinewright.manuscript.posts import Post
from zinewright.paper.papers import PAPERS
from zinewright.prose.chapter import chapter_of
from zinewright.review.wide_tables import too_wide


def said_of(columns: int, page: str, word: str = "Medicine") -> list[str]:
    rows = (f"| {' | '.join(cells)} |" for cells in ([word] * columns, ["---"] * columns))
    written = "\n".join(["Before.", "", *rows, f"| {' | '.join(['a'] * columns)} |"])
    chapter = chapter_of(Post("one", "one.md", "One", written, 1), frozenset({"one"}), "en")
    return [f"{each.level}: {each}" for each in too_wide(chapter, PAPERS[page])]


@pytest.mark.parametrize(("page", "most"), [("A6", 6), ("A5", 9), ("A4", 14)])
def test_a_table_that_no_form_with_columns_fits_is_warned_of(page, most):
    assert said_of(most, page) == []
    assert said_of(most + 1, page) == [
        "warning: one.md:3: the table that begins with “Medicine” is wider than a page, so that "
        "print sets its cells below one another. Make two of it, make columns of its rows, or "
        "shorten its longest words. [table]"
    ]


def test_a_table_of_numbers_alone():
    assert said_of(8, "A5", "1,000,000") == [
        "warning: one.md:3: the table that begins with “1,000,000” is wider than a page, so that "
        "print sets its cells below one another. Make two of it, make columns of its rows, or "
        "shorten its longest words. [table]"
    ]
