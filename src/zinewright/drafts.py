"""What is still missing → why a zine is a draft, in words for those who hold it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from zinewright.chapter import Chapter
from zinewright.problems import Problem
from zinewright.resources import Resource
from zinewright.words import Words

MOST_TITLES = 4


def draft_reasons(
    chapters: tuple[Chapter, ...],
    resources: tuple[Resource, ...],
    today: datetime.date,
    warnings: tuple[Problem, ...],
    words: Words,
) -> tuple[str, ...]:
    """One sentence for each thing that a person has to do before this can be a release.

    They are the same in every order of chapters. The last one always stands: the gates of a
    release are not passed by building.
    """
    return (
        *_about_notes(chapters, words),
        *_about_support(resources, today, words),
        *_about_warnings(warnings, words),
        words.say("draft-gates"),
    )


def _about_notes(chapters: tuple[Chapter, ...], words: Words) -> Iterator[str]:
    unreviewed = [c.title for c in chapters if not c.post.notes.reviewed]
    if unreviewed:
        yield words.say("draft-unreviewed", titles=_named(unreviewed, words))
    silent = [c.title for c in chapters if c.post.notes.status == "noted" and not c.summary]
    if silent:
        yield words.say("draft-summary", titles=_named(silent, words))


def _about_support(
    resources: tuple[Resource, ...], today: datetime.date, words: Words
) -> Iterator[str]:
    if not resources:
        yield words.say("draft-no-resources")
    standings = [resource.standing(today) for resource in resources]
    for standing in ("unchecked", "stale"):
        if count := standings.count(standing):
            yield words.say(f"draft-{standing}", count=count, total=len(resources))


def _about_warnings(warnings: tuple[Problem, ...], words: Words) -> Iterator[str]:
    if warnings:
        rules = tuple(sorted({problem.rule for problem in warnings}))
        yield words.say("draft-warnings", rules=words.several(rules))


def _named(titles: Iterable[str], words: Words) -> str:
    """A few titles by name, many by their number."""
    ordered = sorted(titles)
    if len(ordered) > MOST_TITLES:
        return words.say("draft-pieces", count=len(ordered))
    return words.listed(tuple(words.say("quote", text=title) for title in ordered))
