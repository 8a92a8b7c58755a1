"""Chapters → the topics of places of support that fit them, and what the directory proposes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from zinewright.manuscript.folder import Manuscript
from zinewright.manuscript.resources.choose import in_slugs, proposed
from zinewright.manuscript.resources.directory import places
from zinewright.manuscript.resources.resource import Resource
from zinewright.prose.chapter import Chapter

TopicsThatFit = Mapping[str, Collection[str]]
"""A topic of the zine → the topics of places of support that fit it."""


def fitting_topics(chapters: Iterable[Chapter]) -> TopicsThatFit:
    """The topics that readers are told of, each with those of places of support that fit it."""
    found: dict[str, tuple[str, ...]] = {}
    for chapter in chapters:
        known = chapter.vocabulary.topics
        for topic in chapter.topics:
            wanted = known[topic].resources if topic in known else ()
            found[topic] = tuple(dict.fromkeys([topic, *wanted]))
    return found


def proposed_for(manuscript: Manuscript, chapters: Iterable[Chapter]) -> tuple[Resource, ...]:
    """What the starting directory has for the posts, at most three a topic with those there.

    For a zine without regions nothing is proposed: it would be lines of all countries.
    """
    recipe = manuscript.recipe
    if not recipe.regions:
        return ()
    topics = fitting_topics(chapters)
    wanted = dict.fromkeys(one for fitting in topics.values() for one in fitting)
    there = in_slugs(manuscript.resources, recipe.vocabulary)
    return proposed(there, places.directory(), recipe.regions, tuple(wanted), recipe.date)
