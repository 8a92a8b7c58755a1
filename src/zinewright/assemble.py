"""Manuscript → Zine: posts in order, content notes before them, resources and sources behind.

Pure: the same manuscript and pictures give the same zine.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from dataclasses import replace

from zinewright.back_matter import formats, links, support
from zinewright.chapter import Chapter, Convert, chapter_of, chapter_section
from zinewright.drafts import draft_reasons
from zinewright.front_matter import content_notes, contents, imprint, title_page
from zinewright.manuscript import Manuscript
from zinewright.model import Picture, Section, Zine
from zinewright.problems import Problem, ZineError
from zinewright.prose import curled, prose
from zinewright.words import Words, words_for

ReadPicture = Callable[[str, str, int | None], Picture]
PROJECT = uuid.UUID("5f1c2b64-6f0e-5a5e-9d5e-2f6f1c6f0a11")


def assemble(
    manuscript: Manuscript,
    picture: ReadPicture,
    modified: datetime.datetime | None = None,
    convert: Convert = prose,
) -> tuple[Zine, tuple[Problem, ...]]:
    """The zine, and the warnings that stand.

    `modified` dates the files; without it the recipe's day does. Raises `ZineError` with every
    problem of the manuscript and of its posts.
    """
    recipe = manuscript.recipe
    names = frozenset(post.name for post in manuscript.posts)
    chapters = tuple(chapter_of(post, names, recipe.language, convert) for post in manuscript.posts)
    pictures, problems = _pictures(chapters, picture)
    problems += [*manuscript.problems, *(p for c in chapters for p in c.prose.problems)]
    problems.sort(key=lambda problem: (problem.where, problem.line or 0))
    if any(problem.level == "error" for problem in problems):
        raise ZineError(problems)
    words = words_for(recipe.language)
    draft = draft_reasons(chapters, manuscript.resources, recipe.date, tuple(problems), words)
    bare = Zine(
        title=curled(recipe.title, recipe.language),
        subtitle=curled(recipe.subtitle, recipe.language),
        authors=recipe.authors,
        language=recipe.language,
        identifier=recipe.identifier or uuid.uuid5(PROJECT, recipe.title).urn,
        date=recipe.date,
        modified=modified or datetime.datetime.combine(recipe.date, datetime.time()),
        sections=(),
        licence=recipe.licence,
        publisher=recipe.publisher,
        description=recipe.description,
        sources=tuple(post.source for post in manuscript.posts if post.source),
        draft=draft,
    )
    sections = _sections(manuscript, bare, chapters, words)
    return replace(bare, sections=sections, pictures=pictures), tuple(problems)


def _pictures(
    chapters: tuple[Chapter, ...], picture: ReadPicture
) -> tuple[tuple[Picture, ...], list[Problem]]:
    found: dict[str, Picture] = {}
    problems: list[Problem] = []
    for chapter in chapters:
        for source, line in chapter.prose.pictures:
            try:
                found.setdefault(source, picture(source, chapter.post.where, line))
            except ZineError as error:
                problems += error.problems
    return tuple(found.values()), problems


def _sections(
    manuscript: Manuscript, zine: Zine, chapters: tuple[Chapter, ...], words: Words
) -> tuple[Section, ...]:
    recipe = manuscript.recipe
    behind = _behind(manuscript, chapters, words)
    texts = tuple(
        chapter_section(chapter, following, words)
        for chapter, following in zip(
            chapters,
            [*((c.post.name, c.title, c.language) for c in chapters[1:]),
             (behind[0].name, behind[0].title, behind[0].language)],
            strict=True,
        )
    )  # fmt: skip
    front = (
        title_page(zine, words),
        content_notes(chapters, bool(manuscript.resources), words),
        contents(zine, chapters, behind, words),
        imprint(zine, chapters, recipe.contact, words),
    )
    return (*front, *texts, *behind)


def _behind(
    manuscript: Manuscript, chapters: tuple[Chapter, ...], words: Words
) -> tuple[Section, ...]:
    """The back matter, without the parts that would be empty."""
    recipe, resources = manuscript.recipe, manuscript.resources
    found = [support(resources, recipe.date, words)] if resources else []
    if any(chapter.prose.footnotes or chapter.prose.links for chapter in chapters):
        found.append(links(chapters, words))
    return (*found, formats(recipe.contact, words))
