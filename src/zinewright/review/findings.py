"""A manuscript and its chapters → everything that is wrong with them, and what stops a release."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace

from zinewright.manuscript.folder import RESOURCES, Manuscript
from zinewright.manuscript.recipe import Recipe
from zinewright.manuscript.resources.choose import Served
from zinewright.manuscript.resources.resource import aged
from zinewright.problems import Problem, behind, nearest, shown
from zinewright.prose.chapter import Chapter
from zinewright.review.gates import Waiting, days_to_come, gates
from zinewright.review.overruling import left_standing, with_ways_out
from zinewright.review.questions import asked_of, dismissed_in
from zinewright.review.read_closely import Meaning, remarks_around, unserved
from zinewright.review.unchecked_numbers import numbers_unchecked
from zinewright.sealed import Keep, anew

NOTES = "zinewright.review.questions"
UNSERVED = "zinewright.review.read_closely unserved"
AROUND = "zinewright.review.read_closely around"
Problems = tuple[Problem, ...]


def findings(
    manuscript: Manuscript,
    chapters: tuple[Chapter, ...],
    served: Served,
    meanings: Iterable[Meaning],
    keep: Keep = anew,
) -> Iterator[Problem]:
    """What is wrong with a manuscript, but for its pictures; `served` is who is listed for it."""
    recipe = manuscript.recipe
    yield from manuscript.problems
    yield from _jumps(chapters)
    for chapter in chapters:
        yield from chapter.prose.problems
        yield from _of_notes(chapter, keep)
    for meaning in meanings:
        yield from meaning.problems
    asked = (manuscript.told, recipe.language)
    yield from keep(AROUND, asked, Problems, lambda: tuple(remarks_around(*asked)))
    if manuscript.resources:
        for chapter in chapters:
            yield from _unserved(chapter, served, recipe, keep)
        yield from _aged(manuscript, served)


def stopping(
    found: Iterable[Problem],
    manuscript: Manuscript,
    chapters: tuple[Chapter, ...],
    served: Served,
    waiting: Waiting,
    modified: datetime.datetime | None,
    today: datetime.date,
) -> Iterator[Problem]:
    """All that stops a release on a day, what was found of the manuscript among it."""
    more = (
        *numbers_unchecked(manuscript, chapters, today),
        *days_to_come(manuscript, chapters, modified, today),
    )
    left = left_standing(more, manuscript.recipe.overruled)
    for problem in with_ways_out((*found, *left), behind(manuscript.folder)):
        yield _in_the_way(problem)
    yield from gates(manuscript, chapters, waiting, served, today)


def _in_the_way(problem: Problem) -> Problem:
    """What a release takes a problem for: a warning stops it, until a person lets it stand.

    So does a placeholder, which of a draft may be a remark.
    """
    if problem.level != "warning" and (problem.level, problem.rule) != ("info", "placeholder"):
        return problem
    return replace(problem, level="error")


def _of_notes(chapter: Chapter, keep: Keep) -> tuple[Problem, ...]:
    """What is asked about the notes of a chapter."""
    known = chapter.vocabulary
    asked = (
        chapter.post.name, chapter.post.where, chapter.notes, chapter.stated,
        chapter.prose.passages, known.language, known.own,
    )  # fmt: skip
    return keep(NOTES, asked, Problems, lambda: (*asked_of(chapter), *dismissed_in(chapter)))


def _unserved(chapter: Chapter, served: Served, recipe: Recipe, keep: Keep) -> tuple[Problem, ...]:
    """SM09, for a chapter."""
    known = chapter.vocabulary
    asked = (
        chapter.post.where, chapter.topics, known.language, known.own, recipe.regions,
        recipe.language, sorted(topic for topic, serving in served.by_topic.items() if serving),
        sorted({each.kind for each in served.resources}),
    )  # fmt: skip
    return keep(
        UNSERVED, asked, Problems,
        lambda: tuple(unserved(chapter, served, recipe.regions, recipe.language)),
    )  # fmt: skip


def _aged(manuscript: Manuscript, served: Served) -> Iterator[Problem]:
    """Warnings of checks of the places of support that are listed."""
    where = str(manuscript.folder / RESOURCES)
    for each in served.resources if manuscript.recipe.title else ():  # else it has no date, too
        yield from aged(each, manuscript.recipe.date, where, manuscript.checks.get(each.id))


def _jumps(chapters: tuple[Chapter, ...]) -> Iterator[Problem]:
    """Links to headings that are not there; those of a text with errors are not known."""
    known = {c.post.name: _parts(c) for c in chapters if c.prose.xhtml or not c.prose.problems}
    for chapter in chapters:
        for jump in chapter.prose.jumps:
            if not jump.part or jump.part in known.get(jump.post, (jump.part,)):
                continue
            what = (
                f"the link “{shown(jump.words)}” leads to “{shown(jump.address)}”, "
                f"where there is no such heading{nearest(jump.part, known[jump.post])}"
            )
            fix = "Write # and the words of the heading, in small letters, with hyphens between"
            yield Problem(chapter.post.where, jump.line, "link-target", what, fix)


def _parts(chapter: Chapter) -> tuple[str, ...]:
    """What a link may lead to inside a chapter."""
    return tuple(name.partition("--")[2] for name in chapter.prose.ids)
