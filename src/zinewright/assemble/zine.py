"""Manuscript → Zine: posts in order, content notes before them, resources and sources behind.

Pure: the same manuscript and pictures give the same zine.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from zinewright.assemble.back_matter import formats, links
from zinewright.assemble.front_matter import content_notes, contents, imprint, title_page, told_once
from zinewright.assemble.markup import qr_code
from zinewright.assemble.nearest_help import fitting, help_for, in_reading_order
from zinewright.assemble.notices import chapter_section
from zinewright.assemble.omit import NOTHING, LeftOut, leaving_out, topics_named, unlinked
from zinewright.assemble.pocket import pocket
from zinewright.assemble.support import support
from zinewright.languages.words import Words, words_for
from zinewright.manuscript.folder import RESOURCES, Manuscript
from zinewright.manuscript.pictures.picture import blank
from zinewright.manuscript.recipe import PROJECT
from zinewright.manuscript.resources.choose import Served, chosen, in_slugs
from zinewright.manuscript.resources.resource import aged
from zinewright.model import OnPaper, Picture, Section, Zine
from zinewright.problems import Problem, ZineError, behind, by_place, nearest, shown
from zinewright.prose.chapter import Chapter, Convert, chapter_of
from zinewright.prose.convert import prose
from zinewright.prose.quotes import curled
from zinewright.review.gates import Waiting, days_to_come, draft_reasons, gates, undecided
from zinewright.review.overruling import left_standing, with_ways_out
from zinewright.review.questions import asked_of, dismissed_in
from zinewright.review.read_closely import Meaning, meaning_of, remarks_around, unserved
from zinewright.review.unchecked_numbers import numbers_unchecked

Read = Callable[[Chapter], Meaning]
ReadPicture = Callable[[str, str, int | None], Picture]
Pictures = Mapping[str, Picture]


@dataclass(frozen=True)
class Choice:
    """What a build chooses. `notes` is how much readers are told, "" as the recipe says.

    `without` names topics to leave out. A `release` has passed every gate, on the day `today`;
    one that stands already has `passed` them before. Where letters have no face, nothing of it is
    `printable`.
    """

    notes: str = ""
    without: tuple[str, ...] = ()
    release: bool = False
    passed: bool = False
    today: datetime.date | None = None
    printable: bool = True


BUILD = Choice()


def chapters_of(manuscript: Manuscript, convert: Convert = prose) -> tuple[Chapter, ...]:
    """The chapters of a manuscript, in order."""
    recipe, vocabulary = manuscript.recipe, manuscript.recipe.vocabulary
    names = frozenset([*manuscript.unread, *(post.name for post in manuscript.posts)])
    return tuple(
        chapter_of(post, names, recipe.language, convert, vocabulary) for post in manuscript.posts
    )


def assemble(
    manuscript: Manuscript,
    picture: ReadPicture,
    modified: datetime.datetime | None = None,
    convert: Convert = prose,
    choice: Choice = BUILD,
    read: Read = meaning_of,
) -> tuple[Zine, tuple[Problem, ...]]:
    """The zine, and the warnings that stand.

    `modified` dates the files; without it the recipe's day does. Raises `ZineError` with every
    problem of the manuscript and of its posts, and for a release with all that stands in its way.
    """
    recipe, words = manuscript.recipe, words_for(manuscript.recipe.language)
    chapters = chapters_of(manuscript, convert)
    pictures, found = _pictures(chapters, picture)
    meanings = {chapter.post.name: read(chapter) for chapter in chapters}
    waiting = {c.post.name: undecided(c, meanings[c.post.name].suggestions) for c in chapters}
    found += _wrong(manuscript, chapters, meanings.values())
    found = list(left_standing(found, recipe.overruled))
    if choice.release and not choice.passed:
        today = choice.today or recipe.date
        found = list(_stopping(found, manuscript, chapters, waiting, modified, today))
    problems = by_place(found)
    if any(problem.level == "error" for problem in problems):
        raise ZineError(problems)
    stay, left_out = chapters, NOTHING
    if choice.without:
        topics = topics_named(choice.without, chapters, recipe.vocabulary)
        stay, left_out = leaving_out(chapters, topics, words)
    served = served_in(manuscript, stay)
    draft = draft_reasons(stay, served.resources, recipe.date, problems, words, waiting)
    if not choice.printable:
        draft = (words.say("draft-unprintable"), *draft)
    bare = _bare(manuscript, modified, left_out, () if choice.release else draft, words)
    depth, once = choice.notes or recipe.notes, told_once(chapters)
    sections = _sections(manuscript, bare, stay, depth, left_out, words, once, choice.printable)
    if left_out.topics:
        sections = tuple(_closed(section, sections, pictures) for section in sections)
    small = pocket(sections[0], recipe, bare, stay, served.resources, words)
    used = {name for section in sections for name in section.body.pictures}
    shown_there = tuple(picture for picture in pictures.values() if picture.name in used)
    made = replace(bare, sections=sections, pictures=shown_there, pocket=small)
    return made, problems


def _wrong(
    manuscript: Manuscript, chapters: tuple[Chapter, ...], meanings: Iterable[Meaning]
) -> Iterator[Problem]:
    """What is wrong with a manuscript, but for its pictures."""
    recipe = manuscript.recipe
    yield from manuscript.problems
    yield from _jumps(chapters)
    for chapter in chapters:
        yield from chapter.prose.problems
        yield from asked_of(chapter)
        yield from dismissed_in(chapter)
    for meaning in meanings:
        yield from meaning.problems
    yield from remarks_around(manuscript.told, recipe.language)
    if manuscript.resources:
        served = served_in(manuscript, chapters)
        for chapter in chapters:
            yield from unserved(chapter, served, recipe.regions, recipe.language)
        yield from _aged(manuscript, served)


def _aged(manuscript: Manuscript, served: Served) -> Iterator[Problem]:
    """Warnings of checks of the places of support that are listed."""
    where = str(manuscript.folder / RESOURCES)
    for each in served.resources if manuscript.recipe.title else ():  # else it has no date, too
        yield from aged(each, manuscript.recipe.date, where, manuscript.checks.get(each.id))


def _stopping(
    found: Iterable[Problem],
    manuscript: Manuscript,
    chapters: tuple[Chapter, ...],
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
    yield from gates(manuscript, chapters, waiting, served_in(manuscript, chapters), today)


def _in_the_way(problem: Problem) -> Problem:
    """What a release takes a problem for: a warning stops it, until a person lets it stand.

    So does a placeholder, which of a draft may be a remark.
    """
    if problem.level != "warning" and (problem.level, problem.rule) != ("info", "placeholder"):
        return problem
    return replace(problem, level="error")


def _bare(
    manuscript: Manuscript,
    modified: datetime.datetime | None,
    left_out: LeftOut,
    draft: tuple[str, ...],
    words: Words,
) -> Zine:
    """The zine without its sections."""
    recipe = manuscript.recipe
    identifier = recipe.identity
    edition = ""
    if left_out.topics:
        edition = words.say("without", topics=words.listed(left_out.labels))
        identifier = uuid.uuid5(PROJECT, f"{identifier}\0{left_out.topics}").urn
    return Zine(
        title=curled(recipe.title, recipe.language),
        subtitle=curled(recipe.subtitle, recipe.language),
        authors=recipe.authors,
        language=recipe.language,
        identifier=identifier,
        date=recipe.date,
        modified=modified or datetime.datetime.combine(recipe.date, datetime.time()),
        sections=(),
        licence=recipe.licence,
        publisher=recipe.publisher,
        description=recipe.description,
        sources=tuple(post.source for post in manuscript.posts if post.source),
        draft=draft,
        edition=edition,
        front_pages=recipe.front_pages,
        large_print=recipe.large_print.size,
        pdf_standard=recipe.pdf_standard,
        on_paper=OnPaper(
            recipe.print.size,
            1 if recipe.print.scale == "true" else "fit",
            recipe.print.ink,
            recipe.print.inks,
        ),
    )


def _pictures(
    chapters: tuple[Chapter, ...], picture: ReadPicture
) -> tuple[dict[str, Picture], list[Problem]]:
    found: dict[str, Picture] = {}
    problems: list[Problem] = []
    for chapter in chapters:
        for source, line in chapter.prose.pictures:
            try:
                found.setdefault(source, picture(source, chapter.post.where, line))
            except ZineError as error:
                problems += error.problems
    return found, problems


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
    manuscript: Manuscript,
    zine: Zine,
    chapters: tuple[Chapter, ...],
    notes: str,
    left_out: LeftOut,
    words: Words,
    once: frozenset[str],
    printable: bool,
) -> tuple[Section, ...]:
    told, regions = notes in ("standard", "full"), manuscript.recipe.regions
    served = served_in(manuscript, chapters)
    behind = (
        *_behind(manuscript, chapters, served, words),
        formats(manuscript.recipe, words, printed=printable),
    )
    followers = (*(chapter.post.name for chapter in chapters[1:]), behind[0].name)
    helps = (help_for(chapter, served, regions, words) for chapter in chapters)
    texts = tuple(
        chapter_section(chapter, follower, words, told=told, support=support_there, once=once)
        for chapter, follower, support_there in zip(chapters, followers, helps, strict=True)
    )
    front = [title_page(zine, words, left_out)]
    if told:
        front.append(content_notes(chapters, bool(served.resources), words, full=notes == "full"))
    front.append(contents(zine, chapters, behind, words, notes, left_out))
    front.append(imprint(zine, chapters, manuscript.recipe.contact, words))
    return (*front, *texts, *behind)


def served_in(manuscript: Manuscript, chapters: tuple[Chapter, ...]) -> Served:
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


def _behind(
    manuscript: Manuscript, chapters: tuple[Chapter, ...], served: Served, words: Words
) -> tuple[Section, ...]:
    """The back matter but for the list of editions, without the parts that would be empty."""
    day = manuscript.recipe.date
    found = [support(served.resources, day, words, qr_code)] if served.resources else []
    if any(chapter.prose.footnotes or chapter.prose.links for chapter in chapters):
        found.append(links(chapters, words))
    return tuple(found)


def _closed(section: Section, sections: tuple[Section, ...], pictures: Pictures) -> Section:
    """A section without links to what an edition leaves out, with room for its pictures."""
    known = {name for other in sections for name in (other.name, *other.body.ids)}
    gone = set(section.whole.pictures) - set(section.body.pictures) if section.whole else ()
    return replace(
        section,
        body=unlinked(section.body, known),
        room=tuple(blank(pictures[name]) for name in sorted(gone)),
    )
