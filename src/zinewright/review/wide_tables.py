"""Tables and the pages of a zine → those whose words have no room side by side.

Typesetting measures; this is a guess, to be told before anything is typeset.
"""

from __future__ import annotations

from collections.abc import Iterator

from zinewright.digests import digest_of
from zinewright.problems import Problem, shown
from zinewright.prose.chapter import Chapter
from zinewright.review.resolution import across

LETTERS = 73 / 110  # that stand side by side on a millimetre, in the smaller size of a table
FIX = "Make two of it, make columns of its rows, or shorten its longest words"


def too_wide(chapter: Chapter, page: tuple[float, float]) -> Iterator[Problem]:
    """What is to be said of tables of a chapter that no form with columns fits.

    `page` is how wide and how high pages are, in points.
    """
    for words, least, line in chapter.prose.tables:
        if least > int(across(page) * LETTERS):
            named = f"the table that begins with “{shown(words)}”" if words else "the table"
            what = f"{named} is wider than a page, so that print sets its cells below one another"
            where = chapter.post.where
            yield Problem(where, line, "table", what, FIX, "warning", digest_of(what))
