"""Manuscript → what a zine holds: its chapters in order, and the places of support for them.

Support is chosen here and nowhere else; what comes later reads whom this lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zinewright.assemble.omit import NOTHING, LeftOut, leaving_out, topics_named
from zinewright.assemble.told.nearest_help import fitting, in_reading_order
from zinewright.languages.words import words_for
from zinewright.manuscript.folder import Manuscript
from zinewright.manuscript.resources.choose import Served, chosen, in_slugs
from zinewright.prose.chapter import Chapter, Convert, chapter_of
from zinewright.prose.convert import prose
from zinewright.sealed import Keep, anew


@dataclass(frozen=True)
class Selection:
    """The chapters of a zine in order, who is listed for them, and what is left out of it."""

    chapters: tuple[Chapter, ...]
    served: Served
    left_out: LeftOut = NOTHING


def selection_of(manuscript: Manuscript, convert: Convert = prose, keep: Keep = anew) -> Selection:
    """All that a manuscript holds."""
    chapters = chapters_of(manuscript, convert, keep)
    return Selection(chapters, _served(manuscript, chapters))


def chapters_of(
    manuscript: Manuscript, convert: Convert = prose, keep: Keep = anew
) -> tuple[Chapter, ...]:
    """The chapters of a manuscript, in order."""
    recipe, vocabulary = manuscript.recipe, manuscript.recipe.vocabulary
    names = frozenset([*manuscript.unread, *(post.name for post in manuscript.posts)])
    return tuple(
        chapter_of(post, names, recipe.language, convert, vocabulary, keep)
        for post in manuscript.posts
    )


def without(selection: Selection, topics: Iterable[str], manuscript: Manuscript) -> Selection:
    """The same without some topics, and support for what stays. Raises `ZineError`."""
    recipe, words = manuscript.recipe, words_for(manuscript.recipe.language)
    slugs = topics_named(topics, selection.chapters, recipe.vocabulary)
    if not slugs:
        return selection
    stay, left_out = leaving_out(selection.chapters, slugs, words)
    return Selection(stay, _served(manuscript, stay), left_out)


def _served(manuscript: Manuscript, chapters: tuple[Chapter, ...]) -> Served:
    """The places of support that fit a zine's regions and the topics that readers are told of."""
    recipe = manuscript.recipe
    wanted = dict.fromkeys(fit for c in chapters for fit in fitting(c, in_reading_order(c)))
    return chosen(
        in_slugs(manuscript.resources, recipe.vocabulary),
        recipe.regions,
        tuple(wanted),
        recipe.date,
        (*recipe.support.always, *recipe.pocket.resources),
        recipe.support.most,
    )
