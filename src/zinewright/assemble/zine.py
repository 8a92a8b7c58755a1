"""Manuscript → Zine: posts in order, content notes before them, resources and sources behind.

Pure: the same manuscript and pictures give the same zine.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import msgspec

from zinewright.assemble.back_cover import back_cover
from zinewright.assemble.back_matter import formats, links
from zinewright.assemble.centre import centre_section, with_centre
from zinewright.assemble.contributors import contributors, places_of
from zinewright.assemble.foot_notes import moved_to_the_end, room_at_foot
from zinewright.assemble.front_matter import content_notes, contents, imprint, title_page, told_once
from zinewright.assemble.markup import qr_code
from zinewright.assemble.omit import LeftOut, unlinked
from zinewright.assemble.parts import Opening, followers, openings, with_openings
from zinewright.assemble.pocket import pocket
from zinewright.assemble.selection import Selection, selection_of, without
from zinewright.assemble.support import support
from zinewright.assemble.told.nearest_help import help_for
from zinewright.assemble.told.notices import chapter_section
from zinewright.languages.words import Words, words_for
from zinewright.manuscript.authors import Biography, biographies_of
from zinewright.manuscript.folder import Manuscript
from zinewright.manuscript.pictures.picture import blank, kept_fit
from zinewright.manuscript.recipe import PROJECT, RECIPE, Recipe
from zinewright.model import FIRST, Picture, Section, Zine
from zinewright.paper.papers import pages
from zinewright.particulars import Particulars
from zinewright.problems import Problem, ZineError, by_place, shown
from zinewright.prose.chapter import Chapter, Convert
from zinewright.prose.convert import prose
from zinewright.prose.quotes import curled
from zinewright.review.findings import findings, stopping
from zinewright.review.gates import Waiting, draft_reasons, undecided
from zinewright.review.overruling import left_standing
from zinewright.review.read_closely import Meaning, meaning_of
from zinewright.review.resolution import too_coarse
from zinewright.review.wide_tables import too_wide
from zinewright.sealed import Keep, anew

LARGEST = 2000  # pixels of a side of the picture on the cover: 420 dots an inch of A5
ReadClosely = Callable[[Chapter], Meaning]
ReadPicture = Callable[[str, str, int | None], Picture]
Pictures = Mapping[str, Picture]


@dataclass(frozen=True)
class Choice:
    """What a build chooses. `notes` is how much readers are told, "" as the recipe says.

    `without` names topics to leave out. A `release` has passed every gate, on the day `today`;
    one that stands already has `passed` them before. Where letters have no face, nothing of it is
    `printable`. `faces` are the families that it is set in.
    """

    notes: str = ""
    without: tuple[str, ...] = ()
    release: bool = False
    passed: bool = False
    today: datetime.date | None = None
    printable: bool = True
    faces: tuple[str, ...] = ()


BUILD = Choice()


def assemble(
    manuscript: Manuscript,
    picture: ReadPicture,
    modified: datetime.datetime | None = None,
    convert: Convert = prose,
    choice: Choice = BUILD,
    read: ReadClosely = meaning_of,
    keep: Keep = anew,
) -> tuple[Zine, tuple[Problem, ...]]:
    """The zine, and the warnings that stand.

    `modified` dates the files; without it the recipe's day does. Raises `ZineError` with every
    problem of the manuscript and of its posts, and for a release with all that stands in its way.
    """
    recipe, words = manuscript.recipe, words_for(manuscript.recipe.language)

    whole = selection_of(manuscript, convert, keep)
    pictures, missing = _pictures(whole.chapters, picture)
    cover, no_cover = _cover(manuscript, picture, keep)
    in_middle, no_middle = _centre(manuscript, picture)
    waiting, found = _read(manuscript, whole, read, keep)
    on_pages = _on_pages(whole.chapters, pictures, recipe)
    wrong = (*missing, *no_cover, *no_middle, *found, *on_pages)
    problems = _let_pass(wrong, manuscript, whole, waiting, modified, choice)

    selection = without(whole, choice.without, manuscript)
    particulars = _particulars(recipe, selection.left_out)
    draft = _draft(selection, particulars, problems, waiting, choice, words)

    made = _sections(manuscript, whole, selection, particulars, draft, words, choice)
    sections = _closed(made, selection, pictures)

    zine = Zine(
        particulars,
        modified or datetime.datetime.combine(particulars.date, datetime.time()),
        sections, _shown_in(sections, pictures | in_middle),
        tuple(post.source for post in manuscript.posts if post.source),
        draft, selection.left_out.edition(words), on_cover=cover,
    )  # fmt: skip
    small = pocket(zine, selection, recipe.pocket, words)
    return replace(zine, pocket=small), problems


# --- what is read, and whether a zine can be made of it


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


def _on_pages(
    chapters: tuple[Chapter, ...], pictures: Pictures, recipe: Recipe
) -> Iterator[Problem]:
    """What pages would show otherwise than it was meant."""
    page, foot = pages(recipe.page, recipe.print.paper), room_at_foot(recipe)
    for chapter in chapters:
        yield from too_coarse(chapter, pictures, page)
        yield from too_wide(chapter, page)
        yield from moved_to_the_end(chapter, foot)


def _cover(
    manuscript: Manuscript, picture: ReadPicture, keep: Keep
) -> tuple[Picture | None, tuple[Problem, ...]]:
    """The picture on the cover, if the recipe names one, and why there is none."""
    found, wrong = _told_of(manuscript, "cover", picture)
    return (kept_fit(found, LARGEST, keep) if found else None), wrong


def _centre(
    manuscript: Manuscript, picture: ReadPicture
) -> tuple[dict[str, Picture], tuple[Problem, ...]]:
    """The picture on the centre spread by its name, if the recipe names one, or why it has none."""
    found, wrong = _told_of(manuscript, "centre", picture)
    return ({found.name: found} if found else {}), wrong


def _told_of(
    manuscript: Manuscript, table: Literal["cover", "centre"], picture: ReadPicture
) -> tuple[Picture | None, tuple[Problem, ...]]:
    """The picture that a table of the recipe names, which must be said in words."""
    said = getattr(manuscript.recipe, table)
    where = str(manuscript.folder / RECIPE)
    if not said.picture:
        return None, ()
    if not said.alt.strip():
        named = shown(said.picture)
        what = f"the {table}'s picture {named} has no words for those who cannot see it"
        fix = f'Write alt = "what it shows" below it, in [{table}]'
        return None, (Problem(where, None, "alt", what, fix),)
    try:
        return picture(said.picture, where, None), ()
    except ZineError as error:
        return None, error.problems


def _read(
    manuscript: Manuscript, whole: Selection, read: ReadClosely, keep: Keep
) -> tuple[Waiting, tuple[Problem, ...]]:
    """The notes that are suggested for each post and wait for a decision, and what is wrong."""
    meanings = {chapter.post.name: read(chapter) for chapter in whole.chapters}
    waiting = {c.post.name: undecided(c, meanings[c.post.name].suggestions) for c in whole.chapters}
    found = findings(manuscript, whole.chapters, whole.served, meanings.values(), keep)
    return waiting, tuple(found)


def _let_pass(
    found: tuple[Problem, ...],
    manuscript: Manuscript,
    whole: Selection,
    waiting: Waiting,
    modified: datetime.datetime | None,
    choice: Choice,
) -> tuple[Problem, ...]:
    """What was found and stops nothing, by place. Raises `ZineError` with all where some does."""
    standing: tuple[Problem, ...] = tuple(left_standing(found, manuscript.recipe.overruled))
    if choice.release and not choice.passed:
        today = choice.today or manuscript.recipe.date
        chapters, served = whole.chapters, whole.served
        standing = tuple(stopping(standing, manuscript, chapters, served, waiting, modified, today))
    problems = by_place(standing)
    if any(problem.level == "error" for problem in problems):
        raise ZineError(problems)
    return problems


# --- what is said of the zine as a whole


def _particulars(recipe: Recipe, left_out: LeftOut) -> Particulars:
    """Those of the recipe as they are printed, with the quotation marks that print wants.

    An edition that leaves topics out is a publication of its own.
    """
    said, language = recipe.particulars, recipe.language
    own = f"{said.identifier}\0{left_out.topics}"
    return msgspec.structs.replace(
        said,
        title=curled(said.title, language),
        subtitle=curled(said.subtitle, language),
        identifier=uuid.uuid5(PROJECT, own).urn if left_out.topics else said.identifier,
    )


def _draft(
    selection: Selection,
    particulars: Particulars,
    problems: tuple[Problem, ...],
    waiting: Waiting,
    choice: Choice,
    words: Words,
) -> tuple[str, ...]:
    """Why this is a draft; nothing of a release."""
    if choice.release:
        return ()
    unprintable = () if choice.printable else (words.say("draft-unprintable"),)
    listed = selection.served.resources
    reasons = draft_reasons(selection.chapters, listed, particulars.date, problems, words, waiting)
    return (*unprintable, *reasons)


# --- its sections


def _sections(
    manuscript: Manuscript,
    whole: Selection,
    selection: Selection,
    particulars: Particulars,
    draft: tuple[str, ...],
    words: Words,
    choice: Choice,
) -> tuple[Section, ...]:
    """All sections in their order; `whole` has what is left out."""
    recipe = manuscript.recipe
    depth, foot = choice.notes or recipe.notes, room_at_foot(recipe)
    people = tuple(biographies_of(recipe, (c.post for c in selection.chapters)).values())
    back = _back(selection, particulars, people, draft, recipe.codes, words, choice, foot)
    opened = openings(manuscript.parts, _names(selection), recipe.language)
    behind = back[0].name
    texts = _texts(selection, opened, behind, particulars, people, words, whole, depth, foot)
    texts = with_centre(texts, centre_section(recipe.centre, words, recipe.language))
    front = _front(selection, particulars, back, draft, words, depth, opened)
    return (*front, *texts, *back)


def _back(
    selection: Selection,
    particulars: Particulars,
    people: tuple[Biography, ...],
    draft: tuple[str, ...],
    codes: str,
    words: Words,
    choice: Choice,
    foot: int,
) -> tuple[Section, ...]:
    """The back matter, without the parts that would be empty; `codes` says what has codes."""

    def parts() -> Iterator[Section]:
        if selection.served.resources:
            qr = qr_code if codes in ("support", "all") else None
            yield support(selection.served.resources, particulars.date, words, qr)
        if people:
            yield contributors(people, words)
        if any(chapter.prose.footnotes or chapter.prose.links for chapter in selection.chapters):
            has_codes = codes in ("links", "all")
            yield links(selection.chapters, words, codes=has_codes, foot=foot)
        yield formats(particulars, words, printed=choice.printable)
        yield imprint(particulars, selection.chapters, words, draft, choice.faces)
        if particulars.has_back_cover:
            yield back_cover(particulars, selection.chapters, words, codes=codes != "none")

    return tuple(parts())


def _texts(
    selection: Selection,
    opened: tuple[Opening, ...],
    behind: str,
    particulars: Particulars,
    people: tuple[Biography, ...],
    words: Words,
    whole: Selection,
    depth: str,
    foot: int,
) -> tuple[Section, ...]:
    """The chapters, each told of before it begins, with help and with a way round it, and what
    opens their parts.

    The way round the last one leads to what is `behind` them all; `whole` has what is left out.
    """
    once, places = told_once(whole.chapters), places_of(people)
    after = followers(_names(selection), opened, behind)
    sections = tuple(
        chapter_section(
            chapter,
            follower,
            words,
            told=_are_told(depth),
            support=help_for(chapter, selection.served, particulars.regions, words),
            once=once,
            foot=foot,
            people=places,
        )
        for chapter, follower in zip(selection.chapters, after, strict=True)
    )
    return tuple(with_openings(sections, opened))


def _names(selection: Selection) -> tuple[str, ...]:
    return tuple(chapter.post.name for chapter in selection.chapters)


def _front(
    selection: Selection,
    particulars: Particulars,
    back: tuple[Section, ...],
    draft: tuple[str, ...],
    words: Words,
    depth: str,
    opened: tuple[Opening, ...],
) -> tuple[Section, ...]:
    """The front matter, which tells of all that follows."""
    chapters, left_out = selection.chapters, selection.left_out

    def parts() -> Iterator[Section]:
        yield title_page(particulars, words, draft, left_out)
        if _are_told(depth):
            has_support = bool(selection.served.resources)
            yield content_notes(chapters, has_support, words, full=depth == "full")
        yield contents(particulars, chapters, back, words, depth, left_out, opened)

    return tuple(parts())


def _are_told(depth: str) -> bool:
    """Whether readers are told of content notes before they read, chapter by chapter."""
    return depth in ("standard", "full")


def _closed(
    sections: tuple[Section, ...], selection: Selection, pictures: Pictures
) -> tuple[Section, ...]:
    """Sections without links to what an edition leaves out, with room for its pictures."""
    if not selection.left_out.topics:
        return sections
    known = {name for section in sections for name in (section.name, *section.body.ids)}
    known |= {FIRST for section in sections if section.is_piece}
    return tuple(
        replace(
            section,
            body=unlinked(section.body, known),
            feet=unlinked(section.feet, known) if section.feet else None,
            room=tuple(blank(pictures[name]) for name in sorted(_gone(section))),
        )
        for section in sections
    )


def _gone(section: Section) -> set[str]:
    """The pictures of a section that an edition leaves out."""
    return set(section.whole.pictures) - set(section.body.pictures) if section.whole else set()


def _shown_in(sections: tuple[Section, ...], pictures: Pictures) -> tuple[Picture, ...]:
    used = {name for section in sections for name in section.body.pictures}
    return tuple(picture for picture in pictures.values() if picture.name in used)
