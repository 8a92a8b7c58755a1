"""Manuscript → Zine: posts in order, content notes before them, resources and sources behind.

Pure: the same manuscript and pictures give the same zine.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace

from zinewright.back_matter import formats, links, support
from zinewright.chapter import Chapter, Convert, chapter_of, chapter_section
from zinewright.drafts import draft_reasons
from zinewright.front_matter import content_notes, contents, imprint, title_page
from zinewright.manuscript import Manuscript
from zinewright.model import Picture, Section, Zine
from zinewright.problems import Problem, ZineError, by_place, nearest, shown
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
    names = frozenset([*manuscript.unread, *(post.name for post in manuscript.posts)])
    chapters = tuple(chapter_of(post, names, recipe.language, convert) for post in manuscript.posts)
    pictures, found = _pictures(chapters, picture)
    found += [
        *manuscript.problems,
        *_jumps(chapters),
        *(p for c in chapters for p in c.prose.problems),
    ]
    problems = by_place(found)
    if any(problem.level == "error" for problem in problems):
        raise ZineError(problems)
    words = words_for(recipe.language)
    draft = draft_reasons(chapters, manuscript.resources, recipe.date, problems, words)
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
    return replace(bare, sections=sections, pictures=pictures), problems


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


def _sections(
    manuscript: Manuscript, zine: Zine, chapters: tuple[Chapter, ...], words: Words
) -> tuple[Section, ...]:
    recipe = manuscript.recipe
    behind = _behind(manuscript, chapters, words)
    followers = (*(chapter.post.name for chapter in chapters[1:]), behind[0].name)
    texts = tuple(
        chapter_section(chapter, follower, words)
        for chapter, follower in zip(chapters, followers, strict=True)
    )
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
